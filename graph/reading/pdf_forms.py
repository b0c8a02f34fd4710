"""What people filled in on a PDF form: ticks and text in its fields, placed where they show on the page."""

import ctypes
from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from graph.reading.pdf_page import Segment

_LETTER_HEIGHT = 11.0


def answers_of(pdf: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[Segment]:
    """Ticked and unticked boxes as ☒ and ☐, and the text of fields, as segments of the page."""
    if pdf.formenv is None:
        return
    for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        try:
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET:
                yield from _answer(pdf.formenv.raw, annotation)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _answer(form: ctypes.c_void_p, annotation: ctypes.c_void_p) -> Iterator[Segment]:
    rectangle = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(annotation, rectangle):
        return
    bottom, top = sorted((rectangle.bottom, rectangle.top))
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in {raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON}:
        sign = "☒" if raw.FPDFAnnot_IsChecked(form, annotation) else "☐"
        yield Segment(rectangle.left, bottom, rectangle.right, top, sign)
    elif kind in {raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX}:
        yield from _written(_value(form, annotation), rectangle.left, rectangle.right, top)


def _written(value: str, left: float, right: float, top: float) -> Iterator[Segment]:
    """The lines of a filled-in field, from the top of its rectangle down."""
    for number, line in enumerate(value.splitlines()):
        level = top - number * 1.2 * _LETTER_HEIGHT
        if line.strip():
            yield Segment(left, level - _LETTER_HEIGHT, right, level, line.strip())


def _value(form: ctypes.c_void_p, annotation: ctypes.c_void_p) -> str:
    return _string(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))


def _string(fill: Callable[[ctypes.Array[ctypes.c_ushort] | None, int], int]) -> str:
    """What a function of the library writes, which it first asks for the size of."""
    size = fill(None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    fill(buffer, size)
    return bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", errors="replace")
