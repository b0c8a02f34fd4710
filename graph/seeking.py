"""Patterns that are tried only where what they begin with stands, so that long texts take little time."""

import re
from collections.abc import Iterable, Iterator


def sought(
    pattern: re.Pattern[str], beginnings: Iterable[str], text: str, lowered: str | None = None
) -> Iterator[re.Match[str]]:
    r"""The matches of a pattern, as `finditer` gives them, tried only where one of its beginnings stands.

    Where `lowered` is given, the beginnings are looked for there: the text `in_lower_case`.

    >>> [found.group() for found in sought(re.compile(r"\b[Mm]ål \d"), ["mål"], "Mål 3, delmål 4", "mål 3, delmål 4")]
    ['Mål 3']
    """
    within = text if lowered is None else lowered
    end = 0
    for start in sorted({place for beginning in beginnings for place in _places(beginning, within)}):
        if start >= end and (found := pattern.match(text, start)):
            end = found.end()
            yield found


def in_lower_case(text: str) -> str:
    """A text in lower case, in which every letter stands where it stood."""
    return text.replace("İ", "I").lower()  # the only letter whose small one is longer


def _places(letters: str, text: str) -> Iterator[int]:
    place = text.find(letters)
    while place >= 0:
        yield place
        place = text.find(letters, place + 1)
