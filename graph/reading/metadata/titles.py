"""The title that a response carries."""

import re
from collections.abc import Iterator

from graph.model import BlockKind, reading_form
from graph.reading.metadata import labels
from graph.reading.metadata.evidence import Candidate, best
from graph.reading.metadata.letter import Letter, Line

_WORDS = re.compile(
    r"(?:innspill|innspel|høring|høyring|uttalelse|fråsegn|merknad|notat|tilsvar|konsultasjon|consultation|response|"
    r"comments|submission|gulaskuddan|cealkámuš)"
)
_LONGEST_WORD = 12
_GOES_ON = re.compile(
    r"(?:[-–,:]|\b(?:og|til|for|fra|frå|om|av|på|i|med|ved|vedr|vedrørende|fra\sde|the|of|to|on))$", re.IGNORECASE
)
_PREFIX = re.compile(r"^(?:(?:sv|vs|re|fw|fwd|ang)\s?:\s*)+", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\b(?:viser|takker|takkar|ønsker|vil|mener|meiner|har|er|ble|skal|ber|oversender|sender|bygger|støtter|kan|thank|som|viste)\b"
)
_FILE_LIKE = re.compile(
    r"\.(?:docx?|pdf|odt|rtf|txt)$|^(?:microsoft|untitled|dokument\d*|document\d*|presentasjon)", re.IGNORECASE
)
_MEMO = re.compile(r"^(?:[\w-]{0,12}-)?notat$", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\d{4}\s[A-ZÆØÅ]|postboks|\bpb\b|@|www\.|org\.?\s?nr|^\W*(?:til|fra|frå|dato)\b[: ]|\sv/|telefon|\btlf\b|e-?post",
    re.IGNORECASE,
)
_NO_TITLES = frozenset({BlockKind.PAGE_FURNITURE, BlockKind.SIGNATURE, BlockKind.FOOTNOTE})
_DAY_AT_END = re.compile(r"\s\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}$")
_FIRST_LINES = 4
_FEW_WORDS = 3
_SHORTEST = 12
_LONG_FOR_TITLE = 25
_LONGEST = 250


def title(letter: Letter) -> Candidate[str] | None:
    """The title of a response as its text gives it, else as its file does; None where neither does."""
    return best([*_labelled(letter), *_from_properties(letter), *_from_lines(letter)], least=2.0)


def _labelled(letter: Letter) -> Iterator[Candidate[str]]:
    for value, line in labels.values(letter, "title"):
        if re.search(r"[a-zæøå]{4}", value):
            yield Candidate(
                _tidy(value), 5.0 + 3 * bool(_WORDS.search(value.lower())), "labelled as subject", line.start
            )


def _from_properties(letter: Letter) -> Iterator[Candidate[str]]:
    properties = letter.document.properties
    if subject := properties.get("subject", "").strip():
        yield Candidate(_tidy(subject), 7.0 if "rfc822" in letter.document.media_type else 2.0, "the subject", 0)
    own = properties.get("title", "").strip()
    if len(own) >= _SHORTEST and not _FILE_LIKE.search(own):
        yield Candidate(_tidy(own), 3.0 + bool(_WORDS.search(own.lower())), "the file's title", 0)


def _from_lines(letter: Letter) -> Iterator[Candidate[str]]:
    lines = letter.opening
    for index, line in enumerate(lines):
        if not is_heading_like(line):
            continue
        whole = whole_heading(lines, index)
        score = _worth(whole, line, index) - 0.1 * index
        if score > 0 and not _is_sentence(whole):
            yield Candidate(_tidy(whole), score, "a heading of the opening", line.start)


def _worth(whole: str, line: Line, index: int) -> float:
    """How much a heading looks like a response's title: by its words, else by its place and form."""
    heading = line.kind is BlockKind.HEADING
    if _WORDS.search(whole.lower()) and len(whole.split()) > 1 and not _MEMO.match(whole):
        return 6.0 + heading
    if _ADDRESS.search(whole):
        return 0.0
    if index < _FIRST_LINES and len(whole.split()) >= _FEW_WORDS:
        return 2.5 + heading
    return 2.5 if heading and len(whole) >= _SHORTEST else 0.0


def _is_sentence(whole: str) -> bool:
    return whole.endswith(".") and len(whole.split()) > _LONG_FOR_TITLE


def is_heading_like(line: Line) -> bool:
    """Whether a line could be a title: short, no sentence, not an address."""
    if line.kind in _NO_TITLES or (line.kind is BlockKind.LETTERHEAD and not _WORDS.search(line.small)):
        return False
    text = line.text
    if len(text) > _LONGEST or "@" in text or text[0].islower() or len(text) < 5:  # noqa: PLR2004
        return False
    if text.endswith((".", ";", ",")) and not (text.endswith(".") and _WORDS.match(line.small)):
        return False
    return not _SENTENCE.search(line.small) or line.kind is BlockKind.HEADING


def whole_heading(lines: tuple[Line, ...], index: int) -> str:
    """A title with the lines onto which it runs."""
    whole = lines[index].text
    for line in lines[index + 1 : index + 4]:
        goes_on = bool(_GOES_ON.search(whole, max(0, len(whole) - _LONGEST_WORD)))
        if len(whole) + len(line.text) > _LONGEST or not (goes_on or _is_rest(whole, line)):
            break
        if not goes_on and _SENTENCE.search(line.small):
            break
        whole = reading_form(f"{whole}\n{line.text}")
    return whole


def _is_rest(whole: str, line: Line) -> bool:
    """Whether a line begins as the rest of the one above: in lower case, in parentheses, or both in capitals."""
    return line.text[0].islower() or line.text[0] == "(" or (whole.isupper() and line.text.isupper())


def _tidy(value: str) -> str:
    tidy = _PREFIX.sub("", reading_form(value)).strip(" *#_:–—")
    return _DAY_AT_END.sub("", tidy).rstrip(" ,–—")[:_LONGEST]
