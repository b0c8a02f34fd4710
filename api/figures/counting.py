"""Figures of things, actors and consultations from columns, as rows such as the questions of the same names give."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import Literal, NamedNode

from api.asking import Row
from api.explore.explorable import RESPONSE, Explorable, Verdict
from api.figures.changes import Change, Continuation, Rounds
from api.figures.demands import Demands, demands
from graph.facets.columns import Rows
from graph.facets.patterns import CONCERNS
from graph.namespaces import STP, XSD, concept

_PROPOSED = concept("review-state", "proposed").value
_FACETS: Mapping[str, str] = {STP.Goal.value: "goal", STP.PolicyInstrument.value: "instrument"}
_VIEWS: Mapping[str, str] = {
    "supports": "supports",
    "withRemarks": "supports-with-remarks",
    "opposes": "opposes",
    "noStance": "remarks-without-stance",
}
_SIDES: Mapping[str, bool] = {
    concept("verdict-kind", "supports").value: True,
    concept("verdict-kind", "supports-with-remarks").value: True,
    concept("verdict-kind", "opposes").value: False,
}


@dataclass(frozen=True, eq=False)
class Counting:
    """Counts among all statements that can be explored, and the verdicts that rest on them."""

    known: Explorable

    def subject_stances(self, about: Iterable[NamedNode]) -> list[Row]:
        """How many positions of each stance there are on some things."""
        counts = self.known.columns["stance"].counts(self._about(about))
        return [{"stance": NamedNode(stance), "positions": _number(count)} for stance, count in counts.items()]

    def subject_actors(self, about: Iterable[NamedNode]) -> list[Row]:
        """Who has positions of each stance on some things and how many, those with most first."""
        rows, stances = self._about(about), self.known.columns["stance"]
        held = [
            (stance, actor, count)
            for stance in stances.counts(rows)
            for actor, count in self.known.columns["actor"].counts(rows & stances.having([stance])).items()
        ]
        held.sort(key=lambda each: (-each[2], each[1]))
        return [
            {"stance": NamedNode(stance), "actor": NamedNode(actor), "positions": _number(count)}
            for stance, actor, count in held
        ]

    def subject_positions(
        self, about: Iterable[NamedNode], stance: NamedNode | None, limit: int, offset: int
    ) -> list[Row]:
        """The positions on some things, of one stance or of any, by response."""
        rows = self._about(about)
        if stance:
            rows = rows & self.known.columns["stance"].having([stance.value])
        ordered = self._reading[rows[self._reading]][offset : offset + limit]
        return [{"statement": NamedNode(self.known.statements[row])} for row in ordered]

    def statements_counted(self, consultation: NamedNode) -> list[Row]:
        """How many statements each response to a consultation has, and how many of them somebody has reviewed."""
        states = self.known.columns["reviewState"]
        rows = self._there(consultation) & states.known
        responses = self.known.columns[RESPONSE]
        reviewed = responses.counts(rows & ~states.having([_PROPOSED]))
        return [
            {"response": NamedNode(response), "count": _number(count), "reviewed": _number(reviewed.get(response, 0))}
            for response, count in responses.counts(rows).items()
        ]

    def debated_there(self, consultation: NamedNode) -> list[Row]:
        """The goals and instruments that positions in a consultation concern, those that most do first."""
        rows = self._there(consultation) & self._positions
        found = list[Row]()
        for kind, facet in _FACETS.items():
            counts = self.known.columns[facet].counts(rows)
            for thing in sorted(counts, key=lambda each: (-counts[each], each)):
                found.append({"class": NamedNode(kind), "thing": NamedNode(thing), "count": _number(counts[thing])})
        return found

    def stances(self, consultation: NamedNode, kind: NamedNode) -> list[Row]:
        """How often each actor speaks of each goal or instrument in a consultation, by stance."""
        rows, columns = self._there(consultation), self.known.columns
        things, actors, stances = (columns[name].by_row(rows) for name in (_FACETS[kind.value], "actor", "stance"))
        counts = Counter(
            (thing, actor, stance)
            for row, some in things.items()
            for thing in some
            for actor in actors.get(row, ())
            for stance in stances.get(row, ())
        )
        return [
            {"thing": NamedNode(thing), "actor": NamedNode(actor), "stance": NamedNode(stance), "count": _number(count)}
            for (thing, actor, stance), count in sorted(counts.items())
        ]

    def positions(self, consultation: NamedNode, matter: NamedNode) -> list[Row]:
        """The positions on a proposal or another matter in a consultation, by actor and in the order of each text."""
        columns = self.known.columns
        on_it = columns["proposal"].having([matter.value]) | columns[CONCERNS].having([matter.value])
        rows = self._there(consultation) & self._positions & on_it
        actors = columns["actor"].by_row(rows)
        held = [(actor, place, row) for place, row in self._in_order(rows) for actor in actors.get(row, ())]
        return [
            {"actor": NamedNode(actor), "statement": NamedNode(self.known.statements[row])}
            for actor, _, row in sorted(held)
        ]

    def verdicts(self, consultation: NamedNode) -> list[Row]:
        """How each actor stands on each proposal of a consultation, and whether all that this rests on is reviewed."""
        reviewed: dict[tuple[str, str, str], bool] = {}
        for each in self._verdicts.get(consultation.value, ()):
            key = (each.actor, each.proposal, each.kind)
            reviewed[key] = reviewed.get(key, True) and each.is_reviewed
        return [
            {
                "actor": NamedNode(actor),
                "proposal": NamedNode(proposal),
                "verdict": NamedNode(kind),
                "reviewed": _number(reviewed[actor, proposal, kind]),
            }
            for actor, proposal, kind in sorted(reviewed)
        ]

    def proposals_overview(self, consultation: NamedNode, proposals: Iterable[str]) -> list[Row]:
        """How many responses take which view of some proposals, and how many rest on what was reviewed alone."""
        found: dict[str, dict[str, Verdict]] = {each: {} for each in proposals}
        for each in self._verdicts.get(consultation.value, ()):
            if each.proposal in found:
                found[each.proposal][each.name] = each
        return [self._received(proposal, given.values()) for proposal, given in found.items()]

    def _received(self, proposal: str, given: Iterable[Verdict]) -> Row:
        kinds = Counter(each.kind for each in given)
        counts = {name: _number(kinds[concept("verdict-kind", kind).value]) for name, kind in _VIEWS.items()}
        reviewed = sum(each.is_reviewed for each in given)
        return {"proposal": NamedNode(proposal), **counts, "reviewedAnswers": _number(reviewed)}

    def demands(self, consultation: NamedNode, others: Collection[str]) -> Demands:
        """The demands in a consultation; `others` are the proposals that stand for whatever no number has."""
        return demands(self.known, consultation, others)

    def changes(
        self, consultation: NamedNode, continuations: Iterable[Continuation], answered: Collection[tuple[str, str]]
    ) -> list[Change]:
        """How those stand now who spoke in an earlier round; `answered` are pairs of a consultation and an actor."""
        return Rounds(self.known, consultation.value, self._verdicts, answered).changes(continuations)

    def held_agreement(self, thing: NamedNode) -> list[Row]:
        """On how many proposals other actors are on the same side as one, and on how many on the other."""
        own: dict[str, set[bool]] = {}
        for proposal, side in self._sides.get(thing.value, ()):
            own.setdefault(proposal, set()).add(side)
        agrees, disagrees = Counter[str](), Counter[str]()
        for proposal, sides in own.items():
            agrees.update({actor for side in sides for actor in self._takers[proposal, side]})
            disagrees.update({actor for side in sides for actor in self._takers.get((proposal, not side), ())})
        return [
            {"other": NamedNode(other), "agrees": _number(agrees[other]), "disagrees": _number(disagrees[other])}
            for other in sorted((agrees.keys() | disagrees.keys()) - {thing.value})
        ]

    def _in_order(self, rows: Rows) -> Iterator[tuple[int, int]]:
        """Some rows by response, place and name, each with its number in that order."""
        return enumerate(self._reading[rows[self._reading]].tolist())

    def _about(self, about: Iterable[NamedNode]) -> Rows:
        """The positions that concern or belong to some things."""
        names = [each.value for each in about]
        columns = self.known.columns
        return self._positions & (columns[CONCERNS].having(names) | columns["theme"].having(names))

    def _there(self, consultation: NamedNode) -> Rows:
        return self.known.columns["consultation"].having([consultation.value])

    @cached_property
    def _positions(self) -> Rows:
        return self.known.columns["stance"].known

    @cached_property
    def _reading(self) -> NDArray[np.int64]:
        """All rows by response, place and name."""
        responses = np.zeros(len(self.known.statements), np.int64)
        column = self.known.columns[RESPONSE]
        responses[column.rows] = column.codes
        return np.lexsort((np.argsort(np.argsort(np.array(self.known.statements))), self.known.starts, responses))

    @cached_property
    def _verdicts(self) -> Mapping[str, Sequence[Verdict]]:
        """The verdicts of each consultation."""
        found: dict[str, list[Verdict]] = {}
        for each in self.known.verdicts:
            found.setdefault(each.consultation, []).append(each)
        return found

    @cached_property
    def _sides(self) -> Mapping[str, set[tuple[str, bool]]]:
        """The proposals on which each actor takes a side, and which."""
        found: dict[str, set[tuple[str, bool]]] = {}
        for actor, proposal, side in self._taken():
            found.setdefault(actor, set()).add((proposal, side))
        return found

    @cached_property
    def _takers(self) -> Mapping[tuple[str, bool], set[str]]:
        """Who takes which side on each proposal."""
        found: dict[tuple[str, bool], set[str]] = {}
        for actor, proposal, side in self._taken():
            found.setdefault((proposal, side), set()).add(actor)
        return found

    def _taken(self) -> Iterator[tuple[str, str, bool]]:
        return ((each.actor, each.proposal, _SIDES[each.kind]) for each in self.known.verdicts if each.kind in _SIDES)


def _number(count: int) -> Literal:
    return Literal(str(int(count)), datatype=XSD.integer)
