"""What people are shown of a hit: its words as they are read, those that were searched for marked."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Span, reading_form
from graph.search.searching import Hit

_LONGEST = 320
_BEFORE = 80
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an excerpt, which was searched for or not."""

    text: str
    is_mark: bool = False


def excerpt(hit: Hit) -> tuple[Piece, ...]:
    """A statement whole; of a passage about three hundred characters around the first words that were searched for."""
    shown = hit.span if hit.statement else _window(hit)
    pieces = [Piece(_ELLIPSIS)] if shown.start > hit.span.start else []
    pieces += _pieces(hit, shown)
    pieces += [Piece(_ELLIPSIS)] if shown.end < hit.span.end else []
    return tuple(pieces)


def plain_excerpt(hit: Hit) -> str:
    """The excerpt as text alone."""
    return "".join(piece.text for piece in excerpt(hit))


def _window(hit: Hit) -> Span:
    """The part of a hit to show, which begins and ends between words."""
    span = hit.span
    first = hit.marks[0].start if hit.marks else span.start
    start = max(span.start, min(first - _BEFORE, span.end - _LONGEST))
    end = min(span.end, start + _LONGEST)
    if start > span.start:
        start = max(start, _after_space(hit, start, first))
    if end < span.end:
        end = span.start + (hit.words.rfind(" ", first - span.start, end - span.start) + 1 or end - span.start)
    return Span(start, end)


def _after_space(hit: Hit, start: int, first: int) -> int:
    return hit.span.start + hit.words.find(" ", start - hit.span.start, first - hit.span.start) + 1


def _pieces(hit: Hit, shown: Span) -> Iterator[Piece]:
    position = shown.start
    for mark in hit.marks:
        if shown.covers(mark):
            yield from _piece(hit, position, mark.start)
            yield from _piece(hit, mark.start, mark.end, is_mark=True)
            position = mark.end
    yield from _piece(hit, position, shown.end)


def _piece(hit: Hit, start: int, end: int, *, is_mark: bool = False) -> Iterator[Piece]:
    """The words between two offsets, where there are any; white space at the edges becomes one space."""
    raw = hit.words[start - hit.span.start : end - hit.span.start]
    if raw:
        before, after = (" " if edge.isspace() else "" for edge in (raw[0], raw[-1]))
        inner = reading_form(raw)
        yield Piece(f"{before}{inner}{after}" if inner else " ", is_mark)
