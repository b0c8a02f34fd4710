"""Covering of words that nobody is to read; lengths and line breaks stay."""

import re
from collections.abc import Iterable

from graph.model.spans import Span

COVER = "█"
_COVERED = re.compile(r"\w")


def covered(text: str, spans: Iterable[Span]) -> str:
    """A text of the same length in which the letters and digits of some spans are covered.

    >>> covered("Ring Kari på 22 33.", [Span(5, 9), Span(13, 18)])
    'Ring ████ på ██ ██.'
    """
    pieces: list[str] = []
    end = 0
    for span in sorted(spans):
        start = max(span.start, end)
        if span.end > start:
            pieces += [text[end:start], _COVERED.sub(COVER, text[start : span.end])]
            end = span.end
    return "".join([*pieces, text[end:]])
