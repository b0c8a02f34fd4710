"""PDF: pages in, one text and its blocks out; a PDF without a text layer is refused."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium

from graph.errors import UnreadableDocumentError
from graph.model import BlockKind
from graph.reading.composition import carriable
from graph.reading.content import Content
from graph.reading.furniture import furniture_of
from graph.reading.legibility import has_letters, is_legible
from graph.reading.lines import Line
from graph.reading.paragraphs import gathered, passages_of
from graph.reading.pdf_forms import answers_of
from graph.reading.pdf_layout import Row, rows_of
from graph.reading.pdf_page import segments_of
from graph.reading.roles import blocks_of

_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_MOST_PAGES = 3000
_SMALL_PRINT = 0.88
_FOOT = 0.45
_EDGE = 0.14
_ENOUGH_LINES = 8
_WIDEST_SPACING = 2.2


def read_pdf(content: bytes, name: str) -> Content:
    """The text and blocks of a PDF.

    Raises:
        UnreadableDocumentError: when it is damaged, locked or scanned.
    """
    with _opened(content, name) as pdf:
        pages = [_page(pdf, number, name) for number in range(len(pdf))]
        properties = _properties(pdf)
    _check_text_layer(pages, name)
    lines = _set_out(_ordered(_lines(pages)))
    text = _text(lines)
    blocks = blocks_of(passages_of(text, lines))
    return Content("application/pdf", text, blocks, _page_starts(lines, len(pages)), properties=properties)


def _check_text_layer(pages: Sequence["_Page"], name: str) -> None:
    text = "\n".join(row.text for page in pages for row in page.rows)
    if not has_letters(text):
        remedy = "Run text recognition on it first, for instance: ocrmypdf --language nor in.pdf out.pdf"
        raise UnreadableDocumentError(name, "the PDF has no text layer; it is probably a scan", remedy)
    if not is_legible(text):
        remedy = "Run text recognition over it, for instance: ocrmypdf --force-ocr --language nor in.pdf out.pdf"
        raise UnreadableDocumentError(name, "the letters of the PDF's text layer make no words", remedy)


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            remedy = "Open it with its password and save a copy without one."
            raise UnreadableDocumentError(name, "the PDF is locked with a password", remedy) from error
        remedy = "Fetch the file again, or open it in a PDF reader and save a copy."
        raise UnreadableDocumentError(name, "the PDF is damaged or not complete", remedy) from error
    try:
        if len(pdf) > _MOST_PAGES:
            raise UnreadableDocumentError(name, f"it has more than {_MOST_PAGES} pages", "Divide it into parts.")
        if pdf.get_formtype():
            pdf.init_forms()
        yield pdf
    finally:
        pdf.close()


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of one page, and how tall it is."""

    rows: Sequence[Row]
    height: float

    def is_edge(self, row: Row) -> bool:
        """Whether a line stands where headers and footers do."""
        return not _EDGE * self.height < row.bottom < (1 - _EDGE) * self.height


def _page(pdf: pdfium.PdfDocument, number: int, name: str) -> _Page:
    try:
        page = pdf[number]
    except pdfium.PdfiumError as error:
        remedy = "Fetch the file again, or open it in a PDF reader and save a copy."
        raise UnreadableDocumentError(name, f"page {number + 1} of the PDF is damaged", remedy) from error
    try:
        return _Page(rows_of([*segments_of(page), *answers_of(pdf, page)]), page.get_height())
    finally:
        page.close()


def _properties(pdf: pdfium.PdfDocument) -> Mapping[str, str]:
    """What the file says of itself; its date as 2026-03-31."""
    known = {"Title": "title", "Author": "author", "Subject": "subject"}
    found = {key: carriable(_property(pdf, field)).strip() for field, key in known.items()}
    created = _DATE.match(_property(pdf, "CreationDate"))
    found["created"] = "-".join(created.groups()) if created else ""
    return {key: value for key, value in found.items() if value}


def _property(pdf: pdfium.PdfDocument, field: str) -> str:
    try:
        return str(pdf.get_metadata_value(field))
    except UnicodeDecodeError:
        return ""


# ── Lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _lines(pages: Sequence[_Page]) -> list[Line]:
    """The lines of all pages in reading order, their offsets still to be set."""
    body = _body_height(pages)
    lines: list[Line] = []
    usual = min(_usual_distance([row for page in pages for row in page.rows], 0.0), _WIDEST_SPACING * body)
    for number, page in enumerate(pages):
        here = _usual_distance(page.rows, usual)
        gaps = [_has_space_above(page.rows, position, here) for position in range(len(page.rows))]
        found = [_line(row, number, body, is_parted=gap) for row, gap in zip(page.rows, gaps, strict=True)]
        lines += _with_page_roles(page, found)
    return _with_furniture(pages, lines)


def _body_height(pages: Sequence[_Page]) -> float:
    """The height of the letters in which most of the text is set."""
    heights: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            heights[round(row.height, 1)] += len(row.text)
    return max(heights, key=lambda height: (heights[height], height))


def _line(row: Row, page: int, body: float, *, is_parted: bool) -> Line:
    letter = max(0.5, (row.right - row.left) / max(1, len(row.text)))
    return Line(
        start=0,
        end=len(row.text),
        text=row.text,
        gap=int(is_parted),
        indent=max(0.0, row.left - row.column_left) / letter,
        room=max(0.0, row.column_right - row.right) / letter,
        page=page,
        size=round(row.height / body, 2) if body else 1.0,
        bold=row.bold,
    )


def _has_space_above(rows: Sequence[Row], position: int, usual: float) -> bool:
    """Whether more space than between the lines of a paragraph stands above a line."""
    if position == 0 or rows[position].column != rows[position - 1].column:
        return True
    here = rows[position - 1].bottom - rows[position].bottom
    letters = min(rows[position].height, rows[position - 1].height)
    return here > max(1.3 * usual, usual + 2.5, 1.3 * letters) or here < 0


def _usual_distance(rows: Sequence[Row], otherwise: float) -> float:
    """The distance between the lines of a paragraph; that of the whole document where a page has too few lines."""
    distances = sorted(first.bottom - second.bottom for first, second in pairwise(rows) if first.bottom > second.bottom)
    is_enough = len(distances) >= _ENOUGH_LINES or (distances and not otherwise)
    return distances[len(distances) // 4] if is_enough else otherwise


def _with_page_roles(page: _Page, lines: Sequence[Line]) -> list[Line]:
    """The lines of a page; small print at its foot is footnotes from the first that opens with a number on."""
    found: list[Line] = []
    in_notes = False
    for row, line in zip(page.rows, lines, strict=True):
        small = line.size <= _SMALL_PRINT and row.top < _FOOT * page.height
        in_notes = small and (in_notes or line.text[:1].isdigit())
        is_furniture = small and row.top < _EDGE * page.height
        role = BlockKind.FOOTNOTE if in_notes else BlockKind.PAGE_FURNITURE if is_furniture else None
        found.append(line._replace(role=role))
    return found


def _with_furniture(pages: Sequence[_Page], lines: Sequence[Line]) -> list[Line]:
    """Headers and footers, looked for in the order in which lines stand on the page, not that of reading."""
    rows = [(page, row) for page in pages for row in page.rows]
    downward = sorted(range(len(lines)), key=lambda position: (lines[position].page, -rows[position][1].top, position))
    furniture = {downward[found] for found in furniture_of([lines[position] for position in downward])}
    return [
        line._replace(role=BlockKind.PAGE_FURNITURE)
        if position in furniture and rows[position][0].is_edge(rows[position][1])
        else line
        for position, line in enumerate(lines)
    ]


# ── Text ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _ordered(lines: Sequence[Line]) -> list[Line]:
    """The lines, what stands at a page's edges coming after the paragraph that runs over it, which so stays whole."""
    body = [line for line in lines if line.role is None]
    ends = {id(gathering.last) for gathering in gathered(body)}
    ordered: list[Line] = []
    waiting: list[Line] = []
    is_inside = False
    for line in lines:
        if line.role is not None:
            waiting.append(line)
            continue
        if not is_inside:
            ordered += waiting
            waiting = []
        ordered.append(line)
        is_inside = id(line) not in ends
    return [*ordered, *waiting]


def _set_out(lines: Sequence[Line]) -> list[Line]:
    """The lines with their offsets in the text."""
    placed: list[Line] = []
    offset = 0
    for line in lines:
        if placed:
            offset += 1 + _is_parted(placed[-1], line)
        placed.append(line._replace(start=offset, end=offset + len(line.text)))
        offset += len(line.text)
    return placed


def _is_parted(before: Line, line: Line) -> bool:
    return bool(line.gap) or before.page != line.page or before.role is not line.role


def _text(lines: Sequence[Line]) -> str:
    parts: list[str] = []
    for position, line in enumerate(lines):
        if position:
            parts.append("\n\n" if _is_parted(lines[position - 1], line) else "\n")
        parts.append(line.text)
    return "".join(parts)


def _page_starts(lines: Sequence[Line], pages: int) -> tuple[int, ...]:
    """Where each page's first line stands; a page without text begins where the next one does."""
    starts: dict[int, int] = {}
    for line in lines:
        starts.setdefault(line.page, line.start)
    found: list[int] = []
    following = lines[-1].end
    for page in range(pages - 1, -1, -1):
        following = min(following, starts.get(page, following))
        found.append(following)
    return tuple(reversed([*found[:-1], 0]))
