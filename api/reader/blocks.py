"""Blocks of a text as a page shows them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from api.reader.pieces import Layer, Stretch, pieces, stretches
from graph.model import Block, BlockKind

_TOGETHER: Mapping[BlockKind, str] = MappingProxyType(
    {
        BlockKind.LIST_ITEM: "list",
        BlockKind.TICKED_OPTION: "options",
        BlockKind.UNTICKED_OPTION: "options",
        BlockKind.TABLE_CELL: "cells",
        BlockKind.LETTERHEAD: "letterhead",
        BlockKind.SIGNATURE: "signature",
        BlockKind.PAGE_FURNITURE: "furniture",
        BlockKind.FOOTNOTE: "footnotes",
    }
)
_HIGHEST, _LOWEST = 3, 6
_SYNTAX = "#*_>| \t\r\n"
_BULLETS = frozenset("-+*")
_LONGEST_MARK = 12


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block: its kind, its level in the text, the element level of a heading, what stands before it, its words."""

    kind: str
    depth: int
    level: int
    mark: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks that belong together, such as the items of a list; `kind` is empty for one that stands alone."""

    kind: str
    blocks: tuple[ShownBlock, ...]


def runs(text: str, blocks: Sequence[Block], layer: Layer, *, exact: bool = False) -> Iterator[Run]:
    """The blocks of a section, in reading form or `exact` as the text has them."""
    shown = list(_shown(text, blocks, layer, exact=exact))
    kinds = [_TOGETHER.get(block.kind, "") for block in blocks]
    numbered = enumerate(kinds)
    for (kind, _), group in groupby(numbered, key=lambda each: (each[1], each[0] if not each[1] else -1)):
        yield Run(kind, tuple(shown[number] for number, _ in group))


def _shown(text: str, blocks: Sequence[Block], layer: Layer, *, exact: bool) -> Iterator[ShownBlock]:
    level, end = _HIGHEST - 1, None
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            # A reader who jumps from heading to heading must not miss a level.
            level = min(max(_HIGHEST, block.level + 1), level + 1, _LOWEST)
        mark = _mark(text[max(0, block.span.start - _LONGEST_MARK if end is None else end) : block.span.start], block)
        words = stretches(pieces(text, block.span, layer, exact=exact))
        yield ShownBlock(block.kind.value, block.level, level, mark, tuple(words))
        end = block.span.end


def _mark(gap: str, block: Block) -> str:
    """The bullet or number that stands before a block, without the signs of a markup."""
    sign = gap.rpartition("\n")[2].strip()
    if block.kind is BlockKind.LIST_ITEM and sign in _BULLETS:
        return "•"
    mark = sign.strip(_SYNTAX)
    if len(mark) > _LONGEST_MARK:
        return ""
    if block.kind is BlockKind.LIST_ITEM:
        return mark
    return mark if any(character.isalnum() for character in mark) else ""
