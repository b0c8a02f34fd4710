LETTER = """Prøvedepartementet
Postboks 1 Dep
0030 OSLO

Deres ref.: 26/100
Dato: 30.01.2026

Høringssvar om forslag til prøvelov

Eksempel kommune viser til høringsbrevet og støtter i hovedsak forslaget om en ny
prøvelov for kommunene.
Vi mener likevel at loven bør tre i kraft senere.

1. Om finansieringen

Kommunene må få dekket sine kostnader. Uten egen bevilgning kan ordningen ikke
innføres i små kommuner.

• Kostnadene må dekkes fullt ut.
• Ordningen bør evalueres
  etter to år.

Med vennlig hilsen

Kari Eksempel
kommunedirektør
"""
