"""Letters written for the tests, and what is recognised in them."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from graph.model import Consultation, Document, Metadata
from graph.reading import read
from graph.reading.metadata.recognition import recognise
from graph.registry import Registry


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The shipped registry."""
    return Registry.load()


@pytest.fixture(scope="session")
def letter() -> Callable[..., Document]:
    """A document with the text of a letter, indented as it suits the test."""

    def document_of(text: str, name: str = "svar.txt") -> Document:
        return read(dedent(text).strip().encode(), name)

    return document_of


@pytest.fixture(scope="session")
def recognised(registry: Registry, letter: Callable[..., Document]) -> Callable[..., Metadata]:
    """What a letter says of itself."""

    def metadata_of(text: str, *consultations: Consultation) -> Metadata:
        return recognise(letter(text), registry, consultations)

    return metadata_of
