from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """That an actor judges a concept in one of several ways, such as agreeing: what a network is made of."""

    actor: str
    concept: str
    qualifier: str


Counts = Mapping[Claim, int]
"""How often each claim is made."""


def counted(claims: Iterable[Claim]) -> Counts:
    """How often each claim is made, so that who says more weighs more."""
    return Counter(claims)


def once(claims: Iterable[Claim]) -> Counts:
    """Each claim once, however often it is made."""
    return dict.fromkeys(claims, 1)
