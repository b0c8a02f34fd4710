from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from sys import intern

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import Literal, NamedNode

from api.asking import Row
from api.explore.titles import language_names
from api.languages import SOURCE, named
from graph.facets.columns import Column, Rows
from graph.facets.patterns import CLASS, FACETS
from graph.query.table import last_segment

OTHER_PROPOSAL = "ovrige"
RESPONSE = "response"
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_COLLATION = str.maketrans({"æ": "{", "ø": "|", "å": "}", "ä": "{", "ö": "|"})


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called, by language; what has no name is called by its key."""

    known: Mapping[str, Mapping[str, str]]

    @classmethod
    def read(cls, rows: Iterable[Row]) -> "Names":
        """Names from rows with `thing`, `name` and, for proposals, `number`."""
        found: dict[str, dict[str, str]] = {}
        for row in sorted(rows, key=str):
            thing, name, number = row["thing"], row["name"], row.get("number")
            if isinstance(thing, NamedNode) and isinstance(name, Literal):
                shown = f"{number.value}. " if isinstance(number, Literal) and number.value != OTHER_PROPOSAL else ""
                found.setdefault(thing.value, {}).setdefault(name.language or "", shown + name.value)
        return cls(found)

    def of(self, iri: str) -> str:
        """What a thing is called in the language of the page, or else in the one that its reader prefers."""
        key = last_segment(iri)
        return named(self.known.get(iri, {})) or (language_names().get(key, key) if iri.startswith(_LANGUAGES) else key)

    def usual(self, iri: str) -> str:
        """What a thing is called in bokmål, or else in any language: the same for every reader."""
        names = self.known.get(iri, {})
        return names.get(SOURCE) or next(iter(names.values()), last_segment(iri))


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an actor stands on a proposal, by the verdict of one response; a joint one has several actors."""

    name: str
    actor: str
    proposal: str
    kind: str
    response: str
    consultation: str
    is_reviewed: bool

    @classmethod
    def read(cls, row: "Cells") -> "Verdict":
        """The verdict that a row tells of; names that recur are kept once."""
        name, actor, proposal, kind, response, consultation, reviewed = map(intern, row)
        return cls(name, actor, proposal, kind, response, consultation, reviewed == "1")


@dataclass(frozen=True, eq=False)
class Explorable:
    """All statements that can be explored, in the order of their actors and of the texts, with what is counted.

    `days` are ordinals of dates, zero where a response has no date; `confidences` are not a number where none is known.
    `kinds` are those of each actor, `starts` the places of the words in their texts.
    """

    statements: tuple[str, ...]
    columns: Mapping[str, Column]
    days: NDArray[np.int64]
    confidences: NDArray[np.float64]
    names: Names
    kinds: Mapping[str, Sequence[str]]
    starts: NDArray[np.int64]
    verdicts: tuple[Verdict, ...] = ()

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Which row each statement has."""
        return {iri: row for row, iri in enumerate(self.statements)}

    def of_class(self, kind: str) -> Rows:
        """The rows whose statements are of a class."""
        return self.columns[CLASS].having([kind])

    def rows(self, statements: Iterable[str]) -> Rows:
        """The rows of some statements; those that cannot be explored are passed over."""
        found = np.zeros(len(self.statements), np.bool_)
        found[[self.places[iri] for iri in statements if iri in self.places]] = True
        return found

    @cached_property
    def keys(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """By facet, the values that end with each key."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for facet in FACETS:
            keys = found.setdefault(facet, {})
            for iri in self.columns[facet].values:
                keys[last_segment(iri)] = (*keys.get(last_segment(iri), ()), iri)
        return found

    def key(self, facet: str, iri: str) -> str:
        """What stands for a value in an address: its key, or the whole of it where several have the same key."""
        key = last_segment(iri)
        return key if len(self.keys[facet].get(key, ())) == 1 else iri


Cells = tuple[str, ...]
"""A row of an answer as text; what it leaves open is empty."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in the graph, and what all that is called.

    `statements` have statement, response, confidence and start; `responses` have response, date, consultation and
    language; `pairs` have by facet statements with their values, for `actorKind` actors with theirs; `verdicts` have
    what a `Verdict` has, in its order.
    """

    statements: Sequence[Cells]
    responses: Sequence[Cells]
    pairs: Mapping[str, Sequence[Cells]]
    names: Names
    verdicts: Sequence[Cells] = ()


def explorable(found: Found) -> Explorable:
    """What can be explored of what was found."""
    first = {row[0]: row for row in sorted(found.statements, key=_start, reverse=True)}
    actors = _first_actors(found.pairs["actor"], found.names)
    ordered = sorted(first.values(), key=lambda row: (actors.get(row[0], ""), row[1], _start(row), row[0]))
    places = {row[0]: place for place, row in enumerate(ordered)}
    columns = {
        facet: Column.of(len(ordered), ((places[iri], value) for iri, value in pairs if iri in places))
        for facet, pairs in _stepped(found, first).items()
    }
    days = {response: _ordinal(day) for response, day, _, _ in found.responses}
    return Explorable(
        tuple(places),
        columns,
        np.array([days.get(response, 0) for _, response, _, _ in ordered], np.int64),
        np.array([float(confidence or "nan") for _, _, confidence, _ in ordered], np.float64),
        found.names,
        _grouped(found.pairs["actorKind"]),
        np.array([_start(row) for row in ordered], np.int64),
        tuple(map(Verdict.read, found.verdicts)),
    )


def _stepped(found: Found, statements: Mapping[str, Cells]) -> Mapping[str, Iterable[Cells]]:
    """Pairs of statements and values for all facets, also those that responses and actors have for them."""
    pairs: dict[str, Iterable[Cells]] = dict(found.pairs)
    kinds = _grouped(found.pairs["actorKind"])
    pairs["actorKind"] = [(iri, kind) for iri, actor in found.pairs["actor"] for kind in kinds.get(actor, ())]
    for facet, place in (("consultation", 2), ("language", 3)):
        values = _grouped((row[0], row[place]) for row in found.responses if row[place])
        pairs[facet] = [(iri, value) for iri, row in statements.items() for value in values.get(row[1], ())]
    pairs[RESPONSE] = ((iri, row[1]) for iri, row in statements.items())
    return pairs


def _grouped(pairs: Iterable[Cells]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
    return found


def _first_actors(pairs: Iterable[Cells], names: Names) -> Mapping[str, str]:
    """By statement, what the first of its actors is sorted by."""
    found: dict[str, str] = {}
    for statement, actor in pairs:
        name = collated(names.usual(actor))
        found[statement] = min(found.get(statement, name), name)
    return found


def collated(name: str) -> str:
    """What a name is sorted by: as in Norwegian, æ, ø and å come last."""
    return name.casefold().translate(_COLLATION)


def text(row: Row, name: str) -> str:
    """What a row has for a variable, as text; empty where it has nothing."""
    return str(getattr(row.get(name), "value", ""))


def _start(row: Cells) -> int:
    return int(row[3] or 0)


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return 0
