"""Which documents are tested together, whatever the order in which they are given."""

import hashlib
from collections.abc import Mapping


def assigned(groups: Mapping[str, str], number: int) -> dict[str, int]:
    """The fold, from 0, of each document; `groups` gives the group of each, and a group is never divided.

    >>> assigned({"a": "a", "b": "b", "b-nn": "b"}, 2)
    {'a': 1, 'b': 0, 'b-nn': 0}
    """
    order = sorted(set(groups.values()), key=_scattered)
    fold_of = {group: place % number for place, group in enumerate(order)}
    return {document: fold_of[group] for document, group in groups.items()}


def _scattered(name: str) -> tuple[bytes, str]:
    """A key that sorts names in an order that has nothing to do with what they say."""
    return hashlib.sha256(name.encode()).digest(), name
