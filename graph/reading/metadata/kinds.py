"""The kind of an actor that the registry does not hold, as its name tells it."""

import re
from functools import lru_cache

_KINDS = (
    ("sametinget", r"^(?:sametinget|sámediggi)\b"),
    ("statsforvalter", r"\b(?:statsforvalteren|statsforvaltaren|fylkesmannen)\b"),
    ("domstol", (r"(?:domstol(?:en|ene|ar)?|tingrett(?:en)?|lagmannsrett(?:en)?|høyesterett|høgsterett|trygderetten|"
                r"jordskifterett(?:en)?|domstoladministrasjonen)\b")),
    ("regjering-storting", r"^(?:regjeringen|regjeringa|stortinget|storting(?:et)?s\b.*)"),
    ("fylkeskommune", r"\b(?:fylkeskommune|fylkesting|fylkesordfører\S*|fylkesråd)\b"),
    ("samarbeidsorgan", r"(?i:helsefellesskap\w*|partnerskapsmøte\w*|strategisk\ssamarbeidsutvalg)"),
    ("kommunalt-samarbeid", (r"\b(?:IKS|IPR)\b|(?i:interkommunal|\w*regionråd\w*|storbynettverk\w*|"
                            r"\bkommun(?:ene|ane)\s(?:i|på)\b|samarbeidsråd\w*)")),
    ("eu-internasjonal", r"\b(?:EU|OECD|WHO|FN)\b|(?i:europe(?:an|isk))"),
    ("partene", r"^(?:LO|NHO|KS|YS|Unio|Virke|Spekter|Akademikerne|Norsk Industri|Finans Norge)\b"),
    ("departement", r"departement(?:et)?\b"),
    ("helseforetak", r"\bR?HF\b|(?i:helseforetak\w*|helseføretak\w*|sjukehus\w*|sykehus\w*|hospital\w*)"),
    ("kommune", r"\b(?:kommune|bystyre|herad|bydel|kommunestyre|kommuneoverlege\w*)\b"),
    ("forskning", (r"\bforskning(?:s\w*)?\b|\bforsking\w*|forskning(?:s(?:senter|institutt)\w*)?\b|\bSINTEF\b|"
                  r"\bNORCE\b|"
                  r"(?:folkehelseinstituttet)")),
    ("universitet-hogskole", (r"(?:universitet\w*|høgskol\w*|høyskol\w*|høgskul\w*|fagskol\w*|fakultet\w*|university|"
                             r"\binstitutt\sfor\b|\bNTNU\b|\bUi[OBTASN]\b|\bUSN\b|\bNMBU\b|OsloMet)")),
    ("direktorat", r"direktorat(?:et)?\b|tilsyn(?:et)?\b"),
    ("utvalg", (r"(?:utvalg(?:et)?|utval(?:et|a)?|kommisjon(?:en)?|komite(?:en)?|komité(?:en)?)\b|\bråd(?:et)?\sfor\b|"
               r"^\w*-?rådet\b")),
    ("naeringsliv", r"\b(?:AS|ASA|SA|DA|ANS|Ltd|Inc|GmbH)\b|(?i:bransje\w*|industri\w*|næringsliv\w*|bank\w*\b)"),
    ("interesseorganisasjon", (r"(?i:forbund\w*|forening\w*|organisasjon\w*|stiftelse\w*|lag(?:et)?\b|allianse\w*|"
                              r"union\w*|nettverk\w*|foreininga|samskipnad\w*|rådet\b|forum\w*|selskap\w*|association)")),
    ("statlig-virksomhet", r"(?:verket|etaten|ombud(?:et)?|arkivaren|antikvaren|arkivverket|politi\w*|nav)\b"),
)  # fmt: skip
ACTOR_KINDS = (*(kind for kind, _ in _KINDS), "gruppe", "privatperson", "annet")
"""The keys of the scheme of actor kinds."""

_PATTERNS = tuple((kind, re.compile(pattern, 0 if "(?i:" in pattern else re.IGNORECASE)) for kind, pattern in _KINDS)


@lru_cache(maxsize=2048)
def actor_kind(name: str) -> str:
    """The key of the kind of actor that a name tells, `annet` where it tells none.

    >>> actor_kind("Eksempel kommune"), actor_kind("Eksempelsykehuset HF"), actor_kind("Norsk eksempelforbund")
    ('kommune', 'helseforetak', 'interesseorganisasjon')
    """
    return next((kind for kind, pattern in _PATTERNS if pattern.search(name)), "annet")
