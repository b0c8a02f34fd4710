"""Names from a fixed list."""

from enum import StrEnum


class Name(StrEnum):
    """A name from a fixed list, which is a key wherever there is much to look up.

    Python looks up a string as fast as it can be; an `Enum` it would ask for its hash in Python.
    """

    __hash__ = str.__hash__
