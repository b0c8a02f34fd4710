"""What speaks for a value, and the value that the most speaks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Value_co]):
    """A possible value of a field, how strongly the document speaks for it, where and in which way."""

    value: Value_co
    score: float
    found: str
    offset: int = 0


def best(candidates: Iterable[Candidate[Value_co]], least: float = 0.0) -> Candidate[Value_co] | None:
    """The candidate with the highest score that reaches `least`; among equals, the one that comes first."""
    ranked = sorted(candidates, key=lambda candidate: (-candidate.score, candidate.offset))
    return ranked[0] if ranked and ranked[0].score >= least else None
