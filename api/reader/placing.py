"""Where in the texts of a response things were found, and which section of it a request asks for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from fastapi import Request

from api.asking import Row, text_of
from api.reader.pieces import Place
from api.reader.sections import Section, sections
from api.reader.texts import LaidOut
from api.refusals import RefusalError
from graph.model import Span


class NoSuchSectionError(RefusalError):
    """A response has not so many sections, or does not say what is looked for."""

    status = HTTPStatus.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one text."""

    statements: tuple[Place, ...] = ()
    mentions: tuple[Place, ...] = ()


def placed(found: Iterable[Row], texts: Sequence[LaidOut]) -> tuple[Found, ...]:
    """What was found in each text, in the order of the text; statements are numbered through the response."""
    by_text: dict[str, tuple[dict[str, Place], dict[str, Place]]] = {text.sha256: ({}, {}) for text in texts}
    lengths = {text.sha256: len(text.text) for text in texts}
    for row in found:
        digest, start, end = (text_of(row, name) for name in ("sha256", "start", "end"))
        if digest in by_text and int(start) < int(end) <= lengths[digest]:
            place = _place(row, Span(int(start), int(end)))
            by_text[digest][bool(place.named)][place.key] = place
    found_in, passed = list[Found](), 0
    for text in texts:
        statements, mentions = (sorted(each.values(), key=_order) for each in by_text[text.sha256])
        numbered = tuple(replace(place, number=passed + n) for n, place in enumerate(statements, 1))
        found_in.append(Found(numbered, tuple(mentions)))
        passed += len(numbered)
    return tuple(found_in)


def _place(row: Row, span: Span) -> Place:
    return Place(text_of(row, "found"), span, text_of(row, "kind").rpartition("/")[2], named=text_of(row, "named"))


def _order(place: Place) -> tuple[int, int, str]:
    return place.span.start, -place.span.end, place.key


def divided(number: int, text: LaidOut, found: Sequence[Found]) -> Iterator[Section]:
    """The sections of the text that has a number in the response."""
    starts = [[place.span.start for place in places] for places in (found[number].statements, found[number].mentions)]
    return sections(number, text.text, text.layout.blocks, *starts)


def chosen(request: Request, all_sections: Sequence[Section], found: Sequence[Found]) -> int:
    """The number of the section that a request asks for, by its number or by a statement that begins there.

    Raises:
        NoSuchSectionError: where there is none.
    """
    if key := request.query_params.get("at"):
        return _section_of(key, all_sections, found)
    text = request.query_params.get("section", "1")
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= len(all_sections)):
        raise NoSuchSectionError(
            "This response has no such section. Ask with section= for a number from 1 to {number}, or leave it out.",
            number=len(all_sections),
        )
    return int(text)


def _section_of(key: str, all_sections: Sequence[Section], found: Sequence[Found]) -> int:
    for number, section in enumerate(all_sections, 1):
        for place in found[section.text].statements:
            if place.key == key and section.span.start <= place.span.start < section.span.end:
                return number
    raise NoSuchSectionError("This response says nothing of that name. Leave out at= to read it from its beginning.")
