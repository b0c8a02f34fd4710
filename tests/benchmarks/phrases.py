"""Invented words that generated responses are made of, in both written forms of Norwegian."""

from graph.model import Kind

OBJECTS = (
    ("en felles journal for kommunene", "ein felles journal for kommunane"),
    ("et nasjonalt register over hjelpemidler", "eit nasjonalt register over hjelpemiddel"),
    ("krav til åpne standarder", "krav til opne standardar"),
    ("en lovfestet frist for innføring", "ein lovfesta frist for innføring"),
    ("gebyr for bruk av fellesløsninger", "gebyr for bruk av fellesløysingar"),
    ("plikt til å dele helseopplysninger", "plikt til å dele helseopplysningar"),
    ("opplæring av ansatte i førstelinjen", "opplæring av tilsette i førstelinja"),
    ("et tilsyn med kunstig intelligens", "eit tilsyn med kunstig intelligens"),
    ("en tilskuddsordning for små kommuner", "ei tilskotsordning for små kommunar"),
    ("bedre bredbånd i distriktene", "betre breiband i distrikta"),
    ("brukermedvirkning i utviklingen av tjenester", "brukarmedverknad i utviklinga av tenester"),
    ("samtykke fra pasienten før opplysninger deles", "samtykke frå pasienten før opplysningar blir delte"),
    ("en nasjonal plan for velferdsteknologi", "ein nasjonal plan for velferdsteknologi"),
    ("tydeligere ansvar mellom stat og kommune", "tydelegare ansvar mellom stat og kommune"),
    ("innsyn for innbyggere i egne opplysninger", "innsyn for innbyggjarar i eigne opplysningar"),
    ("tilgjengelige tjenester for eldre", "tilgjengelege tenester for eldre"),
)
"""What is asked for, supported or opposed."""

SHAPES: dict[Kind, tuple[tuple[str, str], ...]] = {
    Kind.SUPPORT: (
        ("Vi støtter forslaget om {object}.", "Vi støttar framlegget om {object}."),
        ("Det er positivt med {object} {where}.", "Det er positivt med {object} {where}."),
    ),
    Kind.OPPOSITION: (
        ("Vi går imot {object}.", "Vi går imot {object}."),
        ("Vi kan ikke slutte oss til {object} {where}.", "Vi kan ikkje slutte oss til {object} {where}."),
    ),
    Kind.CONCERN: (
        ("Vi er bekymret for hva {object} vil koste {where}.", "Vi er uroa for kva {object} vil koste {where}."),
        ("Det er uklart hvem som får ansvar for {object}.", "Det er uklart kven som får ansvar for {object}."),
    ),
    Kind.RECOMMENDATION: (
        ("{Addressee} må sørge for {object} innen {year}.", "{Addressee} må syte for {object} innan {year}."),
        ("Vi ber om {object} {where}.", "Vi ber om {object} {where}."),
        ("{Instrument} bør omtale {object}.", "{Instrument} bør omtale {object}."),
    ),
    Kind.ASSESSMENT: (
        ("Erfaringer {where} viser at {object} virker.", "Røynsler {where} viser at {object} verkar."),
        ("Uten {object} blir arbeidet {where} dyrere.", "Utan {object} blir arbeidet {where} dyrare."),
    ),
    Kind.COMMITMENT: (("Vi vil selv bidra til {object} {where}.", "Vi vil sjølve bidra til {object} {where}."),),
}
"""Ways to say a statement of each kind."""

REPORTED = ("{Holder} har foreslått {object}.", "{Holder} har gjort framlegg om {object}.")
PLACES = (
    ("i hele landet", "i heile landet"),
    ("i distriktene", "i distrikta"),
    ("i nord", "i nord"),
    ("på Vestlandet", "på Vestlandet"),
    ("i de største byene", "i dei største byane"),
    ("i fylket", "i fylket"),
    ("hos oss", "hos oss"),
)
"""Where it would matter."""

BODIES = {
    "kommune": "Eksempel{number} kommune",
    "fylkeskommune": "Eksempel{number} fylkeskommune",
    "helseforetak": "Eksempelsykehuset {number} HF",
    "universitet-hogskole": "Eksempeluniversitetet {number}",
    "interesseorganisasjon": "Eksempelforeningen {number}",
    "partene": "Eksempelforbundet {number}",
    "naeringsliv": "Eksempelfirma {number} AS",
    "direktorat": "Eksempeldirektoratet {number}",
}
"""The name of an invented body of each kind."""
KINDS_OF_BODIES = tuple(kind for kind in BODIES for _ in range(6 if kind == "kommune" else 1))
"""The kinds as often as they answer."""
