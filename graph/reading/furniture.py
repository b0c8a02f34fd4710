"""Page furniture: page numbers, entries of a table of contents, and what stands at the edge of page after page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from graph.model import BlockKind
from graph.reading.lines import Line

_PAGE_NUMBER = re.compile(
    r"(?:(?:[Ss]ide|[Pp]age|[Ss]\.)\s*(?:nr\.?\s*)?)?[-–|]?\s*\d{1,3}\s*(?:(?:av|of|/)\s*\d{1,3})?\s*[-–|]?"
)
_PLACEHOLDER = re.compile(r"(?:Klikk eller trykk|Klikk|Trykk|Click or tap) (?:her )?.{0,40}(?:tekst|text|dato|date)\.?")
_CONTENTS_ENTRY = re.compile(r".{1,200}?(?:\.{4,}|(?:\. ){4,}|…{2,}|_{4,})\s*\d{1,3}")
_CONTACT = re.compile(r"(?:www\.|\w@\w|\b[Oo]rg\.? ?nr|\b(?!19|20)\d{4} [A-ZÆØÅ]\w{2,20}\b[^.]{0,20}(?:$|[|◦•·]))")
_DIGITS = re.compile(r"\d+")
_FARTHEST = 3
_LONGEST = 160
_LONGEST_ENTRY = 400
_TITLE_SIZE = 1.15


def is_placeholder(words: str) -> bool:
    """Whether the words are the prompt of a form field that nobody filled in."""
    return bool(_PLACEHOLDER.fullmatch(words))


def with_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that are page furniture with that role."""
    found = furniture_of(lines)
    return [
        line._replace(role=BlockKind.PAGE_FURNITURE) if position in found else line
        for position, line in enumerate(lines)
    ]


def furniture_of(lines: Sequence[Line]) -> frozenset[int]:
    """The positions, in the given sequence, of the lines that are page furniture."""
    numbers = {position for position in range(len(lines)) if _is_page_number(lines, position)}
    entries = {
        position
        for position, line in enumerate(lines)
        if line.text[-1:].isdigit() and len(line.text) <= _LONGEST_ENTRY and _CONTENTS_ENTRY.fullmatch(line.text)
    }
    return frozenset(numbers | entries | set(_repeated_contacts(lines)) | set(_repeated_at_edges(lines, numbers)))


def _is_page_number(lines: Sequence[Line], position: int) -> bool:
    line = lines[position]
    if len(line.text) > 20 or not _PAGE_NUMBER.fullmatch(line.text):  # noqa: PLR2004 - "Side 12 av 14" and some air
        return False
    before = line.gap or position == 0 or line.page != lines[position - 1].page
    after = position + 1 == len(lines) or lines[position + 1].gap or lines[position + 1].page != line.page
    return bool(after or (before and not line.text.isdigit()))


def _repeated_contacts(lines: Sequence[Line]) -> Iterator[int]:
    """Addresses that are printed again and again: the foot of a letterhead, also where pages are unknown."""
    times = Counter(line.text for line in lines)
    contacts = {text for text, count in times.items() if count > 1 and _CONTACT.search(text[:_LONGEST])}
    yield from (position for position, line in enumerate(lines) if line.text in contacts)


def _repeated_at_edges(lines: Sequence[Line], numbers: set[int]) -> Iterator[int]:
    """Lines with the same words, digits aside, that stand at the edges of two pages or more."""
    places: dict[str, list[int]] = defaultdict(list)
    for position in sorted(_edge_positions(lines, numbers)):
        places[_pattern(lines[position])].append(position)
    everywhere = Counter(_pattern(line) for line in lines) if places else Counter[str]()
    for pattern, positions in places.items():
        pages = {lines[position].page for position in positions}
        repeated = len(pages) > 1 or (len(positions) > 1 and not _has_pages(lines))
        if repeated and 2 * len(positions) > everywhere[pattern] and len(pattern) <= _LONGEST:
            yield from (position for position in positions if not _is_title_like(lines[position]))


def _is_title_like(line: Line) -> bool:
    """Whether the line is set large on the first page: a title, even where later pages repeat it."""
    return line.page == 0 and line.size > _TITLE_SIZE


def _pattern(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())


def _has_pages(lines: Sequence[Line]) -> bool:
    return bool(lines) and lines[-1].page > 0


def _edge_positions(lines: Sequence[Line], numbers: set[int]) -> Iterator[int]:
    """Positions within three lines of a page's edge; where pages are unknown, lines beside a page number."""
    if not _has_pages(lines):
        for number in numbers:
            yield from (near for near in (number - 1, number + 1) if 0 <= near < len(lines) and near not in numbers)
        return
    starts = [position for position, line in enumerate(lines) if position == 0 or line.page != lines[position - 1].page]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        inside = range(start, end)
        yield from {*inside[:_FARTHEST], *inside[-_FARTHEST:]} - numbers
