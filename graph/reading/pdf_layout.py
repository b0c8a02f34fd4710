"""The reading order of a page: columns by cuts along white space, lines within them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from graph.reading.pdf_page import Segment

_SAME_LINE = 0.5
_GUTTER = 1.2
_NARROWEST_COLUMN = 0.12
_NARROW_LABELS = 0.22
_FEWEST_ROWS = 2
_DEEPEST = 60
_NEARLY = 0.05
_WIDE_SPACE = 2.5
_NO_SPACE = 0.12


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a column; `column_left` and `column_right` are the edges of the column that it stands in."""

    left: float
    bottom: float
    right: float
    top: float
    text: str
    bold: bool
    height: float
    column: int = 0
    column_left: float = 0.0
    column_right: float = 0.0


def rows_of(segments: Sequence[Segment]) -> list[Row]:
    """The lines of a page in reading order."""
    if not segments:
        return []
    left = min(segment.left for segment in segments)
    width = max(1.0, max(segment.right for segment in segments) - left)
    rows: list[Row] = []
    for number, column in enumerate(_columns(list(segments), width)):
        rows += _rows(column, number)
    return rows


# ── Columns ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _columns(segments: list[Segment], page_width: float, depth: int = 0) -> list[list[Segment]]:
    """The segments of each column, in reading order; a column that only white space interrupts stays whole."""
    if depth > _DEEPEST or not _has_neighbours(segments):
        return [segments]
    unit = median(segment.height for segment in segments)
    if cut := _gutter(segments, unit, page_width):
        left = [segment for segment in segments if segment.right <= cut]
        right = [segment for segment in segments if segment.right > cut]
        return [*_columns(left, page_width, depth + 1), *_columns(right, page_width, depth + 1)]
    level = _empty_level(segments)
    if level is None:
        return [segments]
    above = [segment for segment in segments if segment.middle > level]
    below = [segment for segment in segments if segment.middle <= level]
    parts = [*_columns(above, page_width, depth + 1), *_columns(below, page_width, depth + 1)]
    return [segments] if len(parts) == 2 else _rejoined(parts)  # noqa: PLR2004 - above and below, neither divided


def _rejoined(parts: list[list[Segment]]) -> list[list[Segment]]:
    """Parts that follow each other down the page in the same column, as one."""
    joined = [parts[0]]
    for part in parts[1:]:
        last = joined[-1]
        stacked = min(each.bottom for each in last) >= max(each.top for each in part) - 1
        shared = min(_right(last), _right(part)) - max(_left(last), _left(part))
        if stacked and shared > 0.8 * max(_right(last) - _left(last), _right(part) - _left(part)):
            joined[-1] = [*last, *part]
        else:
            joined.append(part)
    return joined


def _left(segments: Sequence[Segment]) -> float:
    return min(segment.left for segment in segments)


def _right(segments: Sequence[Segment]) -> float:
    return max(segment.right for segment in segments)


def _has_neighbours(segments: Sequence[Segment]) -> bool:
    """Whether any two segments stand side by side; most pages of a letter have none."""
    ordered = sorted(segments, key=lambda segment: -segment.top)
    return any(second.top > first.bottom + _SAME_LINE * first.height for first, second in pairwise(ordered))


def _gutter(segments: Sequence[Segment], unit: float, page_width: float) -> float | None:
    """Where the widest white stripe from top to bottom lies that parts two columns; None where there is none."""
    best: tuple[float, float] | None = None
    reach = float("-inf")
    for segment in sorted(segments, key=lambda each: each.left):
        gap = segment.left - reach
        if reach > float("-inf") and gap > _GUTTER * unit and (best is None or gap > best[0]):
            best = (gap, reach)
        reach = max(reach, segment.right)
    if best is None:
        return None
    cut = best[1] + 0.1
    sides = [[each for each in segments if (each.right <= cut) is on_left] for on_left in (True, False)]
    return cut if _are_columns(sides[0], sides[1], page_width) else None


def _are_columns(left: Sequence[Segment], right: Sequence[Segment], page_width: float) -> bool:
    """Whether two sides are columns of text, not the bullets, numbers or labels of a list and what they belong to."""
    widths = [_right(side) - _left(side) for side in (left, right)]
    levels = [_levels(side) for side in (left, right)]
    if min(widths) < _NARROWEST_COLUMN * page_width or min(len(each) for each in levels) < _FEWEST_ROWS:
        return False
    labelled = widths[0] < _NARROW_LABELS * page_width and len(levels[0]) > _FEWEST_ROWS
    return not (labelled and all(any(abs(a - b) < 2 for b in levels[1]) for a in levels[0]))  # noqa: PLR2004 - points


def _levels(segments: Sequence[Segment]) -> list[float]:
    """The heights at which lines stand."""
    found: list[float] = []
    for middle in sorted(segment.middle for segment in segments):
        if not found or middle - found[-1] > 2:  # noqa: PLR2004 - points
            found.append(middle)
    return found


def _empty_level(segments: Sequence[Segment]) -> float | None:
    """Where a white stripe from edge to edge lies: of the tallest the most central; None where there is none."""
    ordered = sorted(segments, key=lambda segment: -segment.top)
    stripes: list[tuple[float, float]] = []
    floor = ordered[0].bottom
    for segment in ordered[1:]:
        if segment.middle < floor:
            stripes.append((floor - segment.top, (floor + min(segment.top, floor)) / 2))
        floor = min(floor, segment.bottom)
    if not stripes:
        return None
    centre = (ordered[0].top + floor) / 2
    tallest = max(height for height, _ in stripes)
    # Lines set tightly overlap a little; then the height of the stripe between them is negative.
    tall = [level for height, level in stripes if height >= tallest - _NEARLY * abs(tallest)]
    return min(tall, key=lambda level: (abs(level - centre), level))


# ── Lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(column: Sequence[Segment], number: int) -> list[Row]:
    left, right = _left(column), _right(column)
    return [_row(line, number, left, right) for line in _on_lines(column)]


def _on_lines(column: Sequence[Segment]) -> list[list[Segment]]:
    """The segments that share a line, from the top down; raised and lowered signs go with the line they stand at."""
    lines: list[list[Segment]] = []
    for segment in sorted(column, key=lambda each: (-each.middle, each.left)):
        last = max(lines[-1], key=lambda each: each.height) if lines else None
        if last and _overlap(last, segment) > _SAME_LINE * min(last.height, segment.height):
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [sorted(line, key=lambda each: each.left) for line in lines]


def _overlap(first: Segment, second: Segment) -> float:
    return min(first.top, second.top) - max(first.bottom, second.bottom)


def _row(line: Sequence[Segment], column: int, left: float, right: float) -> Row:
    longest = max(line, key=lambda each: len(each.text))
    text = line[0].text
    for before, segment in pairwise(line):
        gap = (segment.left - before.right) / max(1.0, longest.height)
        text += ("\t" if gap > _WIDE_SPACE else " " if gap > _NO_SPACE else "") + segment.text
    return Row(
        left=line[0].left,
        bottom=min(each.bottom for each in line),
        right=line[-1].right,
        top=max(each.top for each in line),
        text=text,
        bold=longest.bold,
        height=longest.height,
        column=column,
        column_left=left,
        column_right=right,
    )
