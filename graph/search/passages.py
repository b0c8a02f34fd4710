"""The places of a text that a search can find: its paragraphs, the long ones in pieces."""

import re
from collections.abc import Iterator

from graph.model import Span

_LONGEST = 1_000
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?:;]\s|\n")


def passages(text: str) -> Iterator[Span]:
    r"""The paragraphs of a text; one of more than a thousand characters is divided, at the end of a sentence if it can.

    >>> [span.of("En vei.\n\n\nTo veier.\n") for span in passages("En vei.\n\n\nTo veier.\n")]
    ['En vei.', 'To veier.']
    """
    start = 0
    for gap in (*_PARAGRAPH_END.finditer(text), None):
        yield from _pieces(text, start, gap.start() if gap else len(text))
        start = gap.end() if gap else start


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > _LONGEST:
        cut = _cut(text, start, start + _LONGEST)
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _cut(text: str, start: int, end: int) -> int:
    """Where to end a piece of some text that goes on: after a sentence or line, else after a word, else in it."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start + _LONGEST // 2, end)]
    return ends[-1] if ends else text.rfind(" ", start + 1, end) + 1 or end


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    """The piece without white space at its ends, where anything is left."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if start < end:
        yield Span(start, end)
