"""Documents made on the spot, and a view of their blocks that reads well in assertions."""

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from graph.model import Document

type_line = tuple[float, float, str]


def blocks(document: Document) -> list[tuple[str, str]]:
    """Kind and folded words of every block."""
    return [(block.kind.value, " ".join(block.span.of(document.text).split())) for block in document.blocks]


@pytest.fixture(scope="session")
def blocks_of() -> Callable[[Document], list[tuple[str, str]]]:
    return blocks


@pytest.fixture(scope="session")
def pdf() -> Callable[..., bytes]:
    """A maker of PDFs: each page is a list of (x, y, text) or (x, y, text, size, font)."""

    def make(
        *pages: list[tuple[object, ...]], draw: Callable[[Canvas], None] | None = None, **options: object
    ) -> bytes:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=A4, invariant=1, **options)
        for page in pages:
            for x, y, text, *style in page:
                size = style[0] if style else 11
                canvas.setFont(style[1] if len(style) > 1 else "Helvetica", size)
                canvas.drawString(x, y, text)
            if draw is not None:
                draw(canvas)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return make
