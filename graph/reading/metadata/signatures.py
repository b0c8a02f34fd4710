"""Who signed a response, and who only handled the case."""

import re

from graph.reading.metadata import names
from graph.reading.metadata.letter import Letter, Line, once

_CASE_OFFICER = re.compile(
    r"(?:^ansvarl[ie]g(?=\s?[:\t])|saksbehandler|sakshandsamar|saksansvarlig|kontaktperson|vår\skontakt|"
    r"case\s(?:officer|handler)|kontakt)\b"
    r"\s?(?:/\s?\w{1,20})?\s?[:.]?\s*(?P<name>[^\d\t|,:@]{0,60})",
    re.IGNORECASE,
)
_SIGNS = ("saks", "kontakt", "case", "ansvarl")
_BARE_LABEL = re.compile(r"^[\w .]{2,25}:$")
_IN_PARENTHESES = re.compile(r"\([^()]{0,20}\)")
_REACH = 6
_LONGEST_ROLE = 80
_LONGEST_LABELLED = 160


@once
def case_officers(letter: Letter) -> tuple[tuple[str, int], ...]:
    """The names that stand as case officers or contacts in the head or foot of a letter, and where."""
    found: list[tuple[str, int]] = []
    lines = letter.lines if any(sign in letter.small for sign in _SIGNS) else ()
    for index, line in enumerate(lines):
        match = _CASE_OFFICER.search(line.text) if _may_label(line) else None
        if match is None:
            continue
        name = names.person_at_start(match["name"].strip())
        if name:
            found.append((name, letter.document.text.find(name, line.start)))
        elif not match["name"].strip():
            found += _first_person(lines[index + 1 : index + 1 + _REACH])
    return tuple(found)


def _may_label(line: Line) -> bool:
    return len(line.text) < _LONGEST_LABELLED and any(sign in line.small for sign in _SIGNS)


def _first_person(lines: tuple[Line, ...]) -> list[tuple[str, int]]:
    for line in lines:
        name = names.person_at_start(line.text)
        if name:
            return [(name, line.start)]
        if len(line.text) > 80:  # noqa: PLR2004 (running text has begun)
            break
    return []


def signatories(letter: Letter) -> tuple[str, ...]:
    """The people who signed for a body, by their office, without those who only handled the case."""
    if not letter.is_signed:
        return ()
    officers = {name for name, _ in case_officers(letter)}
    found: list[str] = []
    for index, line in enumerate(letter.closing):
        name = names.person_at_start(line.text)
        if name and name not in officers and _in_office(letter.closing, index, name):
            found.append(name)
    return tuple(dict.fromkeys(found))


def signers(letter: Letter) -> tuple[str, ...]:
    """The people whose names stand with an office or a role at the end of a letter, whatever they sign for."""
    if not letter.is_signed:
        return ()
    lines = letter.closing
    found = ((name, index) for index, line in enumerate(lines) if (name := names.person_at_start(line.text)))
    return tuple(dict.fromkeys(name for name, index in found if _has_role(lines, index, name)))


def _has_role(lines: tuple[Line, ...], index: int, name: str) -> bool:
    """Whether the line of a name, or the one after it, gives an office or a role."""
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return names.is_role(lines[index].text[len(name) :]) or (
        len(following) < _LONGEST_ROLE and names.is_role(following)
    )


def _in_office(lines: tuple[Line, ...], index: int, name: str) -> bool:
    """Whether the line of a name, or the one after it, gives the office that the person holds."""
    rest = lines[index].text[len(name) :]
    if names.is_office(rest):
        return True
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return not _IN_PARENTHESES.sub("", rest).strip(" ,.") and len(following) < 80 and names.is_office(following)  # noqa: PLR2004
