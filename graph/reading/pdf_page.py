"""The words on a page of a PDF, joined into segments: stretches of one line without a wide gap."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

_HYPHENS = "\ufffe\x02\xad"
"""What the library writes for a hyphen at the end of a line."""
_TOKEN = re.compile(rf"[^\s\x00{_HYPHENS}]+[{_HYPHENS}]?")
_WIDE_GAP = 1.2
"""How many times its height a gap must measure to end a segment; gaps in justified text are narrower."""
_SAME_LINE = 0.5
_SURROGATES = range(0xD8, 0xE0)
_BOLD_WEIGHT = 600
_SYMBOLS = {
    **dict.fromkeys("\uf0a8\uf06f\uf0a3\uf071", "☐"),
    **dict.fromkeys("\uf0fe\uf078\uf0fd\uf053\uf054", "☒"),
    **dict.fromkeys("\uf0b7\uf09f", "•"),
    **dict.fromkeys("\uf0a7\uf06e", "▪"),
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    **dict.fromkeys(_HYPHENS, "-"),
    "\uffff": "",
}
_UNCARRIABLE = dict.fromkeys([*range(9), 11, *range(14, 32), 127], "")
_REPLACEMENTS = _UNCARRIABLE | str.maketrans(_SYMBOLS)


@dataclass(slots=True)
class Segment:
    """Words that stand together on one line; coordinates in points, upwards from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str
    bold: bool = False
    longest: int = 0

    @property
    def height(self) -> float:
        """The height of its letters' boxes, which stands for their size."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height above the page's foot at which it stands."""
        return (self.top + self.bottom) / 2


def segments_of(page: pdfium.PdfPage) -> list[Segment]:
    """The text of a page in the order of its content stream."""
    text_page = page.get_textpage()
    try:
        return list(_joined(text_page.raw))
    finally:
        text_page.close()


def _joined(text_page: ctypes.c_void_p) -> Iterator[Segment]:
    text, count = _text(text_page)
    if not count:
        return
    box = _Boxes(text_page, exact=len(text) == count)
    current: Segment | None = None
    end = 0
    for token in _TOKEN.finditer(text):
        word = _word(token.group())
        if not word.strip():
            continue
        left, bottom, right, top = box.of(token.start(), token.end() - 1)
        broken = "\n" in text[end : token.start()] or "\r" in text[end : token.start()]
        if current and not broken and _is_near(current, left, bottom, top):
            current.bold = current.bold and box.is_bold(token.end() - 1)
            _append(current, (" " if token.start() > end else "") + word, right, bottom, top)
        else:
            if current:
                yield current
            current = Segment(left, bottom, right, top, word, box.is_bold(token.start()), len(word))
        end = token.end()
    if current:
        yield current


def _append(segment: Segment, word: str, right: float, bottom: float, top: float) -> None:
    """Put a word on the segment; the longest word gives the segment's height, since bullets and notes differ."""
    segment.text += word
    segment.right = max(segment.right, right)
    if len(word) > segment.longest:
        segment.longest, segment.bottom, segment.top = len(word), bottom, top


def _text(text_page: ctypes.c_void_p) -> tuple[str, int]:
    count = raw.FPDFText_CountChars(text_page)
    if count <= 0:
        return "", 0
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer)
    # One unit a character: a surrogate pair must not shift the positions that follow it.
    units = bytes(buffer)[: 2 * max(0, written - 1)]
    return units.decode("utf-16-le", errors="surrogatepass") if _has_no_pairs(units) else _unpaired(units), count


def _has_no_pairs(units: bytes) -> bool:
    return not any(high in _SURROGATES for high in units[1::2])


def _unpaired(units: bytes) -> str:
    return "".join(chr(low | high << 8) for low, high in zip(units[::2], units[1::2], strict=True))


def _word(token: str) -> str:
    return token.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").translate(_REPLACEMENTS)


def _is_near(segment: Segment, left: float, bottom: float, top: float) -> bool:
    height = max(segment.height, 1.0)
    on_line = min(segment.top, top) - max(segment.bottom, bottom) > _SAME_LINE * min(height, max(top - bottom, 1.0))
    return on_line and -height < left - segment.right < _WIDE_GAP * height


class _Boxes:
    """The places of characters; they are asked for one by one, so only for the first and last of each word."""

    def __init__(self, text_page: ctypes.c_void_p, *, exact: bool) -> None:
        self._text_page = text_page
        self._exact = exact
        self._first = raw.FS_RECTF()
        self._last = raw.FS_RECTF()

    def of(self, first: int, last: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a word."""
        raw.FPDFText_GetLooseCharBox(self._text_page, self._index(first), self._first)
        if first == last:
            return self._first.left, self._first.bottom, self._first.right, self._first.top
        raw.FPDFText_GetLooseCharBox(self._text_page, self._index(last), self._last)
        return (
            min(self._first.left, self._last.left),
            self._first.bottom,
            max(self._first.right, self._last.right),
            self._first.top,
        )

    def is_bold(self, position: int) -> bool:
        """Whether a character is set in bold letters."""
        index = self._index(position)
        if raw.FPDFText_GetFontWeight(self._text_page, index) >= _BOLD_WEIGHT:
            return True
        name = ctypes.create_string_buffer(128)
        raw.FPDFText_GetFontInfo(self._text_page, index, name, 128, None)
        return b"bold" in name.value.lower()

    def _index(self, position: int) -> int:
        return position if self._exact else int(raw.FPDFText_GetCharIndexFromTextIndex(self._text_page, position))
