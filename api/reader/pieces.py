"""A stretch of text cut at every edge of what was found in it, so that whatever overlaps can be shown."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from api.things.markup import signs
from graph.model import Span, reading_offsets


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found: a statement, or what a mention names; `number` counts statements in reading order."""

    iri: str
    span: Span
    kind: str = ""
    number: int = 0
    named: str = ""

    @property
    def key(self) -> str:
        """The last part of its name."""
        return self.iri.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Layer:
    """What lies over a text: statements, mentions, the words that decided, and where pages begin."""

    statements: Sequence[Place] = ()
    mentions: Sequence[Place] = ()
    cues: Sequence[Span] = ()
    page_starts: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Words over which the same things lie: all statements, the shortest first, one mention, and whether they decided.

    `begins` and `ends` are the statements that do so here, `page` is the number of a page that begins here.
    """

    text: str
    statements: tuple[Place, ...] = ()
    mention: Place | None = None
    is_cue: bool = False
    begins: tuple[Place, ...] = ()
    ends: tuple[Place, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces that follow each other and belong to the same statements."""

    statements: tuple[Place, ...]
    pieces: tuple[Piece, ...]


def stretches(found: Iterable[Piece]) -> Iterator[Stretch]:
    """Pieces put together by the statements that they belong to."""
    for statements, group in groupby(found, key=lambda piece: piece.statements):
        yield Stretch(statements, tuple(group))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown of a stretch, and for each shown character where in the text it stands."""

    text: str
    offsets: Sequence[int]

    def at(self, offset: int) -> int:
        """Which of the shown characters is the first at or after an offset of the text."""
        return bisect_left(self.offsets, offset)

    def range(self, span: Span) -> range:
        """The shown characters of a span."""
        return range(self.at(span.start), self.at(span.end))


def pieces(text: str, span: Span, layer: Layer, *, exact: bool = False) -> tuple[Piece, ...]:
    """The pieces of a stretch of text in reading form, or `exact` as it stands."""
    shown = _shown(text, span, exact=exact)
    statements = _within(layer.statements, shown, span)
    mentions = _within(layer.mentions, shown, span)
    cues = list(_joined(shown.range(cue) for cue in layer.cues if cue.start < span.end and cue.end > span.start))
    pages = {shown.at(start): n for n, start in enumerate(layer.page_starts, 1) if span.start <= start < span.end}
    edges = {0, len(shown.text), *pages}
    for extent in (*(extent for _, extent in statements), *(extent for _, extent in mentions), *cues):
        edges |= {extent.start, extent.stop}
    ordered = sorted(edges)
    cut = _Cut(span, statements, mentions, cues)
    return tuple(
        replace(cut.piece(shown.text[first:last], range(first, last)), page=pages.get(first))
        for first, last in pairwise(ordered)
    )


def _shown(text: str, span: Span, *, exact: bool) -> _Shown:
    words = span.of(text)
    if exact:
        return _Shown(words, range(span.start, span.end))
    hidden = {offset for each in signs(words) for offset in each}
    offsets = [offset for offset in reading_offsets(words) if offset not in hidden]
    shown = "".join(" " if words[offset].isspace() else words[offset] for offset in offsets)
    return _Shown(shown, [span.start + offset for offset in offsets])


_Found = list[tuple[Place, range]]


def _within(places: Iterable[Place], shown: _Shown, span: Span) -> _Found:
    """The places that a stretch holds some of, each with its shown characters."""
    near = (place for place in places if place.span.start < span.end and place.span.end > span.start)
    return [(place, extent) for place in near if (extent := shown.range(place.span))]


def _joined(ranges: Iterable[range]) -> Iterator[range]:
    """Ranges that touch or overlap made one."""
    held: range | None = None
    for each in sorted(ranges, key=lambda one: (one.start, one.stop)):
        if held is not None and each.start <= held.stop:
            held = range(held.start, max(held.stop, each.stop))
            continue
        if held is not None:
            yield held
        held = each
    if held is not None:
        yield held


@dataclass(frozen=True, slots=True)
class _Cut:
    """What lies over a stretch, each with its shown characters."""

    span: Span
    statements: _Found
    mentions: _Found
    cues: Sequence[range]

    def piece(self, words: str, here: range) -> Piece:
        """Some words with all that lies over them."""
        over = sorted((pair for pair in self.statements if _covers(pair[1], here)), key=lambda pair: len(pair[1]))
        named = [pair for pair in self.mentions if _covers(pair[1], here)]
        return Piece(
            words,
            tuple(place for place, _ in over),
            min(named, key=lambda pair: len(pair[1]))[0] if named else None,
            is_cue=bool(over) and any(_covers(cue, here) for cue in self.cues),
            begins=tuple(p for p, extent in over if extent.start == here.start and p.span.start >= self.span.start),
            ends=tuple(p for p, extent in over if extent.stop == here.stop and p.span.end <= self.span.end),
        )


def _covers(extent: range, here: range) -> bool:
    return extent.start <= here.start and here.stop <= extent.stop
