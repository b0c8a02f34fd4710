"""What was gathered from lines becomes passages: one, or one for each box to tick and each cell of a row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from graph.model import BlockKind, Span
from graph.reading import marks
from graph.reading.lines import BLANK, Line
from graph.reading.passages import Passage, fold

_CELL = re.compile(r"[^|\n]+")
_CELL_FILLING = " \t:-"


@dataclass(slots=True)
class Gathering:
    """Lines that make one passage, where its content starts, and the sign it began with."""

    lines: list[Line]
    start: int
    mark: marks.Mark | None = None
    kind: BlockKind | None = None
    level: int = 0
    closed_at: int | None = None

    @classmethod
    def heading(cls, line: Line, level: int, start: int, end: int) -> Self:
        """A heading that a sign marks; it is one line, and its content runs between two columns of it."""
        return cls([line], line.start + start, kind=BlockKind.HEADING, level=level, closed_at=line.start + end)

    @property
    def last(self) -> Line:
        """The line gathered last."""
        return self.lines[-1]

    @property
    def is_closed(self) -> bool:
        """Whether no further line can belong to it."""
        return self.closed_at is not None

    @property
    def end(self) -> int:
        """Where its content ends."""
        return self.last.end if self.closed_at is None else self.closed_at


def divided(text: str, gathering: Gathering) -> Iterator[Passage]:
    """The passages of what was gathered, in order, each with content."""
    row = gathering.lines[0].text
    if found := marks.boxes(text[gathering.start : gathering.end]):
        yield from _options(text, gathering, found)
    elif row.startswith("|") and row.count("|") > 1:
        yield from _cells(text, gathering)
    else:
        yield from _passages(text, gathering, gathering.start, gathering.end, gathering.kind)


def _options(text: str, gathering: Gathering, found: list[tuple[int, bool]]) -> Iterator[Passage]:
    starts = [gathering.start + offset for offset, _ in found]
    yield from _passages(text, gathering, gathering.start, starts[0], None)
    for start, end, (_, ticked) in zip(starts, [*starts[1:], gathering.end], found, strict=True):
        kind = BlockKind.TICKED_OPTION if ticked else BlockKind.UNTICKED_OPTION
        yield from _passages(text, gathering, start, end, kind)


def _cells(text: str, gathering: Gathering) -> Iterator[Passage]:
    for cell in _CELL.finditer(text, gathering.start, gathering.end):
        if cell.group().strip(_CELL_FILLING):
            yield from _passages(text, gathering, cell.start(), cell.end(), BlockKind.TABLE_CELL)


def _passages(text: str, gathering: Gathering, start: int, end: int, kind: BlockKind | None) -> Iterator[Passage]:
    """The passage between two offsets without the white space at its ends; nothing where there is nothing else."""
    content = text[start:end]
    inner = content.strip(BLANK)
    if not inner:
        return
    start += len(content) - len(content.lstrip(BLANK))
    first = gathering.lines[0]
    label = gathering.mark.label if gathering.mark else ""
    yield Passage(
        Span(start, start + len(inner)),
        fold(inner),
        kind,
        gathering.level,
        label=label,
        sign_start=first.start if label else None,
        prominence=first.size,
        bold=first.bold,
        lines=len(gathering.lines),
        page=first.page,
        is_marked=gathering.is_closed,
        has_tab="\t" in inner,
    )
