"""Which part of a consultation's page an address asks for."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import ceil
from typing import Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Request

from api.refusals import BadRequestError

VIEWS = ("overview", "matrix", "matter", "demands", "change", "responses")
MATTERS = ("proposals", "goals", "instruments")
_USUAL = {"view": VIEWS[0], "part": 1}
_LONGEST_NUMBER = 6
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Asked:
    """One view of a consultation.

    `by` is what a matrix has above its columns, `kind` the key of the only kind of actor that is wanted, `on` the
    matter whose quotes are wanted, `actor` the only actor, `change` the only change, and `part` counts from one.
    """

    view: str = VIEWS[0]
    by: str = ""
    kind: str = ""
    on: str = ""
    actor: str = ""
    change: str = ""
    part: int = 1

    @classmethod
    def of(cls, request: Request) -> "Asked":
        """What the address of a request asks for; what it does not know stays unheard.

        Raises:
            BadRequestError: where a value is none that there can be.
        """
        given = {name: request.query_params.get(name, "") for name in cls.__dataclass_fields__}
        view, by = given.pop("view") or VIEWS[0], given.pop("by")
        for name, value, known in (("view", view, VIEWS), ("by", by or MATTERS[0], MATTERS)):
            if value not in known:
                raise BadRequestError(
                    "“{name}” is “{value}”. It takes one of {known}.",
                    name=name,
                    value=value[:40],
                    known=", ".join(known),
                )
        return cls(view, by, part=_number(given.pop("part") or "1"), **given)

    def address(self, **other: str | int) -> str:
        """Where the same is shown with something else, from its beginning."""
        wanted = {name: getattr(self, name) for name in _FIELDS} | {"part": 1} | other
        return "?" + urlencode({name: value for name, value in wanted.items() if value and value != _USUAL.get(name)})


_FIELDS = tuple(each.name for each in fields(Asked))


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """A part of a list that is too long for one page."""

    items: Sequence[Item]
    count: int
    number: int
    parts: int


def part(items: Sequence[Item], asked: Asked, size: int) -> Part[Item]:
    """The part of a list that is asked for.

    Raises:
        BadRequestError: where there are not so many parts.
    """
    parts = max(1, ceil(len(items) / size))
    if asked.part > parts:
        if parts == 1:
            raise BadRequestError("This list has a single part. Leave part= out.")
        raise BadRequestError(
            "There are {parts} parts of this list. Ask with part= for one from 1 to {parts}.", parts=parts
        )
    first = (asked.part - 1) * size
    return Part(items[first : first + size], len(items), asked.part, parts)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER and int(text) > 0):
        raise BadRequestError("“part” is “{text}”. It takes a whole number from 1.", text=text[:40])
    return int(text)
