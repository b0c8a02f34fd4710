"""The title that a response carries."""

import re
from collections.abc import Iterator

from graph.model import BlockKind, reading_form
from graph.reading.metadata import labels
from graph.reading.metadata.evidence import Candidate, best
from graph.reading.metadata.letter import Letter, Line

_WORDS = re.compile(
    r"(?:innspill|innspel|høring|høyring|uttalelse|fråsegn|merknad|notat|tilsvar|konsultasjon|consultation|response|"
    r"comments|submission|gulaskuddan|cealkámuš)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:[-–,:]|\b(?:og|til|for|fra|frå|om|av|på|i|med|ved|vedr|vedrørende|fra\sde|the|of|to|on))$", re.IGNORECASE
)
_PREFIX = re.compile(r"^(?:(?:sv|vs|re|fw|fwd|ang)\s?:\s*)+", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\b(?:viser|takker|takkar|ønsker|vil|mener|meiner|har|er|ble|skal|ber|bygger|støtter|kan|thank|som|viste)\b",
    re.IGNORECASE,
)
_FILE_LIKE = re.compile(
    r"\.(?:docx?|pdf|odt|rtf|txt)$|^(?:microsoft|untitled|dokument\d*|document\d*|presentasjon)", re.IGNORECASE
)
_LONGEST = 250


def title(letter: Letter) -> Candidate[str] | None:
    """The title of a response as its text gives it, else as its file does; None where neither does."""
    return best([*_labelled(letter), *_from_properties(letter), *_from_lines(letter)], least=2.0)


def _labelled(letter: Letter) -> Iterator[Candidate[str]]:
    for value, line in labels.values(letter, "title"):
        if re.search(r"[a-zæøå]{4}", value):
            yield Candidate(_tidy(value), 5.0 + 3 * bool(_WORDS.search(value)), "labelled as subject", line.start)


def _from_properties(letter: Letter) -> Iterator[Candidate[str]]:
    properties = letter.document.properties
    if subject := properties.get("subject", "").strip():
        yield Candidate(_tidy(subject), 7.0 if "rfc822" in letter.document.media_type else 2.0, "the subject", 0)
    own = properties.get("title", "").strip()
    if own and not _FILE_LIKE.search(own):
        yield Candidate(_tidy(own), 3.0 + bool(_WORDS.search(own)), "the file's title", 0)


def _from_lines(letter: Letter) -> Iterator[Candidate[str]]:
    lines = letter.opening
    for index, line in enumerate(lines):
        if not is_heading_like(line):
            continue
        whole = whole_heading(lines, index)
        score = 6.0 if _WORDS.search(whole) else 2.5 if line.kind is BlockKind.HEADING else 0.0
        score += line.kind is BlockKind.HEADING
        score -= 0.05 * index
        if score > 0:
            yield Candidate(_tidy(whole), score, "a heading of the opening", line.start)


def is_heading_like(line: Line) -> bool:
    """Whether a line could be a title: short, no sentence, not an address."""
    if line.kind in (BlockKind.LETTERHEAD, BlockKind.PAGE_FURNITURE, BlockKind.SIGNATURE, BlockKind.FOOTNOTE):
        return False
    text = line.text
    if len(text) > _LONGEST or "@" in text or text[0].islower() or text.endswith((".", ";", ",")) or len(text) < 5:  # noqa: PLR2004
        return False
    return not _SENTENCE.search(text) or line.kind is BlockKind.HEADING


def whole_heading(lines: tuple[Line, ...], index: int) -> str:
    """A title with the lines onto which it runs."""
    whole = lines[index].text
    for line in lines[index + 1 : index + 4]:
        if len(whole) + len(line.text) > _LONGEST or not (_GOES_ON.search(whole) or _is_rest(line)):
            break
        if _SENTENCE.search(line.text) and not _GOES_ON.search(whole):
            break
        whole = reading_form(f"{whole}\n{line.text}")
    return whole


def _is_rest(line: Line) -> bool:
    """Whether a line begins as the rest of the one above: in lower case, or in parentheses."""
    return line.text[0].islower() or line.text[0] == "("


def _tidy(value: str) -> str:
    return _PREFIX.sub("", reading_form(value)).strip(" *#_:–—")[:_LONGEST]
