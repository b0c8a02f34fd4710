"""The tables that an evaluation prints."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from graph.evaluation.figures import Figure, figures
from graph.evaluation.intervals import Intervals
from graph.evaluation.marks import Mark
from graph.evaluation.results import Group, Result
from graph.evaluation.tallies import Counts, Measure
from graph.evaluation.twins import difference
from graph.model import reading_form

_LONGEST = 240


def tables(groups: Sequence[Group]) -> Iterator[RenderableType]:
    """The figures of each group, then its parts: languages, folders, documents and bins of confidence."""
    for group in groups:
        yield Text(f"\n{_title(group)}", style="bold")
        yield _parts("document", group.by(lambda each: each.name))
        yield _parts("folder", group.by(lambda each: each.folder))
        yield _parts("language", group.by(lambda each: each.language))
        yield _bins(group)
        yield _figures(group)
        yield Text("\n".join(_remarks(group)))


def worst_tables(results: Sequence[Result], number: int) -> Iterator[RenderableType]:
    """The worst errors with their text: found wrongly, missed, and taken for another kind."""
    if number:
        yield from _listed("found, but not in the gold; the surest first", _wrong(results), number)
        yield from _listed("in the gold, but not found", _missed(results), number)
        yield from _listed("of another kind; the surest first", _mistaken(results), number)


def _title(group: Group) -> str:
    return f"{group.title}: {len(group.results)} documents"


def _remarks(group: Group) -> Iterator[str]:
    """What a group tells beside its figures."""
    means = (group.macro(measure) for measure in (Measure.DETECTION, Measure.TYPED))
    yield "macro over documents: detection F1 {:.3f}, typed F1 {:.3f}".format(*means)
    yield f"expected calibration error of the confidence: {group.calibration.error:.3f}"
    if twins := difference(group.results):
        yield f"{twins.pairs} pairs of twins: detection F1 {twins.bokmal:.3f} in bokmål, {twins.nynorsk:.3f} in nynorsk"


def _figures(group: Group) -> Table:
    table = _table("figure", "gold", "found", "precision", "recall", "F1", "95 %")
    for figure in figures(group):
        table.add_row(*_row(figure))
    return table


def _row(figure: Figure) -> tuple[str, ...]:
    counts = figure.counts
    both = ("", "") if figure.is_share else (f"{counts.precision:.3f}", f"{counts.recall:.3f}")
    return (figure.label, str(counts.gold), str(counts.predicted), *both, f"{counts.f1:.3f}", _within(figure.intervals))


def _within(found: Intervals | None) -> str:
    return f"{found.f1.low:.3f}–{found.f1.high:.3f}" if found else ""


def _parts(quality: str, parts: Mapping[str, Group]) -> Table:
    table = _table(quality, "documents", "gold", "found", "precision", "recall", "detection F1", "95 %", "typed F1")
    for name, part in parts.items():
        counts, typed = (part.tally.get(measure, Counts()) for measure in (Measure.DETECTION, Measure.TYPED))
        numbers = (len(part.results), counts.gold, counts.predicted)
        scores = (counts.precision, counts.recall, counts.f1)
        cells = (*map(str, numbers), *(f"{score:.3f}" for score in scores))
        table.add_row(escape(name), *cells, _within(part.intervals(Measure.DETECTION)), f"{typed.f1:.3f}")
    return table


def _bins(group: Group) -> Table:
    table = _table("confidence", "found", "mean", "right")
    for one in group.calibration.bins:
        bounds = f"{one.low:.1f}–{one.high:.1f}"
        table.add_row(bounds, str(one.number), f"{one.confidence:.3f}", f"{one.right:.3f}")
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    return table


Error = tuple[float, str, str, Mark]
"""How sure, which document, what is wrong, and the words."""


def _listed(title: str, errors: Iterator[Error], number: int) -> Iterator[RenderableType]:
    yield Text(f"\n{title}", style="bold")
    table = Table(box=None, pad_edge=False, show_header=False)
    ranked = sorted(errors, key=lambda error: (-error[0], error[1], error[3].span))
    for confidence, document, what, mark in islice(ranked, number):
        words = reading_form(mark.quote)[:_LONGEST]
        table.add_row(f"{confidence:.2f}", escape(f"{document} {mark.span.start}"), what, escape(words))
    yield table


def _wrong(results: Sequence[Result]) -> Iterator[Error]:
    return ((mark.confidence, each.name, mark.kind, mark) for each in results for mark in each.wrong)


def _missed(results: Sequence[Result]) -> Iterator[Error]:
    return ((mark.confidence, each.name, mark.kind, mark) for each in results for mark in each.missed)


def _mistaken(results: Sequence[Result]) -> Iterator[Error]:
    for each in results:
        for gold, predicted in each.mistaken:
            yield predicted.confidence, each.name, f"{predicted.kind}, not {gold.kind}", predicted
