"""A response in sections that a page can hold, cut between blocks."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from graph.model import Block, BlockKind, Span

BUDGET = 45_000
"""About how many bytes of HTML the text of one page may take with the notes beside it."""
_OF_STATEMENT = 1_250
_OF_MENTION = 150
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks of one text, by the number of the text, and whether the text begins and ends with them."""

    text: int
    blocks: tuple[Block, ...]

    @property
    def span(self) -> Span:
        """From the first to the last of its characters."""
        return Span(self.blocks[0].span.start, self.blocks[-1].span.end)


def sections(
    number: int, text: str, blocks: Sequence[Block], statements: Sequence[int], mentions: Sequence[int]
) -> Iterator[Section]:
    """The sections of a text; statements and mentions are given by the ordered offsets at which they begin.

    A text that nothing is known of is one paragraph after the other.
    """
    cut = list(_short(text, blocks or tuple(_paragraphs(text))))
    weights = [_weight(text, block, statements, mentions) for block in cut]
    held, weight, rest = list[Block](), 0, sum(weights)
    for block, own in zip(cut, weights, strict=True):
        # Sections of about the same weight read better than full ones with a rest.
        wanted = rest / ceil(rest / BUDGET)
        if held and (weight + own > BUDGET or weight + own / 2 > wanted):
            section, held = _closed(held)
            if section:
                yield Section(number, section)
                rest, weight = rest - weight, 0
        held.append(block)
        weight += own
    if held:
        yield Section(number, tuple(held))


def _closed(held: list[Block]) -> tuple[tuple[Block, ...], list[Block]]:
    """Blocks that end a section, and the headings after them, which go with what they are over."""
    last = len(held)
    while last and held[last - 1].kind is BlockKind.HEADING:
        last -= 1
    return tuple(held[:last]), held[last:]


def _weight(text: str, block: Block, statements: Sequence[int], mentions: Sequence[int]) -> int:
    own = len(block.span.of(text).encode()) + _OF_STATEMENT * _count(statements, block.span)
    return own + _OF_MENTION * _count(mentions, block.span)


def _count(ordered: Sequence[int], span: Span) -> int:
    return bisect_left(ordered, span.end) - bisect_left(ordered, span.start)


def _short(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, those that are too long for a page cut between words."""
    for block in blocks:
        start, end = block.span.start, block.span.end
        while end - start > _LONGEST:
            space = text.rfind(" ", start + 1, start + _LONGEST)
            cut = space + 1 if space > start else start + _LONGEST
            yield replace(block, span=Span(start, cut))
            start = cut
        yield replace(block, span=Span(start, end))


def _paragraphs(text: str) -> Iterator[Block]:
    start = 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield Block(Span(start, start + len(paragraph)), BlockKind.PARAGRAPH)
        start += len(paragraph) + 2
