"""What is right and wrong in one document, counted for every measure; sums over documents give every score."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.evaluation.marks import CORE, Case, Mark, Named, NamingMark
from graph.evaluation.matching import is_near_any, matching_mentions, pairs
from graph.model import Span


class Measure(StrEnum):
    """What is counted; the four kinds of positions are measures too, under their own names."""

    DETECTION = "detection"
    TYPED = "typed"
    RECOMMENDATION = "recommendation"
    SUPPORT = "support"
    OPPOSITION = "opposition"
    CONCERN = "concern"
    REPORTED = "reported"
    HOLDER = "holder"
    REFERENCES = "references"
    MENTIONS = "mentions"
    TARGETS = "targets"
    SECTION_TARGETS = "section-targets"
    ADDRESSEE = "addressee"
    FORCE = "force"
    PROPOSAL = "proposal"
    PROPOSAL_CHOICE = "proposal-choice"
    REASONS = "reasons"
    COVERAGE = "coverage"


SHARES = frozenset({Measure.HOLDER, Measure.FORCE, Measure.PROPOSAL_CHOICE, Measure.COVERAGE})
"""Measures that are a share of right ones, so that precision and recall are one number."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, of so many predicted and so many marked by a person.

    >>> (Counts(1, 2, 4) + Counts(1, 2, 0)).f1
    0.5
    """

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of the predicted that is right; 0 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Tally = Mapping[Measure, Counts]
"""The counts of one document or of several; a measure that could not be taken is left out."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A document's scored statements on both sides, and which of them match.

    `predicted` leaves out what matches a gold statement that is not scored: that is neither right nor wrong.
    """

    gold: tuple[Mark, ...]
    predicted: tuple[Mark, ...]
    pairs: tuple[tuple[Mark, Mark], ...]

    @property
    def missed(self) -> Iterator[Mark]:
        """The gold statements that nothing matches."""
        found = {gold.span for gold, _ in self.pairs}
        return (mark for mark in self.gold if mark.span not in found)

    @property
    def wrong(self) -> Iterator[Mark]:
        """The predicted statements that match no gold."""
        right = {predicted.span for _, predicted in self.pairs}
        return (mark for mark in self.predicted if mark.span not in right)


def matched(case: Case) -> Matched:
    """The scored statements of a case, matched."""
    gold = tuple(mark for mark in case.gold.statements if mark.is_scored)
    spared = [mark.span for mark in case.gold.statements if mark.kind not in CORE and mark.holder is None]
    found = tuple(mark for mark in case.predicted.statements if mark.is_scored)
    numbers = pairs(gold, found)
    used = {place for _, place in numbers}
    kept = tuple(mark for place, mark in enumerate(found) if place in used or not is_near_any(mark.span, spared))
    return Matched(gold, kept, tuple((gold[number], found[place]) for number, place in numbers))


def tally(case: Case) -> Tally:
    """Everything that is counted in one document."""
    own = matched(case)
    counts = dict(_of_positions(own))
    counts |= dict(_of_reported(case))
    counts |= dict(_of_aboutness(own))
    if case.has_proposals:
        counts |= dict(_of_proposals(own))
    if case.has_reasons:
        counts[Measure.REASONS] = _of_reasons(own)
    if case.gold.mentions is not None:
        counts |= dict(_of_mentions(case.gold.mentions, case.predicted.mentions or ()))
    units = [span for span, _ in case.units]
    counts[Measure.COVERAGE] = _share([is_near_any(mark.span, units) for mark in own.gold])
    return counts


def total(tallies: Iterable[Tally]) -> Tally:
    """The counts of several documents together."""
    counts: dict[Measure, Counts] = {}
    for each in tallies:
        for measure, count in each.items():
            counts[measure] = counts.get(measure, Counts()) + count
    return counts


def _of_positions(own: Matched) -> Iterator[tuple[Measure, Counts]]:
    typed = [gold.kind for gold, predicted in own.pairs if gold.kind == predicted.kind]
    yield Measure.DETECTION, Counts(len(own.pairs), len(own.predicted), len(own.gold))
    yield Measure.TYPED, Counts(len(typed), len(own.predicted), len(own.gold))
    right, found, wanted = Counter(typed), _kinds(own.predicted), _kinds(own.gold)
    for kind in CORE:
        yield Measure(kind.value), Counts(right[kind], found[kind], wanted[kind])


def _kinds(marks: Iterable[Mark]) -> Counter[str]:
    return Counter(mark.kind for mark in marks)


def _of_reported(case: Case) -> Iterator[tuple[Measure, Counts]]:
    gold = [mark for mark in case.gold.statements if mark.holder is not None]
    found = [mark for mark in case.predicted.statements if mark.holder is not None]
    both = [(gold[number], found[place]) for number, place in pairs(gold, found)]
    yield Measure.REPORTED, Counts(len(both), len(found), len(gold))
    yield Measure.HOLDER, _share([_is_same(one.holder, other.holder) for one, other in both])


def _of_aboutness(own: Matched) -> Iterator[tuple[Measure, Counts]]:
    yield Measure.TARGETS, _of_named(own, lambda mark: mark.targets)
    yield Measure.SECTION_TARGETS, _of_named(own, lambda mark: mark.section_targets)
    yield Measure.ADDRESSEE, _of_named(own, lambda mark: (mark.addressee,) if mark.addressee else ())
    forces = [(gold.force, predicted.force) for gold, predicted in own.pairs if gold.kind == predicted.kind]
    yield Measure.FORCE, _share([gold == predicted for gold, predicted in forces if gold is not None])


def _of_named(own: Matched, named: Callable[[Mark], Sequence[Named] | None]) -> Counts:
    """The things that positions name, each counted for each position; those left open are left out on both sides."""
    right = sum(_shared(named(gold) or (), named(predicted) or ()) for gold, predicted in own.pairs)
    left_open = sum(len(named(predicted) or ()) for gold, predicted in own.pairs if named(gold) is None)
    found, wanted = (sum(len(named(mark) or ()) for mark in marks) for marks in (own.predicted, own.gold))
    return Counts(right, found - left_open, wanted)


def _shared(gold: Sequence[Named], predicted: Sequence[Named]) -> int:
    left = list(predicted)
    for one in gold:
        same = next((other for other in left if _is_same(one, other)), None)
        if same is not None:
            left.remove(same)
    return len(predicted) - len(left)


def _is_same(one: Named | None, other: Named | None) -> bool:
    return bool(one and other and one & other)


def _of_proposals(own: Matched) -> Iterator[tuple[Measure, Counts]]:
    same = [gold.proposal for gold, predicted in own.pairs if gold.proposal == predicted.proposal]
    numbered = [sum(mark.proposal is not None for mark in marks) for marks in (own.predicted, own.gold)]
    yield Measure.PROPOSAL, Counts(sum(proposal is not None for proposal in same), *numbered)
    yield Measure.PROPOSAL_CHOICE, Counts(len(same), len(own.pairs), len(own.pairs))


def _of_reasons(own: Matched) -> Counts:
    right = sum(
        gold.reason is not None and predicted.reason is not None and is_near_any(predicted.reason, [gold.reason])
        for gold, predicted in own.pairs
    )
    found, wanted = (sum(mark.reason is not None for mark in marks) for marks in (own.predicted, own.gold))
    return Counts(right, found, wanted)


def _of_mentions(gold: Sequence[NamingMark], predicted: Sequence[NamingMark]) -> Iterator[tuple[Measure, Counts]]:
    wanted, found = _spans_by_key(gold), _spans_by_key(predicted)
    yield Measure.REFERENCES, Counts(len(wanted.keys() & found.keys()), len(found), len(wanted))
    right = sum(matching_mentions(spans, found.get(key, ())) for key, spans in wanted.items())
    yield Measure.MENTIONS, Counts(right, len(predicted), len(gold))


def _spans_by_key(mentions: Iterable[NamingMark]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for mention in mentions:
        spans.setdefault(mention.key, []).append(mention.span)
    return spans


def _share(right: Sequence[bool]) -> Counts:
    return Counts(sum(right), len(right), len(right))
