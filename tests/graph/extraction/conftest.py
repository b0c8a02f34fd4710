"""Documents of our own, and the extractor that reads them."""

import re
from collections.abc import Callable

import pytest

from graph.extraction import ExplainingExtractor, open_extractor
from graph.extraction.lexicon import Lexicon, load_lexicon
from graph.model import (
    Actor,
    Block,
    BlockKind,
    Consultation,
    Document,
    Extraction,
    Metadata,
    Part,
    Response,
    Span,
)
from graph.registry import Registry

Extract = Callable[..., Extraction]
SENDER = Actor("eksempel-kommune", "Eksempel kommune", "kommune")


@pytest.fixture(scope="session")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def extractor(registry: Registry) -> ExplainingExtractor:
    return open_extractor(registry)


@pytest.fixture(scope="session")
def paragraphs() -> Callable[[str], Document]:
    """Makes documents of which each line is a block."""
    return document_of


@pytest.fixture(scope="session")
def extract(extractor: ExplainingExtractor) -> Extract:
    """Extracts the statements and mentions of a text that the example municipality sends."""

    def extracted(text: str, consultation: Consultation | None = None, language: str = "nb") -> Extraction:
        document = document_of(text)
        metadata = Metadata(senders=(SENDER,), language=language)
        return extractor(document, Response("svar", metadata, (Part(document),)), consultation)

    return extracted


def document_of(text: str) -> Document:
    """A document with a block for each paragraph, heading (#) and option of a text."""
    lines = re.finditer(r"^(?:#+ )?(?P<words>[^\n]+)", text, re.MULTILINE)
    blocks = [Block(Span(*line.span("words")), *_role(line.group())) for line in lines]
    return Document("svar.txt", "text/plain", "0", text, tuple(blocks))


def _role(line: str) -> tuple[BlockKind, int]:
    if line.startswith("#"):
        return BlockKind.HEADING, line.count("#")
    marks = {"☒": BlockKind.TICKED_OPTION, "☐": BlockKind.UNTICKED_OPTION, "?": BlockKind.FORM_QUESTION}
    return marks.get(line[0]) or marks.get(line[-1]) or BlockKind.PARAGRAPH, 0
