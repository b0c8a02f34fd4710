"""The stretches of a document that can each carry one position, with what stands above and before them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from graph.extraction.sentences import sentences
from graph.model import Block, BlockKind, Document, Span

_SILENT = frozenset(
    {BlockKind.LETTERHEAD, BlockKind.SIGNATURE, BlockKind.PAGE_FURNITURE, BlockKind.UNTICKED_OPTION},
)
_WHOLE = frozenset({BlockKind.HEADING, BlockKind.TICKED_OPTION, BlockKind.FORM_QUESTION})


class Unit(NamedTuple):
    """A sentence, list item, heading, option or question.

    `sections` are the headings above it, the outermost first, `lead` the sentence that introduces its list,
    `question` the form question above it, `place` its number within its block and `block` the number of that.
    """

    span: Span
    kind: BlockKind
    sections: tuple[Span, ...] = ()
    lead: Span | None = None
    question: Span | None = None
    block: int = 0
    place: int = 0
    level: int = 0

    @property
    def section(self) -> int:
        """Where the nearest heading above it begins, which no other section shares; -1 where there is none."""
        return self.sections[-1].start if self.sections else -1


@dataclass(slots=True)
class _Above:
    """What stands above the next block while a document is walked through."""

    headings: tuple[tuple[int, Span], ...] = ()
    sections: tuple[Span, ...] = ()
    question: Span | None = None
    leads: tuple[tuple[int, Span], ...] = ()

    def enter_heading(self, block: Block) -> None:
        depth = block.level or 9
        self.headings = (*((level, span) for level, span in self.headings if level < depth), (depth, block.span))
        self.sections = tuple(span for _, span in self.headings)
        self.question = None
        self.leads = ()

    def lead(self, level: int) -> Span | None:
        self.leads = tuple(entry for entry in self.leads if entry[0] < level)
        return self.leads[-1][1] if self.leads else None


def units(document: Document) -> tuple[Unit, ...]:
    """The units of a document in their order; letterhead, signatures, furniture and unticked options have none."""
    above = _Above()
    found: list[Unit] = []
    for number, block in enumerate(document.blocks):
        if block.kind not in _SILENT:
            found += _units_of_block(document.text, number, block, above)
    return tuple(found)


def _units_of_block(text: str, number: int, block: Block, above: _Above) -> Iterator[Unit]:
    if block.kind is BlockKind.HEADING:
        above.enter_heading(block)
        sections = above.sections[:-1]
    else:
        sections = above.sections
    if block.kind is BlockKind.FORM_QUESTION:
        above.question = None
    is_item = block.kind is BlockKind.LIST_ITEM
    level = max(1, block.level) if is_item else 0
    lead = above.lead(level) if is_item else None
    spans = [block.span] if block.kind in _WHOLE else list(sentences(text, block.span))
    for place, span in enumerate(spans):
        yield Unit(span, block.kind, sections, lead, above.question, number, place, level)
    _note_what_follows(text, block, spans, level, above)


def _note_what_follows(text: str, block: Block, spans: list[Span], level: int, above: _Above) -> None:
    if block.kind is BlockKind.FORM_QUESTION:
        above.question = block.span
        above.leads = ()
    elif spans and spans[-1].of(text).endswith(":"):
        above.leads = (*above.leads, (level, spans[-1])) if level else ((0, spans[-1]),)
    elif block.kind in (BlockKind.PARAGRAPH, BlockKind.TABLE_CELL):
        above.leads = ()
