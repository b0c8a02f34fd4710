"""An evaluation as a page of the documentation: figures side by side, then each group in full, and no text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import quantiles

from graph.evaluation.figures import LABELS, Figure, figures
from graph.evaluation.groups import Outcome, groups
from graph.evaluation.intervals import Interval
from graph.evaluation.results import Group
from graph.evaluation.tallies import Counts, Measure
from graph.evaluation.twins import difference

_NONE = "–"
_OPENING = """\
# How well positions are found

This page is printed by the command at its end; print it anew whenever model, lexicon or rules have changed.

A predicted statement matches an annotated one when the overlap of their spans is at least half of what the two cover
together, one to one, the best first. **Detection** counts the matches of the four kinds of positions whatever their
kind, **typed** those of the same kind. Own judgements and promises (assessments, commitments) are neither right nor
wrong; a reported statement that is given to the sender is wrong. Scores are sums over documents. The intervals hold 95
of 100 resamples of the documents.

**Real** answers are public consultation responses, annotated by people and not part of the project. **Written** ones
are our own inventions, and easier. What a model makes of answers that it was *trained on* says what it can hold, not
what to expect. *Cross-validated* answers were each judged by a model that was trained without them, but rules,
thresholds and settings were chosen with them in sight. Answers *never trained on* come nearest to new ones.
"""


def page(outcome: Outcome, command: str) -> str:
    """The page, in Markdown; `command` is how it was called."""
    found = groups(outcome)
    parts = [_OPENING, "## Side by side\n", *_side_by_side(found)]
    for group in found:
        parts += [f"## {group.title[:1].upper()}{group.title[1:]}\n", *_in_full(group)]
    parts += ["## How these figures were got\n", f"```console\n$ standpunkt {command}\n```\n", *_about_models(outcome)]
    return "\n".join(parts)


def _side_by_side(found: Sequence[Group]) -> Iterator[str]:
    by_measure = [{figure.measure: figure for figure in figures(group)} for group in found]
    rows = (
        (LABELS[measure], *(_brief(each.get(measure)) for each in by_measure))
        for measure in LABELS
        if any(measure in each for each in by_measure)
    )
    off = ("expected calibration error", *(f"{group.calibration.error:.3f}" for group in found))
    count = ("documents", *(str(len(group.results)) for group in found))
    yield "F1 (for shares: the share), its interval, and the number in gold.\n"
    yield _table(("figure", *(group.title for group in found)), (count, *rows, off))


def _brief(figure: Figure | None) -> str:
    if figure is None:
        return _NONE
    within = f" [{_bounds(figure.intervals.f1)}]" if figure.intervals else ""
    return f"{figure.counts.f1:.3f}{within}, {figure.counts.gold}"


def _bounds(interval: Interval) -> str:
    return f"{interval.low:.2f}–{interval.high:.2f}"


def _in_full(group: Group) -> Iterator[str]:
    yield _table(
        ("figure", "gold", "found", "precision", "recall", "F1", "95 %"), (_row(figure) for figure in figures(group))
    )
    yield _parts("language", group.by(lambda each: each.language))
    yield _parts("folder", group.by(lambda each: each.folder))
    yield from _remarks(group)
    bins = group.calibration.bins
    rows = (
        (f"{one.low:.1f}–{one.high:.1f}", str(one.number), f"{one.confidence:.2f}", f"{one.right:.2f}") for one in bins
    )
    yield _table(("confidence", "found", "mean", "share right"), rows)


def _row(figure: Figure) -> tuple[str, ...]:
    counts = figure.counts
    both = (_NONE, _NONE) if figure.is_share else (f"{counts.precision:.3f}", f"{counts.recall:.3f}")
    within = _bounds(figure.intervals.f1) if figure.intervals else _NONE
    return (figure.label, str(counts.gold), str(counts.predicted), *both, f"{counts.f1:.3f}", within)


def _parts(quality: str, parts: Mapping[str, Group]) -> str:
    rows = []
    for name, part in parts.items():
        detection, typed = (part.tally.get(measure, Counts()) for measure in (Measure.DETECTION, Measure.TYPED))
        rows.append((name, str(len(part.results)), str(detection.gold), f"{detection.f1:.3f}", f"{typed.f1:.3f}"))
    return _table((quality, "documents", "gold", "detection F1", "typed F1"), rows)


def _remarks(group: Group) -> Iterator[str]:
    means = (group.macro(measure) for measure in (Measure.DETECTION, Measure.TYPED))
    yield "- Mean over documents: detection F1 {:.3f}, typed F1 {:.3f}.".format(*means)
    scores = sorted(each.tally[Measure.DETECTION].f1 for each in group.results if each.tally[Measure.DETECTION].gold)
    if len(scores) > 1:
        quarters = ", ".join(f"{score:.2f}" for score in (scores[0], *quantiles(scores, n=4), scores[-1]))
        yield f"- Detection F1 of single documents, from the lowest by quarters to the highest: {quarters}."
    if twins := difference(group.results):
        both = f"{twins.bokmal:.3f} in bokmål, {twins.nynorsk:.3f} in nynorsk"
        yield f"- {twins.pairs} pairs of twins, one answer in two languages: detection F1 {both}."
    yield f"- The confidence is off by {group.calibration.error:.3f} on average (expected calibration error):\n"


def _about_models(outcome: Outcome) -> Iterator[str]:
    if outcome.is_shipped is not None:
        same = "is the one that ships" if outcome.is_shipped else "is not the one that ships"
        yield f"The model trained on everything but what is never trained on {same}.\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
