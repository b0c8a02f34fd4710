"""The outcome of an evaluation: results document by document, and groups of them with their figures."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from graph.evaluation.calibration import Calibration, calibration
from graph.evaluation.intervals import Intervals, intervals
from graph.evaluation.marks import Case, Mark
from graph.evaluation.matching import LEAST_OVERLAP
from graph.evaluation.tallies import Counts, Measure, Tally, matched, tally, total
from graph.model import Span


class Origin(StrEnum):
    """Where the answers come from that figures rest on."""

    REAL = "real"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Result:
    """How one document went: its counts, how sure the extractor was of what is right and wrong, and its errors.

    `judged` holds the confidence of every scored prediction, and whether it matches a gold statement of its kind.
    The confidence of what was missed says how sure the extractor was that nothing stands there.
    """

    name: str
    folder: str
    origin: Origin
    language: str
    tally: Tally
    judged: tuple[tuple[float, bool], ...]
    missed: tuple[Mark, ...]
    wrong: tuple[Mark, ...]
    mistaken: tuple[tuple[Mark, Mark], ...]


def result(case: Case, folder: str, origin: Origin) -> Result:
    """The result of a document of one folder."""
    own = matched(case)
    right = {predicted.span for gold, predicted in own.pairs if gold.kind == predicted.kind}
    return Result(
        name=case.name,
        folder=folder,
        origin=origin,
        language=case.language,
        tally=tally(case),
        judged=tuple((mark.confidence, mark.span in right) for mark in own.predicted),
        missed=tuple(replace(mark, confidence=_doubt(mark, case.units)) for mark in own.missed),
        wrong=tuple(own.wrong),
        mistaken=tuple((gold, predicted) for gold, predicted in own.pairs if gold.kind != predicted.kind),
    )


def _doubt(mark: Mark, units: Iterable[tuple[Span, float]]) -> float:
    """How likely it was thought that the unit that a mark fits best states nothing; 1 where no unit fits."""
    share, none = max(((mark.span.overlap(span), none) for span, none in units), default=(0.0, 1.0))
    return none if share >= LEAST_OVERLAP else 1.0


@dataclass(frozen=True)
class Group:
    """Results that are looked at together; the title says which answers they are and how the model met them."""

    title: str
    results: tuple[Result, ...]

    @cached_property
    def tally(self) -> Tally:
        """The counts of all documents together."""
        return total(each.tally for each in self.results)

    @cached_property
    def calibration(self) -> Calibration:
        """Whether the confidence of the predictions says how often they are right."""
        return calibration(pair for each in self.results for pair in each.judged)

    def intervals(self, measure: Measure) -> Intervals | None:
        """Where the scores of a measure lie with other documents of the sort."""
        return intervals([each.tally[measure] for each in self.results if measure in each.tally])

    def macro(self, measure: Measure) -> float:
        """The mean over documents of the F1 of a measure."""
        scores = [each.tally.get(measure, Counts()).f1 for each in self.results]
        return sum(scores) / len(scores) if scores else 0.0

    def by(self, quality: Callable[[Result], str]) -> Mapping[str, "Group"]:
        """The group divided by some quality of its documents, in the order of its values."""
        parts: dict[str, list[Result]] = {}
        for each in self.results:
            parts.setdefault(quality(each), []).append(each)
        return {value: Group(value, tuple(parts[value])) for value in sorted(parts)}
