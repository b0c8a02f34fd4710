"""Positions in pages of a list, by stance."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from math import ceil
from urllib.parse import urlencode

from fastapi import Request
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import Row, rows
from api.questions import limited
from api.refusals import RefusalError
from api.things.document import Document
from api.things.statements import Told, key_of, told
from graph.model import Stance
from graph.namespaces import concept

AT_ONCE = 20
"""How many positions stand on one page."""
STANCES: Mapping[str, NamedNode] = {stance.value: concept("stance", stance) for stance in Stance}
_STANCE, _PAGE = "stance", "positions"
Counted = Callable[[NamedNode | None, int, int], list[Row]]
"""Finds positions of a stance or of any: so many at most, after so many others."""


class NoSuchPositionsError(RefusalError):
    """There are not so many positions, or none of such a stance."""

    status = HTTPStatus.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Positions:
    """One page of the positions of an actor or on a thing; `counts` are those by stance, `stance` is the chosen one."""

    path: str
    counts: Mapping[str, int]
    stance: str = ""
    page: int = 1
    shown: tuple[Told, ...] = field(default=())

    @property
    def count(self) -> int:
        """How many there are of the chosen stance."""
        return self.counts[self.stance] if self.stance else self.total

    @property
    def total(self) -> int:
        """How many there are of any stance."""
        return sum(self.counts.values())

    @property
    def pages(self) -> int:
        """On how many pages they stand."""
        return max(1, ceil(self.count / AT_ONCE))

    @property
    def is_whole(self) -> bool:
        """Whether neither a stance nor a later page was asked for."""
        return not self.stance and self.page == 1

    def address(self, stance: str | None = None, page: int = 1) -> str:
        """Where another page stands, or the positions of another stance."""
        chosen = self.stance if stance is None else stance
        given = {_STANCE: chosen} if chosen else {}
        if page > 1:
            given[_PAGE] = str(page)
        return (f"{self.path}?{urlencode(given)}" if given else self.path) + "#positions"


def count_in(row: Row, variable: str) -> int:
    """The number in a column of a row."""
    return int(getattr(row.get(variable), "value", 0))


def counted(found: Iterable[Row]) -> dict[str, int]:
    """How many positions there are of each stance, in the order that stances have."""
    counts = dict.fromkeys(STANCES, 0)
    for row in found:
        stance = key_of(row["stance"])
        if stance in counts:
            counts[stance] += count_in(row, "positions")
    return counts


async def positions(
    request: Request, store: Answering, document: Document, source: str | Counted, counts: Mapping[str, int]
) -> Positions:
    """The page of positions that a request asks for.

    They are found by the text of a question, which can be about ?thing, or by what knows them.

    Raises:
        NoSuchPositionsError: where there is no such page.
        QueryError: where it cannot be found out now.
    """
    asked = _asked(request, Positions(document.path, counts))
    first = (asked.page - 1) * AT_ONCE
    if isinstance(source, str):
        terms = {"thing": document.description.thing} if "?thing" in source else {}
        terms |= {"stance": STANCES[asked.stance]} if asked.stance else {}
        found = await rows(request, store, limited(source, AT_ONCE, first), **terms)
    else:
        found = source(STANCES.get(asked.stance), AT_ONCE, first)
    names = [name for row in found if isinstance(name := row["statement"], NamedNode)]
    shown = await told(request, store, document.identities, names)
    return Positions(asked.path, counts, asked.stance, asked.page, tuple(shown.values()))


def _asked(request: Request, all_of_them: Positions) -> Positions:
    stance = request.query_params.get(_STANCE, "")
    if stance and stance not in STANCES:
        raise NoSuchPositionsError(
            "“{name}” takes one of {stances}, or nothing. “{stance}” is none.",
            name=_STANCE,
            stances=", ".join(STANCES),
            stance=stance[:40],
        )
    chosen = Positions(all_of_them.path, all_of_them.counts, stance)
    text = request.query_params.get(_PAGE, "1")
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= chosen.pages):
        raise NoSuchPositionsError(
            "There is no such page of positions. Ask with {page}= for a number from 1 to {pages}, or leave it out.",
            page=_PAGE,
            pages=chosen.pages,
        )
    return Positions(chosen.path, chosen.counts, stance, int(text))
