"""Fields that a letter, memo or form gives as a label and a value."""

import re
from collections.abc import Iterator

from graph.reading.metadata.letter import Letter, Line, once

_LABELS = {
    "sender": re.compile(
        r"(?:navn\s(?:på|til)\s)?(?:høringsinstans(?:en)?|høyringsinstans(?:en)?|virksomhet(?:en)?|verksemd(?:a)?|"
        r"organisasjon(?:en)?|avsender(?:en)?(?:\sav\sinnspillet)?|avsendar|innsender|innspillsgiver|instans|etat|firma|"
        r"organisasjonens\snavn|virksomhetens\snavn|fra|frå|from|name\sof\sorgani[sz]ation|organi[sz]ation)"
        r"(?:\s?\([^)]{1,40}\))?",
        re.IGNORECASE,
    ),
    "addressee": re.compile(r"(?:til|to|mottaker|mottakar|adressat)", re.IGNORECASE),
    "title": re.compile(r"(?:sak|emne|tema|vedr\.?|vedrørende|gjelder|overskrift|tittel|subject|re)", re.IGNORECASE),
    "who": re.compile(
        r"(?:navn|namn|name|avsender|fra|frå|innsender|type\s(?:høringsinstans|avsender)|jeg\ssvarer\ssom|svarer\ssom|"
        r"hvem\ssvarer\sdu\spå\svegne\sav|respondent|rolle)(?:\s?\([^)]{1,40}\))?",
        re.IGNORECASE,
    ),
}
_OPTIONAL_COLON = {"sender", "addressee"}
_ANY_LABEL = re.compile(r"^[A-ZÆØÅ][\w/() -]{1,40}:$")
_LONGEST_VALUE = 200
_LONGEST_BARE_LABEL = 60


@once
def values(letter: Letter, field: str) -> tuple[tuple[str, Line], ...]:
    """The values of a field in the opening of a letter, each with the line that it stands on."""
    return tuple(_values(letter, field))


def _values(letter: Letter, field: str) -> Iterator[tuple[str, Line]]:
    pattern = _LABELS[field]
    lines = letter.opening
    waiting = 0
    for index, line in enumerate(lines):
        match = pattern.match(line.text) if _could_be_label(line.text) else None
        if match is None:
            continue
        rest = line.text[match.end() :]
        if rest.lstrip().startswith(":") and rest.strip(" :*\t"):
            yield rest.strip(" :*\t")[:_LONGEST_VALUE], line
        elif rest.startswith("\t") and rest.strip():
            yield rest.strip()[:_LONGEST_VALUE], line
        elif rest.strip(" *") == ":" or (not rest.strip() and field in _OPTIONAL_COLON):
            waiting = _value_after(lines, index)
            if waiting:
                yield lines[waiting].text[:_LONGEST_VALUE], lines[waiting]


def _could_be_label(text: str) -> bool:
    return len(text) < _LONGEST_BARE_LABEL or ":" in text or "\t" in text


def _value_after(lines: tuple[Line, ...], index: int) -> int:
    """The index of the value of a label that stands alone: the next line, or its row after a column of labels."""
    first = index
    while first > 0 and _ANY_LABEL.match(lines[first - 1].text):
        first -= 1
    last = index
    while last + 1 < len(lines) and _ANY_LABEL.match(lines[last + 1].text):
        last += 1
    value = last + 1 + (index - first)
    return value if value < len(lines) else 0
