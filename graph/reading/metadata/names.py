"""Names of bodies and of people, as they stand in letters."""

import re
from functools import lru_cache

_BODY_ENDINGS = (
    r"kommune|kommuner|kommunar|kommunene|kommunane|herad|departement(?:et)?|direktorat(?:et)?|tilsyn(?:et)?|"
    r"statsforvalter(?:en)?|domstol(?:en)?|tingrett|lagmannsrett|forbund(?:et)?|forening(?:en)?|foreining(?:a)?|"
    r"organisasjon(?:en)?|sent(?:er|eret|rene|ret)|råd(?:et)?|utvalg(?:et)?|utval(?:et|a)?|kommisjon(?:en)?|"
    r"komit[eé](?:en)?|nettverk(?:et)?|foretak(?:et)?|føretak(?:et)?|stiftelse[nr]?|universitet(?:et)?|høgskole[n]?|"
    r"høyskole[n]?|høgskule[n]?|fakultet(?:et|ene|er)?|institutt(?:et)?|sykehus(?:et)?|sjukehus(?:et)?|klinikk(?:en)?|"
    r"programmet|forum(?:et)?|verket|etaten|ombud(?:et)?|arkivet|museum|selskap(?:et)?|bransjen|industrien|"
    r"laget|alliansen?|kirke|fellesskap(?:et)?|prosjektet|gruppen|gruppa|rådmannen|kollegiet|fagorgan|avdeling|"
    r"seksjon|kvinnene|tinget|sekretariatet|partnerskapet|akademi(?:et)?|bibliotek(?:et)?|sentral(?:en)?|styret|"
    r"kommuneoverlege[rn]?e?|samhandlingsledere|brukerrådsledere|regionen|bydel|skolene"
)
_BODY_NAMES = (
    r"region|union|skole|barnehage|fylke|lag|institute|centre|center|association|network|federation|council|agency|"
    r"authority|university|hospital|society|ministry|directorate|municipality|program"
)
_BODY_WORD = re.compile(
    rf"\w{{0,40}}(?:{_BODY_ENDINGS})|{_BODY_NAMES}|(?-i:AS|ASA|R?HF|SA|IKS|IPR|SF|KF|BA)", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_ACRONYM = re.compile(r"(?<!\w)[A-ZÆØÅ][A-ZÆØÅ0-9&-]{1,9}[a-z]?(?!\w)")
_PERSON_WORD = r"(?:[A-ZÆØÅÁČĐŠŽÖÄÉÜ][a-zæøåáčđŋšžöäéèüó]{1,20}(?:-[A-ZÆØÅÖÄ][a-zæøåöäéó]{1,20})?|[A-ZÆØÅ]\.)"
_PERSON = re.compile(
    rf"(?:(?:dr|prof|professor|advokat|overlege)\.?\s)?{_PERSON_WORD}(?:\s(?:van|von|de|af|der|{_PERSON_WORD})){{1,4}}",
)
_NOT_PEOPLE = re.compile(
    r"\b(?:Med|Vennlig|Hilsen|Oslo|Bergen|Trondheim|Postboks|Norsk|Norske|Norges|Nasjonal|Nasjonalt|Det|Den|De|Deres|"
    r"Vår|Side|Til|Fra|Innspill|Høring|Helse|Nord|Sør|Vest|Øst|Midt|Norge|Norway|Health|Tech|Group|Kopi|Vedlegg|"
    r"Notat|Sak|Dato|Telefon|Norwegian|The|Kirkens|Røde|Kors|Redd|Barna|Unge|Hovedkontor|Org|Rådet|Nytt|Ny|Elektronisk|"
    r"Diagnostics|Vision|Stiftelsen|Senter|Råd|Helsing|Veien|Gata|Gate|Vei|Boks|Leder|Direktør|Møre|Eksempel)\b"
)
_OFFICE_WORDS = (
    r"direktør\w*|leder|leiar|lederen|ordfører\w*|ordførar\w*|rådmann|rådmannen|kommunedirektør\w*|"
    r"generalsekretær\w*|president\w*|dekan|rektor|statsråd|statssekretær|ekspedisjonssjef|avdelingsdirektør|"
    r"sjef|fylkesrådmann|statsforvalter|byrådsleder|fylkesordfører|kommuneoverlege\w*|kommunalsjef|sekretær(?:en)?|"
    r"ceo|director|chair|chairman|head|secretary.general|manager|styremedlem|forstander|preses|biskop|advokat"
)
_ROLE_WORDS = (
    r"rådgiver|rådgjevar|konsulent|saksbehandler|sakshandsamar|koordinator|professor|lege|psykolog|jurist|advisor|"
    r"adviser|ingeniør|prosjektleder|medlem"
)
_OFFICES = re.compile(rf"(?:{_OFFICE_WORDS})\b")
_ROLES = re.compile(rf"(?:{_OFFICE_WORDS}|{_ROLE_WORDS})\b")
"""Words in lower case that end a word; a pattern that minds case is found many times sooner."""
_GENERIC = re.compile(
    r"^(?:fwd?|sv|vs|re|videresendt|vidaresendt|vi|eg|jeg|me|det|dette|de|dei|man|ein|en|utvalget|utvalet|departementet|direktoratet|kommisjonen|regjeringen|"
    r"regjeringa|stortinget|staten|norge|noreg|kommunene|kommunane|kommuner|helseforetakene|sykehusene|innspillet|"
    r"høringen|forslaget|rapporten|strategien|reformen|helsereformen|pasienter|pasientene|brukere|fastleger|fastlegene|"
    r"helsepersonell|vår|våre|vårt|alle|mange|noen|flere|disse|dette|mandatet|denne|som|i|på|samtidig|her|vedlagt|"
    r"leverandører|forskning|innbyggere|pårørende|helsetjenesten|oslo|bergen|trondheim|eu|kommunen|foreningen|forbundet|"
    r"senteret|rådet|gruppen|gruppa|styret|målet|nettverket|organisasjonen|europa|arbeidsgruppen|lovutvalget|"
    r"universitetene|\w{0,30}(?:avdelingen|enheten|seksjonen|teamet|prosjektgruppen|arbeidsgruppa)|leiargruppa|ledergruppen|ledelsen|leiinga|administrasjonen|partene|partane|fylkeskommunene|nasjonalt|nasjonal|norske?|høringsinstans\w*|saksbehandler|vedlegg|innledning|"
    r"helse|digitalisering|utfordringen|problemet|løsningen|resultatet|behovet)$",
    re.IGNORECASE,
)
_NOT_IN_NAMES = re.compile(
    r"\s(?:at|å|vi|me|er|har|kan|skal|må|bør|vil|oss|hørings\w{1,20}|høyrings\w{1,20}|innspill|innspel|uttalelse|fråsegn|"
    r"notat)\s|https?:|[\\{}<>=?!]",
    re.IGNORECASE,
)
_NOT_BODIES = re.compile(
    r"(?:fra|frå|from|til|to|avsender|forskrift|lov|nou|meld|prop|rapport|veileder|forslag|innspill?|innspel|høring\w*|høyring\w*|vedlegg|kilder?|referanser?|"
    r"gapet|delte|saksnr|saksnummer|figur|tabell|kapittel|punkt|behov|bedre|økt|sterkere|tilgang|finansiering|organisering|"
    r"styrking|samarbeid\smellom|samhandling\smellom)\b",
    re.IGNORECASE,
)
_EDGES = " \t\n.,;:–—-|*#«»“”\"'’()•_/"
_AT = re.compile(r"\s(?:v/|v\.|v|ved|c/o)(?=\s|[A-ZÆØÅ]|$)")
_NUMBER_AT_END = re.compile(r"(?<=[a-zæøå)])\s\d{1,2}$")
_DASHED = re.compile(r"(?P<short>[A-ZÆØÅ]{2,8})\s[–—-]\s(?P<long>[A-ZÆØÅ].{5,120})$")
_PARENTHESIS = re.compile(r"\s?\(([^()]{2,60})\)")
_GENITIVE = re.compile(r"(?<=\w)(?:'s|’s|s’|'|’|s)$")
LONGEST_NAME = 160
MOST_WORDS = 18


def tidy(name: str) -> str:
    """A name with white space folded, without marks around it and without what follows `v/`."""
    name = _AT.split(" ".join(name.split()), maxsplit=1)[0]
    if name.count("(") > name.count(")"):
        name = name.rsplit("(", 1)[0]
    kept = _NUMBER_AT_END.sub("", name.strip(_EDGES)).strip(_EDGES)
    return f"{kept})" if kept.count("(") > kept.count(")") else kept


def begins_large(name: str) -> bool:
    """Whether a name, without marks before it, begins with a capital."""
    return name.lstrip(_EDGES)[:1].isupper()


def without_genitive(name: str) -> str:
    """A name without the `s` that makes it an owner. “Legeforeningens” gives “Legeforeningen”, “KS” stays."""
    if (
        re.search(r"(?:HF|RHF|AS|SA|IKS|KF)s$", name)
        or name[-2:].islower()
        or re.search(r"[A-ZÆØÅ]{2,}s$|['’]s?$", name)
    ):
        return _GENITIVE.sub("", name)
    return name


def aliases(name: str) -> tuple[str, tuple[str, ...]]:
    """A name without its parentheses or the initials before a dash, and the short names that these give."""
    dashed = _DASHED.match(name)
    if dashed:
        name = f"{dashed['long']} ({dashed['short']})"
    short = tuple(re.sub(r"^(?:heretter|heretter\skalt|forkortet|også\skalt)\s", "", found).strip(_EDGES)
                  for found in _PARENTHESIS.findall(name))  # fmt: skip
    return tidy(_PARENTHESIS.sub("", name)), tuple(alias for alias in short if is_plausible(alias))


def is_plausible(name: str) -> bool:
    """Whether a string could be anybody's name: not empty, not too long, not a word such as “departementet”."""
    fits = bool(name) and len(name) <= LONGEST_NAME and name.count(" ") < MOST_WORDS
    return fits and not _GENERIC.match(name) and not _NOT_IN_NAMES.search(f" {name} ")


@lru_cache(maxsize=4096)
def is_body(name: str) -> bool:
    """Whether a name tells by its words that it belongs to an organisation."""
    plain = _PARENTHESIS.sub("", name)
    if not is_plausible(plain) or not plain[0].isalnum() or _NOT_BODIES.match(plain):
        return False
    return has_body_word(plain) or bool(_ACRONYM.search(plain))


def has_body_word(name: str) -> bool:
    """Whether a name has a word for a kind of body, such as “kommune”, rather than only initials."""
    return any(map(_is_body_word, _WORD.findall(name)))


@lru_cache(maxsize=8192)
def _is_body_word(word: str) -> bool:
    return bool(_BODY_WORD.fullmatch(word))


def is_person(name: str) -> bool:
    """Whether a line or value is somebody's personal name and nothing else."""
    return bool(_PERSON.fullmatch(name.strip(_EDGES))) and not _NOT_PEOPLE.search(name) and not has_body_word(name)


def in_speaking_order(name: str) -> str:
    """A personal name as people say it: “Nordmann, Kari” becomes “Kari Nordmann”, and capitals become ordinary letters.

    >>> in_speaking_order("NORDMANN, KARI"), in_speaking_order("Eksempelforbundet, region øst")
    ('Kari Nordmann', 'Eksempelforbundet, region øst')
    """
    parts = [part.strip() for part in name.split(",")]
    turned = " ".join(reversed(parts)) if len(parts) == 2 else name  # noqa: PLR2004
    plain = turned.title() if turned.isupper() else turned
    return plain if is_person(plain) and not has_body_word(name) and not is_role(name) else name


def without_people(text: str, instead: str) -> str:
    """A text in which another word stands for every personal name."""
    return _PERSON.sub(lambda match: instead if is_person(match.group()) else match.group(), text)


def person_at_start(line: str) -> str | None:
    """The personal name with which a line begins."""
    match = _PERSON.match(line)
    return match.group() if match and is_person(match.group()) else None


def is_role(line: str) -> bool:
    """Whether a line names what somebody is employed or elected as."""
    return bool(_ROLES.search(line.lower()))


def is_office(line: str) -> bool:
    """Whether a line names an office whose holder speaks for a body."""
    return bool(_OFFICES.search(line.lower()))
