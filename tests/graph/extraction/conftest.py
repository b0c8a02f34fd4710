"""Documents of our own, and the extractor that reads them."""

from collections.abc import Callable

import pytest

from graph.extraction import Extractor, open_extractor
from graph.extraction.lexicon import Lexicon, load_lexicon
from graph.model import Actor, Consultation, Document, Extraction, Metadata, Part, Response
from graph.reading import read
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
def extractor(registry: Registry) -> Extractor:
    return open_extractor(registry)


@pytest.fixture(scope="session")
def extract(extractor: Extractor) -> Extract:
    """Extracts the statements and mentions of a text that the example municipality sends."""

    def extracted(text: str, consultation: Consultation | None = None, language: str = "nb") -> Extraction:
        document = document_of(text)
        metadata = Metadata(senders=(SENDER,), language=language)
        return extractor(document, Response("svar", metadata, (Part(document),)), consultation)

    return extracted


def document_of(text: str) -> Document:
    return read(text.encode(), "svar.txt")
