"""Literals in the one form in which they are written."""

from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal

from graph.namespaces import XSD

_TAGS = {"nb", "nn", "en", "da", "sv", "se"}


def text_literal(text: str, language: str) -> Literal:
    """Text in a language; without a tag where the language is not one that we recognise."""
    return Literal(text, language=language) if language in _TAGS else Literal(text)


@lru_cache(maxsize=1024)
def confidence_literal(confidence: float) -> Literal:
    """A confidence with at most two decimals, written as stores write it, so that files and stores agree.

    >>> confidence_literal(0.5).value, confidence_literal(1).value
    ('0.5', '1')
    """
    rounded = Decimal(str(round(confidence, 2))).normalize()
    return Literal(f"{rounded:f}", datatype=XSD.decimal)
