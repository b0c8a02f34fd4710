"""Which lines belong together: wrapped paragraphs and items, also where a page ends in the middle of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from graph.model import BlockKind, Span
from graph.reading import marks
from graph.reading.division import Gathering, divided
from graph.reading.lines import Line
from graph.reading.passages import Passage

_FOOTNOTE = re.compile(r"\[\^\w{1,20}\]:\s*")
_NUMBERED_NOTE = re.compile(r"\d{1,2}\s+(?=https?://|www\.|Se |Jf|Kilde|Ibid|[A-ZÆØÅ][\w-]{1,40}, [A-ZÆØÅ])")
_FIELD = re.compile(r"[A-ZÆØÅ][\w.-]{1,24}(?: [\w.]{1,12})?:\s")
_DASH = re.compile(r"[–—] [a-zæøå]")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[A-ZÆØÅ«]")
_SENTENCE_END = re.compile(r"[.!?;][»”\")]?\d{0,2}$")
_REMEMBERED_LINES = 12
_NEVER_A_HEADING = 100
_LARGE = 1.1
_SIZE_DIFFERENCE = 0.08
_BOLD_HEADING_LEVEL = 3


def passages_of(text: str, lines: Sequence[Line]) -> list[Passage]:
    """The passages that the lines of a text form, in the order of the text."""
    found = [passage for gathering in gathered(lines) for passage in divided(text, gathering)]
    found += [
        Passage(Span(line.start, line.end), line.text, BlockKind.PAGE_FURNITURE, page=line.page)
        for line in lines
        if line.role is BlockKind.PAGE_FURNITURE
    ]
    return _with_levels(_without_nested(sorted(found, key=lambda each: (each.span.start, -each.span.end))))


def _without_nested(passages: Sequence[Passage]) -> list[Passage]:
    """Furniture inside a paragraph that runs over the page stays a part of the paragraph."""
    found: list[Passage] = []
    for passage in passages:
        if not found or passage.span.start >= found[-1].span.end:
            found.append(passage)
    return found


def _with_levels(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with list items levelled 1, 2, 3 … within their list, from how far they are indented."""
    found: list[Passage] = []
    for is_list, run in groupby(passages, key=lambda passage: passage.kind is BlockKind.LIST_ITEM):
        items = list(run)
        depths = sorted({item.level for item in items}) if is_list else []
        found += [item._replace(level=1 + depths.index(item.level)) for item in items] if is_list else items
    return found


def gathered(lines: Sequence[Line]) -> Iterator[Gathering]:
    """The lines that belong together, leaving out page furniture and what only draws or marks."""
    current: Gathering | None = None
    in_list = crossed = signed = False
    for line in lines:
        if line.role is BlockKind.PAGE_FURNITURE:
            crossed = True
        elif marks.is_loose_mark(line.text):
            in_list = signed = True
        elif marks.is_rule(line.text):
            in_list = False
        else:
            crossed = crossed or (current is not None and current.last.page != line.page)
            if current and not signed and _goes_on(current, line, crossed=crossed, in_list=in_list):
                current.lines.append(line)
            else:
                if current:
                    yield current
                    in_list = in_list and (signed or not line.gap)
                current = _begun(line, is_item=in_list)
            crossed = signed = False
    if current:
        yield current


def _begun(line: Line, *, is_item: bool) -> Gathering:
    """A passage that begins with this line; its sign, if any, stays outside."""
    note = _FOOTNOTE.match(line.text) or _NUMBERED_NOTE.match(line.text)
    if note or line.role is BlockKind.FOOTNOTE:
        return Gathering([line], line.start + (note.end() if note else 0), kind=BlockKind.FOOTNOTE)
    if heading := _marked_heading(line):
        return heading
    mark = None if marks.boxes(line.text) else marks.mark_of(line.text)
    if mark:
        level = 1 + int(line.indent // 2)
        return Gathering([line], line.start + mark.length, mark=mark, kind=BlockKind.LIST_ITEM, level=level)
    return Gathering([line], line.start, kind=BlockKind.LIST_ITEM if is_item else None, level=int(is_item))


def _marked_heading(line: Line) -> Gathering | None:
    """The heading that a line is by its sign (`##`) or by being wholly in bold; None where it is neither."""
    if sign := marks.heading_sign(line.text):
        level, length = sign
        inner = marks.emphasised(line.text[length:]) or (0, len(line.text) - length)
        return Gathering.heading(line, level, length + inner[0], length + inner[1])
    bold = marks.emphasised(line.text)
    return Gathering.heading(line, _BOLD_HEADING_LEVEL, *bold) if bold else None


def _goes_on(current: Gathering, line: Line, *, crossed: bool, in_list: bool) -> bool:
    """Whether the line continues the passage that is being gathered."""
    last = current.last
    if current.is_closed or last.role is not line.role:
        return False
    if _begins_anew(current, line) and not _is_afterthought(current, line):
        return False
    if line.gap or crossed:
        return current.kind is not BlockKind.FOOTNOTE and _goes_on_after_space(last, line, crossed=crossed)
    in_sentence = last.is_open and (line.starts_small or _is_afterthought(current, line))
    if not last.is_wrapped or (_differs(last, line) and not in_sentence):
        return False
    full = last.is_full_before(line)
    if last.is_open:
        between_items = in_list and current.lines[0].starts_small
        return full or marks.leads_on(last.text) or (in_sentence and not between_items)
    return (full or line.starts_small) and not (in_list and _SENTENCE_END.search(last.text))


def _goes_on_after_space(last: Line, line: Line, *, crossed: bool) -> bool:
    """Whether a sentence goes on after empty lines, as it does where a page ends in the middle of it."""
    if not last.is_open:
        return False
    if last.size > _LARGE and marks.leads_on(last.text) and not _differs(last, line):
        return True
    if line.starts_small:
        full = last.is_full_before(line) if last.is_wrapped else len(last.text) > _NEVER_A_HEADING
        return full or (crossed and last.is_wrapped)
    return crossed and last.is_wrapped and last.is_full_before(line) and not _differs(last, line)


def _differs(first: Line, second: Line) -> bool:
    """Whether two lines are set in plainly different letters."""
    return abs(first.size - second.size) > _SIZE_DIFFERENCE or first.bold != second.bold


def _begins_anew(current: Gathering, line: Line) -> bool:
    """Whether the line carries a sign of its own that is no part of the running sentence."""
    if marks.heading_sign(line.text) or marks.emphasised(line.text) or marks.boxes(line.text):
        return True
    if _FOOTNOTE.match(line.text) or _NUMBERED_NOTE.match(line.text):
        return True
    if _FIELD.match(line.text) and _FIELD.match(current.last.text):
        return True
    if not current.last.is_open and _SECTION.match(line.text):
        return True
    mark = marks.mark_of(line.text)
    return mark is not None and not (mark.is_number and _counts_inline(current, line, mark))


def _is_afterthought(current: Gathering, line: Line) -> bool:
    """Whether a dash goes on with a numbered item (“1. Uklart ansvar ⏎ – som gir ventetid”) rather than listing."""
    is_numbered = current.mark is not None and current.mark.is_number and len(current.lines) == 1
    return is_numbered and current.last.is_open and not line.gap and bool(_DASH.match(line.text))


def _counts_inline(current: Gathering, line: Line, mark: marks.Mark) -> bool:
    """Whether the number only happens to open the line, as in “både a) …, b) …” that is wrapped before b)."""
    last = current.last
    if line.gap or not last.is_open or not last.is_full_before(line):
        return False
    if mark.predecessor is None:
        return last.text[-1].isalnum() and line.text[mark.length : mark.length + 1].islower()
    sign = re.compile(rf"(?<!\w){re.escape(mark.predecessor)}[.)]\s")
    recent = current.lines[-_REMEMBERED_LINES:]
    return any(sign.search(each.text, 2 if each is current.lines[0] else 0) for each in recent)
