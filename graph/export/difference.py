"""What is added, removed and changed from one graph to another, statement by statement."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from textwrap import shorten

from pyoxigraph import NamedNode

from graph.export.said import COMPARED, IDENTITIES, Content, Said, Term, contents

_WIDTH = 60


class Kind(StrEnum):
    """What happened to a statement."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One statement before and after; what was added has no before, what was removed no after."""

    before: Said | None
    after: Said | None

    @property
    def kind(self) -> Kind:
        """What happened."""
        if self.before is None:
            return Kind.ADDED
        return Kind.REMOVED if self.after is None else Kind.CHANGED

    @property
    def said(self) -> Said:
        """The statement as it is now, or as it was last."""
        found = self.after or self.before
        assert found is not None, "something changed"
        return found

    @property
    def differing(self) -> Mapping[NamedNode, tuple[frozenset[Term], frozenset[Term]]]:
        """The properties that differ, in a fixed order, with their values before and after."""
        before, after = (each.facts if each else {} for each in (self.before, self.after))
        values = {name: (before.get(name, frozenset()), after.get(name, frozenset())) for name in COMPARED}
        return {name: pair for name, pair in values.items() if pair[0] != pair[1]}

    @property
    def is_one(self) -> bool:
        """Whether anything differs at all; the name does when the words do."""
        return bool(self.differing) or self.before is None or self.after is None or self.before.name != self.after.name


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs, in the order of responses and of places in them.

    `graphs` are the names of the graphs that differ in whatever, `names` what things are called.
    """

    changes: tuple[Change, ...]
    graphs: frozenset[str]
    names: Mapping[str, str]

    def count(self, kind: Kind) -> int:
        """How many statements something happened to."""
        return sum(change.kind is kind for change in self.changes)


def difference(old: Path, new: Path, *, only_positions: bool = False) -> Difference:
    """What differs between two data folders or RDF files.

    Raises:
        DataFolderError: where there is no graph in one, or it cannot be read.
    """
    before, after, graphs = contents(old, new)
    chosen = [
        [said for said in content.statements if said.is_position or not only_positions] for content in (before, after)
    ]
    changes = [change for change in _changes(*chosen) if change.is_one]
    return Difference(tuple(sorted(changes, key=_order)), graphs, _names(before, after))


def _names(before: Content, after: Content) -> Mapping[str, str]:
    """What things are called; a statement by the beginning of its words."""
    statements = {said.name.value: shorten(said.words, _WIDTH) for said in (*before.statements, *after.statements)}
    return {**statements, **before.names, **after.names}


def _order(change: Change) -> tuple[str, int, str]:
    return (*change.said.place, change.said.name.value)


def _changes(old: Sequence[Said], new: Sequence[Said]) -> Iterator[Change]:
    """Each statement with what it was before: the one known by the surest identity that names one on either side."""
    left, right = {said.name: said for said in old}, {said.name: said for said in new}
    for rank in range(IDENTITIES):
        before, after = (_alone(side.values(), rank) for side in (left, right))
        for identity in before.keys() & after.keys():
            yield Change(left.pop(before[identity].name), right.pop(after[identity].name))
    yield from (Change(said, None) for said in left.values())
    yield from (Change(None, said) for said in right.values())


def _alone(side: Iterable[Said], rank: int) -> Mapping[object, Said]:
    """The statements that an identity of some rank names alone, by that identity."""
    known: dict[object, list[Said]] = defaultdict(list)
    for said in side:
        known[said.identities[rank]].append(said)
    return {identity: found[0] for identity, found in known.items() if len(found) == 1}
