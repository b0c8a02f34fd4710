"""References and case numbers: theirs, ours, and the case's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.reading.metadata.letter import Letter, Line

_LABELS = {
    "their": r"(?:deres|dykkar|your|dokkar)\s(?:saks)?(?:ref|sak)",
    "our": r"(?:vår|våre|our)\s(?:saks)?(?:ref|sak)",
    "case": r"(?:arkiv)?sak(?=\s?:)|(?:arkiv)?saks?\s?(?:snr|snummer|nr|nummer|id)\b|case\s(?:no|number)\b|journalnr",
}
_SIGNS = ("ref", "sak", "case", "journalnr")
"""What every label holds."""
_LABEL = re.compile("|".join(f"(?P<{name}>(?<!\\w)(?:{pattern}))" for name, pattern in _LABELS.items()), re.IGNORECASE)
_REST_OF_LABEL = re.compile(r"[a-zæøå]{0,20}\.?(?:\s?\([\w ]{1,20}\))?(?:\snr)?\.?\s?[:.]?\s*[«“\"]?", re.IGNORECASE)
_OTHER_LABEL = re.compile(
    r"^(?:deres|vår|dykkar|dato|saksbehandler|sakshandsamar|arkivkode|telefon|e-?post|saksnr|dato|telefonnr|"
    r"kontaktperson)\b[^:]{0,20}:?$",
    re.IGNORECASE,
)
_VALUE = re.compile(r"(?=[^\t]{0,30}\d)[A-ZÆØÅ0-9][\w./:-]{1,30}(?:[ ][\w./:-]{1,12}){0,2}")
_NUMBERED = re.compile(r"\d{2,4}/\d{1,6}|\d{4,}|[A-Z]{2,}-?\d|\d[-–]\d")
_DATE_LIKE = re.compile(r"^\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{2}){1,2}$|^\d{1,2}\.\s[a-z]{3,9}\s\d{4}$")


_INITIALS = re.compile(r"(?<=\d)\s[A-ZÆØÅ]{2,8}$")
"""Initials after a reference are a case officer's."""

_LONGEST_LABELLED = 160
_PATIENCE = 6


@dataclass(frozen=True, slots=True)
class References:
    """The numbers under which a response and its case are filed."""

    their: str | None = None
    our: str | None = None
    case: str | None = None


def references(letter: Letter) -> References:
    """The references in the head of a letter, or anywhere on a line that is labelled as a case number."""
    found: dict[str, str] = {}
    for name, value in _labelled(letter.opening):
        found.setdefault(name, value)
    return References(**found)


def _labelled(lines: tuple[Line, ...]) -> Iterator[tuple[str, str]]:
    """Labels and values on one line, or a column of labels and the values that follow it."""
    waiting: list[str] = []
    values: list[str] = []
    patience = 0
    for line in lines:
        labels = list(_LABEL.finditer(line.text)) if _may_label(line) else []
        found = list(_beside(line.text, labels))
        yield from ((name, value) for name, value in found if value)
        if labels:
            waiting = [] if any(value for _, value in found) else [*waiting, *(name for name, _ in found)]
            patience = _PATIENCE
        elif waiting and patience and (value := _whole_value(line.text)):
            values.append(value)
        patience = max(0, patience - 1)
    yield from _paired(waiting, values)


def _may_label(line: Line) -> bool:
    return len(line.text) < _LONGEST_LABELLED and any(sign in line.small for sign in _SIGNS)


def _beside(line: str, labels: Sequence[re.Match[str]]) -> Iterator[tuple[str, str | None]]:
    """The labels of a line, each with the value up to the next one."""
    for position, label in enumerate(labels):
        end = labels[position + 1].start() if position + 1 < len(labels) else len(line)
        yield label.lastgroup or "case", _value(line[label.end() : end])


def _paired(waiting: list[str], values: list[str]) -> Iterator[tuple[str, str]]:
    """Labels with the values below them; where there are fewer values, our own reference is the one that is there."""
    if len(values) < len(waiting) and "our" in waiting:
        waiting = ["our", *(name for name in waiting if name not in ("our", "their"))]
    yield from zip(waiting, values, strict=False)


def _value(after_label: str) -> str | None:
    """The reference that follows a label on its line."""
    rest = _REST_OF_LABEL.match(after_label)
    match = _VALUE.match(after_label, rest.end() if rest else 0)
    return _tidy(match.group()) if match else None


def _whole_value(line: str) -> str | None:
    """The reference that a line is, where its label stands on a line above."""
    if _OTHER_LABEL.match(line) or _DATE_LIKE.match(line) or re.match(r"[^\d:]{2,30}:", line):
        return None
    cell = line.split("\t", maxsplit=1)[0].strip()
    match = _VALUE.match(cell)
    return _tidy(match.group()) if match and len(cell) - match.end() < 3 else None  # noqa: PLR2004


def _tidy(value: str) -> str | None:
    value = _INITIALS.sub("", value.strip(" .,:;-»”"))
    return value if _NUMBERED.search(value) and not _DATE_LIKE.match(value) else None
