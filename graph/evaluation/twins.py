"""Twins: one answer in bokmål and nynorsk, named `STEM-nb` and `STEM-nn`, that should go equally well."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.evaluation.results import Result
from graph.evaluation.tallies import Measure, total

_ENDINGS = ("-nb", "-nn")


@dataclass(frozen=True, slots=True)
class Difference:
    """The detection F1 of so many answers in bokmål, and of their twins in nynorsk."""

    pairs: int
    bokmal: float
    nynorsk: float

    @property
    def gap(self) -> float:
        """How much better bokmål goes."""
        return self.bokmal - self.nynorsk


def family(name: str) -> str:
    """The name that twins share; that of any other document is its own.

    >>> family("eksempelby-nn"), family("eksempelby")
    ('eksempelby', 'eksempelby')
    """
    return name[: -len(_ENDINGS[0])] if name.endswith(_ENDINGS) else name


def difference(results: Iterable[Result]) -> Difference | None:
    """How twins differ; None where there are none."""
    by_name = {(each.folder, each.name): each for each in results}
    both = [
        (each, twin)
        for (folder, name), each in by_name.items()
        if name.endswith(_ENDINGS[0]) and (twin := by_name.get((folder, family(name) + _ENDINGS[1])))
    ]
    if not both:
        return None
    bokmal, nynorsk = zip(*both, strict=True)
    return Difference(len(both), _detection(bokmal), _detection(nynorsk))


def _detection(results: Sequence[Result]) -> float:
    return total(each.tally for each in results)[Measure.DETECTION].f1
