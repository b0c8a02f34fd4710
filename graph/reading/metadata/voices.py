"""A body that speaks of itself by name: “X støtter …”, “X (heretter …)”, “X takker for …”."""

import re
from collections import Counter
from collections.abc import Iterator

from graph.reading.metadata import names
from graph.reading.metadata.evidence import Candidate
from graph.reading.metadata.letter import Letter

_LONGEST_TEXT = 60_000
_LOOK_BACK = 160
_PRESENTATION_UNTIL = 2500
_OPINION = (
    r"takker|takkar|mener|meiner|støtter|støttar|viser\s(?:til|videre)|viser\stil|ønsker|ønskjer|anbefaler|tilrår|ber\s|"
    r"ber\som|foreslår|føreslår|stiller\sseg|slutter\sseg|uttaler|understreker|understrekar|er\s(?:glad|enig|uenig|positiv|"
    r"kritisk|bekymret|samd|opptatt)|vil\s(?:\w+\s){0,2}(?:understreke|fremheve|framheve|benytte|påpeke|peke|særlig|"
    r"innledningsvis|med\sdette|gi|komme|trekke|anbefale|advare|bemerke)|har\s(?:følgende|ingen|mottatt|ikke)|"
    r"deler|avgir|gir\s(?:med\s)?|thanks|supports|believes|welcomes|recommends|forutsetter|har\smottatt|merker\sseg|"
    r"forventer|frykter|registrerer|oppfordrer|etterlyser|savner|saknar|imøteser|gjev|kommenterer"
)
_ABOUT_RESPONSE = re.compile(
    r".{0,80}?(?:innspill|innspel|høring|høyring|uttalelse|fråsegn|consultation)", re.IGNORECASE
)
_PRESENTING = (
    r"er\s(?:en|ei|et|eit|landets|Norges|den|det|fagforeningen|nasjonal|the|an?)|is\s(?:the|an?)|represents|representerer|"
    r"organiserer|samler|består|utfører|driver|arbeider\s(?:for|med)|jobber\s(?:for|med)"
)
_VERB = re.compile(rf"\s(?:(?P<opinion>{_OPINION})|(?P<presenting>{_PRESENTING}))(?!\w)")
_HERETTER = re.compile(
    r"\((?:heretter|herunder\skalt|heretter\skalt|forkortet|hereafter|hereinafter)\s[^)]{1,40}\)", re.IGNORECASE
)
_BOUNDARY = re.compile(r"(?:[.!?:;•▪●]|\n\s*\n|\n[-*–])\s*|^\s*")
_AGENT_OF_OTHERS = re.compile(r"^(?:ifølge|når|dersom|hvis|at|som|fordi|da|også|samtidig|derfor|både)\b", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(
    r"\s(?:som|at|å|er|har|kan|skal|vil|må|bør|vi|me|oss|dette|etter)\s|\d{3}|[?!:;]|[a-zæøå]\.\s", re.IGNORECASE
)
_ENUMERATION = re.compile(r",\s(?:og|men|samt)\s")
_THANKS = re.compile(r"takk(?:er|ar)\b|thanks")
_NAMED_OFTEN = 3
_GOES_ON = frozenset("abcdefghijklmnopqrstuvwxyzæøå,")
_OF_ADDRESS_BEFORE = frozenset(".@/-")
_OF_ADDRESS_AFTER = frozenset("@/")
_VERY_FIRST = 600


def voices(letter: Letter) -> Iterator[Candidate[str]]:
    """The names that speak in a text, with how much each speaks."""
    text = letter.document.text[:_LONGEST_TEXT]
    first: dict[str, Candidate[str]] = {}
    counts: Counter[str] = Counter()
    for match in _VERB.finditer(text):
        presenting = match["presenting"] is not None
        if presenting and match.start() > _PRESENTATION_UNTIL:
            continue
        found = _subject(text, match.start())
        if found is None:
            continue
        name, start = found
        counts[name] += 1
        score = _first_worth(text, start, match.end(), presenting=presenting)
        known = first.get(name)
        if known is None or known.score < score:
            first[name] = Candidate(name, score, "speaks of itself", start)
    for name, candidate in first.items():
        yield Candidate(name, candidate.score + min(4.0, counts[name] - 1.0), candidate.found, candidate.offset)


def _first_worth(text: str, start: int, end: int, *, presenting: bool) -> float:
    """How much one sentence with a name as its subject says that the name is the sender's."""
    clause = text[start:end]
    if presenting:
        worth = 3.5 if start < _VERY_FIRST else 2.0
    else:
        worth = 3.5 if start < _PRESENTATION_UNTIL else 2.5
        worth += 1.5 * bool(_ABOUT_RESPONSE.match(text, end))
    return worth + 4.0 * bool(_HERETTER.search(clause)) + 1.5 * bool(_THANKS.search(clause))


def _subject(text: str, verb: int) -> tuple[str, int] | None:
    """The name that stands between the last boundary and a verb, with where it begins; None where no name does."""
    start = max(0, verb - _LOOK_BACK)
    before = text[start:verb]
    newline = before.rfind("\n") + 1
    sentence = max((match.end() for match in _BOUNDARY.finditer(before) if match.end() < len(before)), default=0)
    if sentence == 0 and start > 0:
        sentence = newline
    for offset in dict.fromkeys((max(newline, sentence), sentence)):
        subject = before[offset:]
        if _could_speak(subject, text):
            return names.tidy(subject), start + offset
    return None


def _could_speak(subject: str, text: str) -> bool:
    """Whether the words before a verb are a body's name."""
    if not names.begins_large(subject):
        return False
    name = names.tidy(subject)
    plain, short = names.aliases(name)
    if _ENUMERATION.search(name) or not names.is_plausible(plain):
        return False
    if not plain[0].isupper() or _AGENT_OF_OTHERS.match(plain):
        return False
    if names.is_person(plain) or _NOT_IN_NAMES.search(f" {plain} ") or _VERB.search(f" {plain} "):
        return False
    return bool(short) or names.is_body(plain) or _is_proper(plain, text)


def _is_proper(name: str, text: str) -> bool:
    """Whether a text treats a word as a name: capital also inside sentences, and never in lower case."""
    if name.count(" ") > 3 or any(_is_word_in_small(text, *place) for place in _places(name.lower(), text)):  # noqa: PLR2004
        return False
    places = list(_places(name, text))
    if not all(word[0].isupper() or len(word) < 5 for word in name.split()):  # noqa: PLR2004
        return any(_is_inside_sentence(text, start) for start, _ in places)
    whole = [(start, end) for start, end in places if not _is_of_word(text[end : end + 1])]
    if any(_is_inside_sentence(text, start) for start, _ in whole):
        return True
    return sum(not _is_of_word(text[start - 1 : start]) for start, _ in whole) >= _NAMED_OFTEN


def _places(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where some words stand in a text, one place after another."""
    start = text.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + len(words))


def _is_inside_sentence(text: str, start: int) -> bool:
    """Whether a sentence goes on at a place: a word in small letters or a comma stands before it."""
    return start > 1 and text[start - 1].isspace() and text[start - 2] in _GOES_ON


def _is_word_in_small(text: str, start: int, end: int) -> bool:
    """Whether what stands at a place is a word of its own rather than a part of an address."""
    before, after = text[start - 1 : start], text[end : end + 1]
    is_part = _is_of_word(before) or _is_of_word(after) or before in _OF_ADDRESS_BEFORE or after in _OF_ADDRESS_AFTER
    return not is_part and not (after == "." and _is_of_word(text[end + 1 : end + 2]))


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
