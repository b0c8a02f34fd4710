"""Actors against the matters that they speak of: proposals, or goals and instruments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from api.asking import Row
from api.consultations.participants import Participant, kind_name
from api.languages import gettext, language
from graph.namespaces import concept
from graph.query.schemes import concept_name
from graph.query.table import last_segment

_NOT_MENTIONED = concept("verdict-kind", "not-mentioned").value
_NO_ANSWER = concept("verdict-kind", "did-not-answer").value
_STANCES = ("supports", "opposes", "critical", "asks")


@dataclass(frozen=True, slots=True)
class Matter:
    """What stands above a column: something that actors speak of."""

    iri: str
    short: str
    name: str
    continues: bool = False

    @property
    def key(self) -> str:
        """What names it in the address of a page."""
        return "/".join(self.iri.split("/")[-2:])


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that a cell says: the tone of a verdict or a stance, its name, and how many positions it stands for."""

    tone: str
    name: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """How one actor stands on one matter; without marks it says nothing of it."""

    marks: tuple[Mark, ...]
    is_reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One actor's stand on every matter."""

    actor: Participant
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """How many responses take which view of a proposal, and how many of them rest on nothing but what was reviewed."""

    proposal: Matter
    counts: Mapping[str, int]
    reviewed: int

    @property
    def total(self) -> int:
        """How many responses speak of it."""
        return sum(self.counts.values())

    @property
    def bars(self) -> list[tuple[str, float, float]]:
        """Tone, beginning and width of each part of a bar that is a hundred wide."""
        found, at = [], 0.0
        for tone, count in self.counts.items():
            width = 100 * count / (self.total or 1)
            found.append((tone, round(at, 2), round(width, 2)))
            at += width
        return found


_COUNTED = {
    "supports": "supports",
    "supports-with-remarks": "withRemarks",
    "opposes": "opposes",
    "remarks-without-stance": "noStance",
}
VERDICTS = tuple(_COUNTED)
"""The verdicts that rest on positions, by how much they favour a proposal."""


def verdict_name(tone: str) -> str:
    """What a verdict is called."""
    return concept_name(concept("verdict-kind", tone).value, language()) or tone


def received(proposals: Iterable[Matter], counted: Iterable[Row]) -> list[Received]:
    """How each proposal was received, as the named query `proposals-overview` counts it."""
    known = {_iri(row, "proposal"): row for row in counted}
    return [
        Received(each, {tone: _count(row, name) for tone, name in _COUNTED.items()}, _count(row, "reviewedAnswers"))
        for each in proposals
        if (row := known.get(each.iri)) is not None
    ]


def verdict_lines(actors: Iterable[Participant], matters: Sequence[Matter], verdicts: Iterable[Row]) -> list[Line]:
    """How each actor stands on each proposal."""
    known = {(_iri(row, "actor"), _iri(row, "proposal")): _verdict(row) for row in verdicts}
    return [
        Line(actor, tuple(known.get((actor.iri, each.iri), silence) for each in matters))
        for actor in actors
        for silence in [_silence(actor)]
    ]


def _verdict(row: Row) -> Cell:
    tone = last_segment(_iri(row, "verdict"))
    return Cell((Mark(tone, verdict_name(tone)),), bool(_count(row, "reviewed")))


def _silence(actor: Participant) -> Cell:
    """What stands where an actor says nothing that anybody may see."""
    if actor.is_held:
        return Cell((Mark("held", gettext("holdt tilbake"), 0),))
    if actor.is_unread and not actor.answers:
        return Cell((Mark("held", gettext("svaret kunne ikke leses"), 0),))
    tone = last_segment(_NOT_MENTIONED if actor.answers else _NO_ANSWER)
    return Cell((Mark(tone, verdict_name(tone), 0),))


def stance_lines(actors: Iterable[Participant], matters: Sequence[Matter], stances: Iterable[Row]) -> list[Line]:
    """How often each actor speaks of each matter, by stance; actors that speak of none are left out."""
    known: dict[tuple[str, str], list[Mark]] = {}
    for row in stances:
        tone = last_segment(_iri(row, "stance"))
        name = concept_name(_iri(row, "stance"), language()) or tone
        known.setdefault((_iri(row, "actor"), _iri(row, "thing")), []).append(Mark(tone, name, _count(row, "count")))
    speaking = {actor for actor, _ in known}
    return [
        Line(actor, tuple(Cell(tuple(sorted(known.get((actor.iri, each.iri), ()), key=_order))) for each in matters))
        for actor in actors
        if actor.iri in speaking
    ]


def spoken_of(stances: Iterable[Row]) -> dict[str, int]:
    """How often each matter is spoken of, the most debated first."""
    found: dict[str, int] = {}
    for row in stances:
        found[_iri(row, "thing")] = found.get(_iri(row, "thing"), 0) + _count(row, "count")
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def by_kind(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """Lines under the kind of their actor."""
    return [(kind_name(kind), list(those)) for kind, those in groupby(lines, key=lambda line: line.actor.kind)]


def _order(mark: Mark) -> int:
    return _STANCES.index(mark.tone) if mark.tone in _STANCES else len(_STANCES)


def _iri(row: Row, name: str) -> str:
    return str(getattr(row[name], "value", ""))


def _count(row: Row, name: str) -> int:
    return int(getattr(row[name], "value", 0))
