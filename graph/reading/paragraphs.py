"""From lines to passages: which lines belong together, and which signs they carry."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.model import BlockKind, Span
from graph.reading import marks
from graph.reading.furniture import furniture_of
from graph.reading.lines import Line
from graph.reading.passages import Passage, fold

_LEADS_ON = re.compile(
    r"(?:^|\s)(?:og|eller|i|på|av|for|til|fra|frå|med|om|ved|som|at|å|en|ei|et|eit|den|det|de|dei|vi|er|har|kan|skal|må|bør|mellom|"
    r"innen|innan|under|over|etter|hos|mot|the|of|and|to)$|[,/-]$",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"\[\^\w{1,20}\]:\s*")
_NUMBERED_NOTE = re.compile(r"\d{1,2}\s+(?=https?://|www\.|Se |Jf|Jfr|Kilde|Ibid|[A-ZÆØÅ][\w-]{1,40}, [A-ZÆØÅ])")
_SENTENCE_END = re.compile(r"[.!?;][»”\")]?\d{0,2}$")


@dataclass(slots=True)
class _Gathering:
    """The lines of the passage that is being gathered, and the sign it began with."""

    lines: list[Line]
    mark: marks.Mark | None = None
    kind: BlockKind | None = None
    level: int = 0
    start: int = 0
    end: int = 0
    is_closed: bool = False
    labels: set[str] = field(default_factory=set)


def passages_of(text: str, lines: Sequence[Line]) -> list[Passage]:
    """The passages that the lines of a text form, in the order of the text."""
    furniture = furniture_of(lines)
    passages = [
        passage
        for gathering in _gathered(lines, furniture)
        for passage in _divided(text, gathering)
        if passage.words and passage.span.start < passage.span.end
    ]
    taken = [Passage(Span(lines[i].start, lines[i].end), lines[i].text, BlockKind.PAGE_FURNITURE) for i in furniture]
    return _in_order(passages, taken)


def _in_order(passages: list[Passage], furniture: list[Passage]) -> list[Passage]:
    """All passages by place; furniture inside a paragraph that runs over the page stays a part of the paragraph."""
    found: list[Passage] = []
    for passage in sorted([*passages, *furniture], key=lambda each: (each.span.start, -each.span.end)):
        if not found or passage.span.start >= found[-1].span.end:
            found.append(passage)
    return found


def _gathered(lines: Sequence[Line], furniture: frozenset[int]) -> Iterator[_Gathering]:
    current: _Gathering | None = None
    is_list_without_signs = False
    crossed = False
    for position, line in enumerate(lines):
        if position in furniture:
            crossed = True
            continue
        if marks.is_loose_mark(line.text) or marks.is_rule(line.text):
            if current and not (crossed and not current.is_closed):
                yield current
                current = None
            is_list_without_signs = is_list_without_signs or marks.is_loose_mark(line.text)
            continue
        crossed = crossed or bool(current and current.lines[-1].page != line.page)
        if current and _goes_on(current, line, crossed=crossed, in_list=is_list_without_signs):
            current.lines.append(line)
            current.end = line.end
        else:
            if current:
                yield current
            is_list_without_signs = is_list_without_signs and _stays_in_list(current, line)
            current = _begun(line, is_item=is_list_without_signs)
        crossed = False
    if current:
        yield current


def _stays_in_list(previous: _Gathering | None, line: Line) -> bool:
    """Whether a list whose signs stand apart goes on: it ends at the first empty line after an item."""
    return previous is None or not line.gap


def _begun(line: Line, *, is_item: bool) -> _Gathering:
    """A passage that begins with this line; its sign, if any, stays outside."""
    sign = marks.heading_sign(line.text)
    if sign:
        level, length = sign
        inner = marks.emphasised(line.text[length:]) or (0, len(line.text) - length)
        start = line.start + length
        return _Gathering([line], None, BlockKind.HEADING, level, start + inner[0], start + inner[1], is_closed=True)
    if bold := marks.emphasised(line.text):
        return _Gathering(
            [line], None, BlockKind.HEADING, 3, line.start + bold[0], line.start + bold[1], is_closed=True
        )
    if note := _FOOTNOTE.match(line.text) or _NUMBERED_NOTE.match(line.text):
        return _Gathering([line], None, BlockKind.FOOTNOTE, 0, line.start + note.end(), line.end)
    if marks.boxes(line.text):
        return _Gathering([line], None, None, 0, line.start, line.end)
    mark = marks.mark_of(line.text)
    if mark:
        level = 1 + int(line.indent // 2)
        return _Gathering([line], mark, BlockKind.LIST_ITEM, level, line.start + mark.length, line.end)
    return _Gathering([line], None, BlockKind.LIST_ITEM if is_item else None, int(is_item), line.start, line.end)


def _goes_on(current: _Gathering, line: Line, *, crossed: bool, in_list: bool) -> bool:
    """Whether the line continues the passage that is being gathered."""
    last = current.lines[-1]
    if current.is_closed or not last.is_wrapped or _begins_anew(current, line):
        return False
    full = last.is_full_before(line)
    if line.gap or crossed:
        return last.is_open and full and (line.starts_small or (crossed and not _differs(last, line)))
    if _differs(last, line):
        return False
    if last.is_open:
        return line.starts_small or full or bool(_LEADS_ON.search(last.text))
    if in_list and _SENTENCE_END.search(last.text):
        return False
    return full or line.starts_small


def _differs(first: Line, second: Line) -> bool:
    """Whether two lines are set in plainly different letters."""
    return abs(first.size - second.size) > 0.08 or (first.bold != second.bold)  # noqa: PLR2004 - a half point of six


def _begins_anew(current: _Gathering, line: Line) -> bool:
    """Whether the line carries a sign of its own that is no part of the running sentence."""
    if marks.heading_sign(line.text) or marks.emphasised(line.text) or marks.boxes(line.text):
        return True
    if _FOOTNOTE.match(line.text) or _NUMBERED_NOTE.match(line.text):
        return True
    mark = marks.mark_of(line.text)
    if mark is None:
        return False
    return not (mark.is_number and _counts_inline(current, line, mark))


def _counts_inline(current: _Gathering, line: Line, mark: marks.Mark) -> bool:
    """Whether the number only happens to open the line, as in “både a) …, ⏎ b) …” that is wrapped."""
    last = current.lines[-1]
    if line.gap or not last.is_open or not last.is_full_before(line):
        return False
    if mark.predecessor is None:
        return bool(re.search(r"[\wæøå]$", last.text)) and line.text[mark.length : mark.length + 1].islower()
    sign = re.compile(rf"(?<!\w){re.escape(mark.predecessor)}[.)]\s")
    return any(sign.search(each.text, pos=2 if each is current.lines[0] else 0) for each in current.lines)


def _divided(text: str, gathering: _Gathering) -> Iterator[Passage]:
    """The passages of what was gathered: one, or one for each box to tick and each cell of a table row."""
    first = gathering.lines[0]
    if found := marks.boxes(text[gathering.start : gathering.end]):
        yield from _options(text, gathering, found)
    elif first.text.startswith("|") and first.text.count("|") > 1:
        yield from _cells(text, gathering)
    else:
        yield _passage(text, gathering, gathering.start, gathering.end, gathering.kind)


def _options(text: str, gathering: _Gathering, found: list[tuple[int, bool]]) -> Iterator[Passage]:
    starts = [gathering.start + offset for offset, _ in found]
    if text[gathering.start : starts[0]].strip():
        yield _passage(text, gathering, gathering.start, starts[0], None)
    for start, end, (_, ticked) in zip(starts, [*starts[1:], gathering.end], found, strict=True):
        kind = BlockKind.TICKED_OPTION if ticked else BlockKind.UNTICKED_OPTION
        yield _passage(text, gathering, start, end, kind)


_CELL = re.compile(r"[^|\n]+")


def _cells(text: str, gathering: _Gathering) -> Iterator[Passage]:
    for cell in _CELL.finditer(text, gathering.start, gathering.end):
        if cell.group().strip(" \t:-"):
            yield _passage(text, gathering, cell.start(), cell.end(), BlockKind.TABLE_CELL)


def _passage(text: str, gathering: _Gathering, start: int, end: int, kind: BlockKind | None) -> Passage:
    content = text[start:end]
    start += len(content) - len(content.lstrip())
    end -= len(content) - len(content.rstrip())
    first = gathering.lines[0]
    return Passage(
        Span(start, max(end, start + 1)),
        fold(content),
        kind,
        gathering.level,
        prominence=first.size,
        bold=first.bold,
        gap=bool(first.gap),
        lines=len(gathering.lines),
        page=first.page,
    )
