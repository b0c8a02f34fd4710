"""Lines as they are set on a page or in a text file, with what their setting tells about belonging together."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from graph.model import BlockKind
from graph.reading.marks import is_date, mark_of

BLANK = " \t\n\r\f\v\xa0\u200b\u200c\u200d\u2060\ufeff\u2002\u2003\u2009\u202f\u3000\u2028\u2029\x85"
"""White space, with the invisible spaces that word processors leave."""

_CLOSED_END = (*'.!?:;…»”")]',)
_COMMONEST_WIDTH = 150
_LONG_LINE = 180
_UNEVENNESS = 0.08
"""How much the number of letters that fit on a line varies, letters being of different widths."""


class Line(NamedTuple):
    """The content of one line, without the white space around it.

    `gap` counts the empty lines before it beyond those that the document puts between all lines, `room` is the space
    left to its right in characters (infinite where lines are not wrapped), `size` the size of its letters relative to
    the body's, `page` counts from 0. `role` is set where the page itself tells it (page furniture, footnotes).
    """

    start: int
    end: int
    text: str
    gap: int = 0
    indent: float = 0.0
    room: float = math.inf
    page: int = 0
    size: float = 1.0
    bold: bool = False
    role: BlockKind | None = None

    @property
    def is_wrapped(self) -> bool:
        """Whether the document breaks lines at a margin, so that a line may go on in the next."""
        return self.room < math.inf

    @property
    def is_open(self) -> bool:
        """Whether the line ends without closing punctuation."""
        return not self.text.endswith(_CLOSED_END)

    @property
    def starts_small(self) -> bool:
        """Whether the line begins as in the middle of a sentence: with a small letter, or a date."""
        first = self.text[:1]
        if first.isalnum():
            return first.islower() or is_date(self.text)
        return self.text[1:2].islower()

    def is_full_before(self, following: "Line") -> bool:
        """Whether the first word of the following line would not have fitted on this one."""
        first_word = following.text.split(maxsplit=1)[0]
        return self.room < len(first_word) + 1


def lines_of(text: str) -> list[Line]:
    """The lines of a plain text that have content."""
    raw = _with_known_headings(_content_lines(text))
    continued = _continued(raw)
    usual_gap = _usual_gap(continued)
    width = _wrap_width(raw, continued, usual_gap)
    if not usual_gap and width == math.inf:
        return raw
    return [_placed(line, max(0, line.gap - usual_gap), width) for line in raw]


def _placed(line: Line, gap: int, width: float) -> Line:
    room = _room(width, len(line.text) + line.indent)
    return Line(line.start, line.end, line.text, gap, line.indent, room, line.page)


def _room(width: float, length: float) -> float:
    return max(0.0, width - length - _UNEVENNESS * length)


def page_starts_of(text: str) -> tuple[int, ...]:
    """Where the pages of a plain text begin; nothing where no form feed divides it."""
    if "\f" not in text:
        return ()
    starts = [0] + [match.end() for match in re.finditer("\f", text)]
    return tuple(start for start in starts if start < len(text))


def _content_lines(text: str) -> list[Line]:
    found: list[Line] = []
    offset = gap = page = 0
    for raw in text.splitlines(keepends=True):
        content = raw.strip(BLANK)
        page_break = raw.endswith("\f")
        if content:
            start = offset + len(raw) - len(raw.lstrip(BLANK))
            indent = _indent(raw) if raw[0].isspace() else 0
            found.append(Line(start, start + len(content), content, gap, indent, page=page))
            gap = 0
        else:
            gap += not page_break
        page += page_break
        offset += len(raw)
    return found


def _with_known_headings(lines: list[Line]) -> list[Line]:
    """The lines, with a gap before each heading that a page break has put directly below a sentence.

    What a heading is, is known from its standing elsewhere between empty lines in the same words.
    """
    alone = {line.text for line, following in pairwise(lines) if line.gap and following.gap and line.is_open}
    if not alone:
        return lines
    inner = zip(lines, lines[1:], lines[2:], strict=False)
    mended = (
        line._replace(gap=1) if line.text in alone and not line.gap and following.gap and not before.is_open else line
        for before, line, following in inner
    )
    return [lines[0], *mended, lines[-1]]


def _indent(raw: str) -> int:
    spaced = raw.expandtabs(4)
    return len(spaced) - len(spaced.lstrip())


def _continued(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Neighbours of which the second plainly goes on with the first's sentence."""
    return [
        (first, second)
        for first, second in pairwise(lines)
        if second.starts_small and first.is_open and mark_of(second.text) is None
    ]


def _usual_gap(continued: Sequence[tuple[Line, Line]]) -> int:
    """How many empty lines stand between the lines of one paragraph: 1 in double-spaced texts, else 0."""
    gaps = Counter(second.gap for _, second in continued)
    commonest, count = max(gaps.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return commonest if count >= 3 and commonest == 1 else 0  # noqa: PLR2004 - fewer than three prove nothing


def _wrap_width(lines: Sequence[Line], continued: Sequence[tuple[Line, Line]], usual_gap: int) -> float:
    """The length at which lines are broken; infinite where a line is a paragraph."""
    widths = sorted(len(first.text) + first.indent for first, second in continued if second.gap <= usual_gap)
    if not widths:
        return math.inf
    width = widths[min(len(widths) - 1, int(0.95 * len(widths)))]
    longer = sum(len(line.text) > max(width * 1.3, _COMMONEST_WIDTH) for line in lines)
    is_paragraph_per_line = widths[len(widths) // 2] > _LONG_LINE or longer > len(widths)
    return math.inf if is_paragraph_per_line else width
