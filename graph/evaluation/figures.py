"""A group's figures as rows and as plain data, the same for every format."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.evaluation.intervals import Interval, Intervals
from graph.evaluation.results import Group, Result
from graph.evaluation.tallies import SHARES, Counts, Measure
from graph.evaluation.twins import Difference, difference

LABELS: Mapping[Measure, str] = {
    Measure.DETECTION: "detection",
    Measure.TYPED: "typed (right kind)",
    Measure.RECOMMENDATION: "recommendation",
    Measure.SUPPORT: "support",
    Measure.OPPOSITION: "opposition",
    Measure.CONCERN: "concern",
    Measure.REPORTED: "reported speech",
    Measure.HOLDER: "right holder, of those found",
    Measure.REFERENCES: "references (document, key)",
    Measure.MENTIONS: "mentions",
    Measure.TARGETS: "targets (document, position, name)",
    Measure.SECTION_TARGETS: "section targets",
    Measure.ADDRESSEE: "addressee",
    Measure.FORCE: "right force, of recommendations found",
    Measure.PROPOSAL: "proposal",
    Measure.PROPOSAL_CHOICE: "right proposal, of positions found",
    Measure.REASONS: "reasons",
    Measure.COVERAGE: "gold spans that a unit matches",
}
"""What the measures are called, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of a group, with the intervals of its scores."""

    measure: Measure
    counts: Counts
    intervals: Intervals | None

    @property
    def label(self) -> str:
        """What it is called."""
        return LABELS[self.measure]

    @property
    def is_share(self) -> bool:
        """Whether it is a share, of which precision and recall are the same."""
        return self.measure in SHARES


def figures(group: Group) -> Iterator[Figure]:
    """The figures of a group, those left out of which the gold has none."""
    for measure in LABELS:
        counts = group.tally.get(measure)
        if counts is not None and counts.gold:
            yield Figure(measure, counts, group.intervals(measure))


def as_data(group: Group) -> dict[str, object]:
    """A group as JSON can hold it; no text of a document is in it."""
    return {
        "title": group.title,
        "documents": len(group.results),
        "figures": _figures(group),
        "macro": {measure.value: _rounded(group.macro(measure)) for measure in (Measure.DETECTION, Measure.TYPED)},
        "calibration": _calibration(group),
        "twins": _twins(difference(group.results)),
        "by answers": _parts(group.by(lambda each: each.origin.value)),
        "by language": _parts(group.by(lambda each: each.language)),
        "by folder": _parts(group.by(lambda each: each.folder)),
        "by document": [_document(each) for each in group.results],
    }


def _figures(group: Group) -> dict[str, object]:
    return {figure.measure.value: _figure(figure) for figure in figures(group)}


def _figure(figure: Figure) -> dict[str, object]:
    counts, within = figure.counts, figure.intervals
    return {
        "right": counts.right,
        "predicted": counts.predicted,
        "gold": counts.gold,
        "precision": _rounded(counts.precision),
        "recall": _rounded(counts.recall),
        "f1": _rounded(counts.f1),
        "95 %": {"precision": _pair(within.precision), "recall": _pair(within.recall), "f1": _pair(within.f1)}
        if within
        else None,
    }


def _pair(within: Interval) -> list[float]:
    return [_rounded(within.low), _rounded(within.high)]


def _calibration(group: Group) -> dict[str, object]:
    bins = [
        {
            "low": one.low,
            "high": one.high,
            "number": one.number,
            "confidence": _rounded(one.confidence),
            "right": _rounded(one.right),
        }
        for one in group.calibration.bins
    ]
    return {"error": _rounded(group.calibration.error), "bins": bins}


def _twins(found: Difference | None) -> dict[str, object] | None:
    if found is None:
        return None
    scores = {"nb": found.bokmal, "nn": found.nynorsk, "difference": found.gap}
    return {"pairs": found.pairs, **{name: _rounded(score) for name, score in scores.items()}}


def _parts(parts: Mapping[str, Group]) -> dict[str, object]:
    return {name: {"documents": len(part.results), "figures": _figures(part)} for name, part in parts.items()}


def _document(each: Result) -> dict[str, object]:
    scores = {measure.value: _rounded(counts.f1) for measure, counts in each.tally.items()}
    return {"name": each.name, "folder": each.folder, "language": each.language, "f1": scores}


def _rounded(score: float) -> float:
    return round(score, 4)
