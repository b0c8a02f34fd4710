"""The sender's name at the edges of a response: letterhead, signature, and lines of contact details."""

import re
from collections.abc import Iterator

from graph.model import BlockKind
from graph.reading.metadata import names
from graph.reading.metadata.evidence import Candidate
from graph.reading.metadata.letter import Letter, Line, once
from graph.reading.metadata.title_names import named

_BEHALF = re.compile(r"^(?:på\svegn(?:e|er)\sav|on\sbehalf\sof)\s(?P<name>.{2,120})$", re.IGNORECASE)
_FOR = re.compile(r"^for\s(?P<name>[A-ZÆØÅ].{1,100})$", re.IGNORECASE)
_OFFICE_OF = re.compile(
    r"(?:^|[\s,])(?:\w{0,25}(?:leder|leiar|direktør|sekretær|ordfører|rådmann|sjef|president|dekan|rektor)|ceo|head|"
    r"director)(?:\si|\sav|\sfor|\sved|\sof|,|\s[–-])?\s(?P<name>[A-ZÆØÅ].{1,100})$",
    re.IGNORECASE,
)
_NEXT_OFFICE = re.compile(r"\sog\s\w{0,20}(?:ordfører|leder|leiar|direktør|sekretær).*$", re.IGNORECASE)
_APPROVED = re.compile(
    r"godkjent(?:\selektronisk)?\s(?:i|av|hos)\s(?P<name>[A-ZÆØÅ].{1,80}?)(?:\s(?:og\s(?:har|er)|uten|utan)\s|[,.]|$)"
)
_SENTENCE = re.compile(r"\b(?:er|har|som|mener|vil|kan|skal|må|bør|godkjent|viser|gir)\b|[a-zæøå]\.\s[A-ZÆØÅ]")
_NAME_LIKE = re.compile(r"[A-ZÆØÅ][\w&-]{2,30}(?:\s[\w&-]{1,30}){0,4}")
_CONTACT = re.compile(
    r"(?:org\.?\s?n(?:r|ummer)|tlf|telefon|www\.|@|sentralbord|bankgiro|bankkonto|foretaksreg)",
)
_SEPARATOR = re.compile(r"\s[|◦•–·-]\s|\t|\s{3,}|\s\d{1,2}\.\d{1,2}\.")
_FORMAL = re.compile(r"kommune$|departementet$|direktoratet$|\bR?HF$|tilsynet$", re.IGNORECASE)
_OUTSIDE = frozenset({BlockKind.FOOTNOTE, BlockKind.PAGE_FURNITURE})
_LONGEST_LINE = 110
_LONGEST_NAME = 80
_LONGEST_CONTACT = 200
_NEAR_CLOSE = 8
_MANY_WORDS = 7
_HEAD_LINES = 6
_MARKED_LINES = 10
_FOOT_LINES = 20


@once
def closing_names(letter: Letter) -> tuple[Candidate[str], ...]:
    """Bodies in the signature, and those whose office somebody signs in."""
    return tuple(_closing_names(letter))


def _closing_names(letter: Letter) -> Iterator[Candidate[str]]:
    for index, line in enumerate(letter.closing):
        if letter.is_signed and index > 1 and _is_after_signature(line):
            return
        if len(line.text) > _LONGEST_LINE or line.kind in _OUTSIDE or "http" in line.text:
            continue
        weight = 6.0 if letter.is_signed else 3.0
        weight -= 2.0 * (index > _NEAR_CLOSE) + 2.0 * (line.text.count(" ") >= _MANY_WORDS)
        yield from _signed(line, weight, is_signed=letter.is_signed)


def _is_after_signature(line: Line) -> bool:
    """Whether what follows a signature, such as notes and sources, has begun."""
    contact = _CONTACT.search(line.small) or _APPROVED.search(line.text) or re.search(r"\d{4}\s[A-ZÆØÅ]", line.text)
    return not contact and (len(line.text) > _LONGEST_NAME or " | " in line.text)


def _signed(line: Line, weight: float, *, is_signed: bool) -> Iterator[Candidate[str]]:
    """What one line of a signature says of the body."""
    text, start = line.text, line.start
    if match := _BEHALF.match(text):
        yield from named(match["name"], 9.0, "signed on behalf of", start)
    elif match := _FOR.match(text):
        yield from named(match["name"], 7.0, "signed for", start)
    elif match := _OFFICE_OF.search(text):
        yield from named(_NEXT_OFFICE.sub("", match["name"]), weight - 1, "office of the signatory", start)
    elif match := _APPROVED.search(text):
        yield from named(match["name"], 6.0, "approved within", start)
    elif not _CONTACT.search(line.small) and not names.person_at_start(text) and not _SENTENCE.search(text):
        yield from _alone(text, weight, start, is_signed=is_signed)


def _alone(text: str, weight: float, start: int, *, is_signed: bool) -> Iterator[Candidate[str]]:
    """A line that is a name and nothing else."""
    if not text[0].isupper() or names.is_role(text):
        return
    name = _SEPARATOR.split(text)[0]
    if names.is_body(name):
        yield Candidate(names.tidy(name), weight, "in the signature", start)
    elif is_signed and _NAME_LIKE.fullmatch(text):
        yield Candidate(names.tidy(text), 3.0, "in the signature", start)


def head_names(letter: Letter) -> Iterator[Candidate[str]]:
    """Bodies in the letterhead, more so where contact details stand near."""
    lines = letter.lines
    for index, line in enumerate(lines[:_MARKED_LINES]):
        marked = line.kind is BlockKind.LETTERHEAD
        text = _SEPARATOR.split(line.text)[0]
        if line.kind is BlockKind.FOOTNOTE or (index >= _HEAD_LINES and not marked) or len(text) > _LONGEST_NAME:
            continue
        if names.is_body(text) and text[0].isupper():
            near = " ".join(other.text for other in lines[index : index + 6])
            score = 3.5 + 1.0 * marked + 1.5 * bool(_CONTACT.search(near.lower())) - 0.3 * index
            score += 1.0 * bool(_FORMAL.search(text))
            yield Candidate(names.tidy(text), score, "letterhead", line.start)


def contact_names(letter: Letter) -> Iterator[Candidate[str]]:
    """Bodies with which the lines of contact details at the foot begin."""
    for line in letter.lines[-_FOOT_LINES:]:
        if _CONTACT.search(line.small) and len(line.text) < _LONGEST_CONTACT:
            first = re.split(r"\s[|◦•–·-]\s|,", line.text)[0]
            if names.is_body(first) and first[0].isupper() and len(first) < _LONGEST_NAME:
                yield Candidate(names.tidy(first), 4.0, "contact details", line.start)
