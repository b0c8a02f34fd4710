"""Which results are shown together: real and written answers apart, and by what the model had seen of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.evaluation.results import Group, Origin, Result


@dataclass(frozen=True, slots=True)
class Outcome:
    """All results of an evaluation by what the model had seen of their documents.

    `given` are those of a model that was given, of which nobody here knows what it was trained on. In a
    cross-validation, `left_out` are those of documents left out of the training of the model that judged them, `seen`
    those of the model trained on all of them, and `unseen` those of the same model on further documents; `is_shipped`
    says whether it is the one that ships.
    """

    given: tuple[Result, ...] = ()
    seen: tuple[Result, ...] = ()
    left_out: tuple[Result, ...] = ()
    unseen: tuple[Result, ...] = ()
    is_shipped: bool | None = None

    @property
    def fair(self) -> tuple[Result, ...]:
        """The results that count: every document judged by a model that did not see it, as far as is known."""
        return (*self.given, *self.left_out, *self.unseen)


def groups(outcome: Outcome) -> tuple[Group, ...]:
    """The groups of an outcome: real answers first, then written ones, then both together where there are both."""
    manners = (
        ("", outcome.given),
        (", trained on", outcome.seen),
        (", cross-validated", outcome.left_out),
        (", never trained on", outcome.unseen),
    )
    apart = chain.from_iterable(_by_manner(origin, manners) for origin in Origin)
    return (*apart, *_together(outcome.fair))


def _by_manner(origin: Origin, manners: Iterable[tuple[str, Sequence[Result]]]) -> Iterator[Group]:
    for manner, results in manners:
        own = tuple(each for each in results if each.origin is origin)
        if own:
            yield Group(f"{origin.value} answers{manner}", own)


def _together(results: tuple[Result, ...]) -> Iterator[Group]:
    if len({each.origin for each in results}) > 1:
        yield Group("real and written answers, not trained on", results)
