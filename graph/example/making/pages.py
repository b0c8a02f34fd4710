"""The pages of a source: a letter with a header and a foot on each page, or two columns under a title."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph.example.making.metrics import BOLD, REGULAR, width
from graph.example.making.pdf import PAGE_WIDTH, Line, pdf_bytes
from graph.example.making.sources import Passage, Source

_TOP, _BOTTOM, _MARGIN, _GUTTER = 770, 90, 71, 24
_SIZES = {"# ": 15, "## ": 12.5}


@dataclass(frozen=True, slots=True)
class Look:
    """How the passages of a page are set: its text size, leading, and the words that may be parted."""

    size: float
    measure: float
    hyphens: Mapping[str, str] = field(default_factory=dict)

    def size_of(self, passage: Passage) -> float:
        """The size of a passage's letters: headings are larger."""
        return max(self.size, _SIZES.get(passage.sign, 0) * self.size / 11)

    def lines(self, passage: Passage) -> list[str]:
        """A passage broken into lines that fit the measure."""
        letters = BOLD if passage.sign else REGULAR
        size = self.size_of(passage)
        return [part for line in passage.lines for part in self._broken(line, size, letters)]

    def _broken(self, line: str, size: float, letters: Mapping[str, int]) -> Iterator[str]:
        current = ""
        for word in line.split():
            longer = f"{current} {word}" if current else word
            if width(longer, size, letters) <= self.measure:
                current = longer
                continue
            head, _, tail = self.hyphens.get(word, "").partition("-")
            if tail and width(f"{current} {head}-", size, letters) <= self.measure:
                yield f"{current} {head}-"
                current = tail
            else:
                yield current
                current = word
        yield current


def letter_bytes(source: Source) -> bytes:
    """A PDF letter: one column, the sender above and an address and the page's number below, on every page."""
    look = Look(size=11.5, measure=PAGE_WIDTH - 2 * _MARGIN)
    pages: list[list[Line]] = [[]]
    y: float = _TOP
    for number, passage in enumerate(source.passages):
        following = source.passages[number + 1 : number + 2] if passage.sign else ()
        y -= look.size * 0.6 if passage.sign else 0
        if y - sum(_height(part, look) for part in (passage, *following)) < _BOTTOM:
            pages.append([])
            y = _TOP
        pages[-1] += _set(passage, look, _MARGIN, y)
        y -= _height(passage, look)
    furnished = [[*_furniture(source, number, len(pages)), *page] for number, page in enumerate(pages, start=1)]
    return pdf_bytes(furnished, _title(source))


def columns_bytes(source: Source) -> bytes:
    """A PDF of two columns under a title and a letterhead that span the page."""
    head = [passage for passage in source.passages if not _is_body(passage, source)]
    whole = Look(size=10, measure=PAGE_WIDTH - 2 * _MARGIN)
    lines: list[Line] = []
    top: float = _TOP
    for passage in head:
        lines += _set(passage, whole, _MARGIN, top)
        top -= _height(passage, whole)
    narrow = Look(size=10, measure=(PAGE_WIDTH - 2 * _MARGIN - _GUTTER) / 2, hyphens=_hyphens(source))
    body = [passage for passage in source.passages if _is_body(passage, source)]
    return pdf_bytes(_columns(body, narrow, lines, top, source), _title(source))


def _columns(body: list[Passage], look: Look, page: list[Line], top: float, source: Source) -> list[list[Line]]:
    flow = [(passage, line, number) for passage in body for number, line in enumerate(look.lines(passage))]
    x, y = float(_MARGIN), top
    for passage, text, number in flow:
        if number == 0:
            y -= look.size * (0.9 if passage.sign else 0.5)
        if y - look.size * 1.3 * (3 if passage.sign else 1) < _BOTTOM and x == _MARGIN:
            x, y = _MARGIN + look.measure + _GUTTER, top - look.size * 0.5
        page.append(Line(x, y, text, look.size_of(passage), bold=bool(passage.sign)))
        y -= look.size * 1.3
    page.append(Line(_MARGIN, 40, source.setting("footer"), 8))
    return [page]


def _is_body(passage: Passage, source: Source) -> bool:
    first = next(place for place, one in enumerate(source.passages) if one.sign == "## ")
    return source.passages.index(passage) >= first


def _hyphens(source: Source) -> dict[str, str]:
    return {word.replace("-", "", 1): word for word in source.setting("hyphens").split()}


def _title(source: Source) -> str:
    return next(passage.words for passage in source.passages if passage.sign == "# ")


def _furniture(source: Source, number: int, pages: int) -> list[Line]:
    return [
        Line(_MARGIN, 805, source.setting("header"), 9, bold=True),
        Line(_MARGIN, 40, source.setting("footer"), 8),
        Line(PAGE_WIDTH - _MARGIN - 50, 40, f"Side {number} av {pages}", 8),
    ]


def _height(passage: Passage, look: Look) -> float:
    size = look.size_of(passage)
    return len(look.lines(passage)) * size * 1.3 + look.size * (0.3 if passage.sign else 0.9)


def _set(passage: Passage, look: Look, x: float, y: float) -> list[Line]:
    size = look.size_of(passage)
    return [
        Line(x, y - place * size * 1.3, text, size, bold=bool(passage.sign))
        for place, text in enumerate(look.lines(passage))
    ]
