from collections import OrderedDict
from collections.abc import Iterable, Sequence

from fastapi import Request
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import Row, rows_about

_AT_ONCE = 100
"""The question repeats the things that it is about six times, and may only be so long."""
_REMEMBERED = 5_000
"""So many things are remembered; each needs one to two kilobytes."""


class Names:
    """What things are called, kept while the graph stays as it is: page after page names the same actors and terms."""

    def __init__(self, store: Answering) -> None:
        self._store = store
        self._version = ""
        self._kept: OrderedDict[NamedNode, Sequence[Row]] = OrderedDict()

    async def rows(self, request: Request, things: Iterable[NamedNode]) -> list[Row]:
        """What some things are called, and whose they are, thing by thing; those that have no name are left out.

        Raises:
            QueryError: where it cannot be found out now.
        """
        kept = self._kept_of(self._store.version)
        known = {thing: kept.get(thing) for thing in things}
        found: dict[NamedNode, list[Row]] = {thing: [] for thing, rows in known.items() if rows is None}
        for row in await rows_about(request, self._store, "labels", found, _AT_ONCE):
            if isinstance(thing := row["mentioned"], NamedNode):
                found[thing].append(row)
        # Others may have asked meanwhile, and what was kept before may be gone from there.
        told = {thing: found[thing] if rows is None else rows for thing, rows in known.items()}
        for thing, rows in told.items():
            kept[thing] = rows
            kept.move_to_end(thing)
        while len(kept) > _REMEMBERED:
            kept.popitem(last=False)
        return [row for rows in told.values() for row in rows]

    def _kept_of(self, version: str) -> OrderedDict[NamedNode, Sequence[Row]]:
        """What is known of a version of the graph; nothing is kept where versions are not known."""
        if not version or version != self._version:
            self._version, self._kept = version, OrderedDict()
        return self._kept


async def label_rows(request: Request, things: Iterable[NamedNode]) -> list[Row]:
    """What some things are called, and whose they are, as the application that a request came to remembers it.

    Raises:
        QueryError: where it cannot be found out now.
    """
    names: Names = request.app.state.names
    return await names.rows(request, things)
