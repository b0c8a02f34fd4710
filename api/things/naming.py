from collections import OrderedDict
from collections.abc import Iterable, Sequence

from fastapi import Request
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import Row, rows_about

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
        asked = dict.fromkeys(things)
        missing = [thing for thing in asked if thing not in kept]
        found: dict[NamedNode, list[Row]] = {thing: [] for thing in missing}
        for row in await rows_about(request, self._store, "labels", missing):
            if isinstance(thing := row["mentioned"], NamedNode):
                found[thing].append(row)
        answer = [row for thing in asked for row in (found[thing] if thing in found else kept[thing])]
        for thing in asked:
            kept[thing] = found[thing] if thing in found else kept[thing]
            kept.move_to_end(thing)
        while len(kept) > _REMEMBERED:
            kept.popitem(last=False)
        return answer

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
