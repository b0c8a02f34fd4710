"""What speaks for a value, and the value that the most speaks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Value]):
    """A possible value of a field, how strongly the document speaks for it, where and in which way."""

    value: Value
    score: float
    found: str
    offset: int = 0


def best(candidates: Iterable[Candidate[Value]], least: float = 0.0) -> Candidate[Value] | None:
    """The candidate with the highest score that reaches `least`; among equals, the one that comes first."""
    ranked = sorted(candidates, key=lambda candidate: (-candidate.score, candidate.offset))
    return ranked[0] if ranked and ranked[0].score >= least else None
