from collections.abc import Iterator, Mapping

from fastapi import Request
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import Row, rows
from api.questions import question_text
from api.recollection import Recollection
from graph.iris import actor_key, instrument_key


class Aliases:
    """Other keys that things could have been named by: those of designations and organisation numbers."""

    def __init__(self, store: Answering) -> None:
        self._store = store
        self._known = Recollection[Mapping[str, NamedNode]](store)

    async def main(self, request: Request, path: str) -> NamedNode | None:
        """The name of the thing that a path means by another of its keys, or None where there is none."""
        return (await self.known(request)).get(path)

    async def known(self, request: Request) -> Mapping[str, NamedNode]:
        """The names of all things that have other keys, by the paths that those would give them."""
        return await self._known.recalled(lambda: self._found(request))

    async def _found(self, request: Request) -> Mapping[str, NamedNode]:
        found: dict[str, NamedNode] = {}
        for row in await rows(request, self._store, question_text("aliases")):
            found |= dict(_aliases(row))
        return found


def _aliases(row: Row) -> Iterator[tuple[str, NamedNode]]:
    thing, sort, written = row["thing"], getattr(row["sort"], "value", ""), getattr(row["written"], "value", "")
    _, _, own = thing.value.partition("/id/") if isinstance(thing, NamedNode) else ("", "", "")
    kind, _, key = own.partition("/")
    other = _key(sort, written)
    if isinstance(thing, NamedNode) and other != key:
        yield f"/id/{kind}/{other}", thing


def _key(sort: str, written: str) -> str:
    """The key that a thing would have if it were not known by another."""
    if sort == "designation":
        return instrument_key(written)
    return actor_key("", written) if sort == "number" else written
