"""A data folder with answers in bokmål and nynorsk, one of which is held back, for tests that search them."""

from pathlib import Path

from graph.pipeline import BuildReport, Options, build

_LETTER = """\
{sender}

Helse- og omsorgsdepartementet
Postboks 8011 Dep
0030 OSLO

Dato: {day}.04.2026
{mark}
{subject}

{body}

Med vennlig hilsen

{sender}
"""
BODIES = {
    "Eksempel kommune": """\
Kommunen støtter forslaget om et nasjonalt register over hjelpemidler.

Staten bør gi tilskudd til små kommuner, slik at helsetjenestene blir likeverdige i hele lan-
det. Vi er bekymret for at økonomien i kommunene ikke tåler nye gebyrer.

Møtet ble holdt i Åsen i 2026.""",
    "Eksempeldal kommune": """\
Kommunen støttar framlegget om eit nasjonalt register over hjelpemiddel.

Staten bør gi tilskot til små kommunar, slik at helsetenestene blir likeverdige. Høyringa kom seint.""",
    "Eksempelforbundet": """\
Eksempelforbundet går imot gebyrer for bruk av e-helseløsninger.

Registeret må ha plass til kaffeautomater.""",
}
HELD_BACK = "Hemmeligheten om vannverket må ikke ut. Vi støtter ikke forslaget om vannverket."


def write_answers(folder: Path) -> None:
    """Write the answers as documents; the last one is marked as not public."""
    folder.mkdir(parents=True, exist_ok=True)
    for day, (sender, body) in enumerate(BODIES.items(), 10):
        subject = "Høyringssvar – eksempellova" if "framlegg" in body else "Høringssvar – eksempelloven"
        text = _LETTER.format(sender=sender, day=day, subject=subject, body=body, mark="")
        (folder / f"{sender}.txt").write_text(text, encoding="utf-8")
    mark = {"mark": "Unntatt offentlighet\n", "subject": "Høringssvar – eksempelloven", "day": 20}
    text = _LETTER.format(sender="Eksempelvik kommune", body=HELD_BACK, **mark)
    (folder / "Eksempelvik kommune.txt").write_text(text, encoding="utf-8")


def build_answers(folder: Path, data: Path) -> BuildReport:
    """Build what is in a folder into a data folder."""
    return build([folder], Options(data))
