"""Which predicted place is which gold place: by overlap, one to one, the best first (annotation guide, section 6)."""

from collections.abc import Iterable, Sequence

from graph.evaluation.marks import Mark
from graph.model import Span

LEAST_OVERLAP = 0.5
"""How much of two spans together both must cover to be the same statement."""

_LEAST_OVERLAP_OF_MENTIONS = 0.3


def is_near_any(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span matches any of some others."""
    return any(span.overlap(other) >= LEAST_OVERLAP for other in others)


def pairs(gold: Sequence[Mark], predicted: Sequence[Mark]) -> list[tuple[int, int]]:
    """The numbers of the gold and predicted statements that match; at equal overlap the same kind goes first."""
    ranked = [
        (share, one.kind == other.kind, number, place)
        for number, one in enumerate(gold)
        for place, other in enumerate(predicted)
        if (share := one.span.overlap(other.span)) >= LEAST_OVERLAP
    ]
    return _one_to_one((number, place) for _, _, number, place in sorted(ranked, reverse=True))


def matching_mentions(gold: Sequence[Span], predicted: Sequence[Span]) -> int:
    """How many places that name one thing match."""
    ranked = [
        (share, number, place)
        for number, one in enumerate(gold)
        for place, other in enumerate(predicted)
        if (share := one.overlap(other)) >= _LEAST_OVERLAP_OF_MENTIONS
    ]
    return len(_one_to_one((number, place) for _, number, place in sorted(ranked, reverse=True)))


def _one_to_one(ranked: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    left, right = set[int](), set[int]()
    chosen: list[tuple[int, int]] = []
    for number, place in ranked:
        if number not in left and place not in right:
            left.add(number)
            right.add(place)
            chosen.append((number, place))
    return chosen
