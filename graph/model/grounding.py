"""Quotes: whether they stand where they are said to, and how they are read and compared."""

import re
import unicodedata
from functools import lru_cache

from graph.errors import UngroundedQuoteError
from graph.model.documents import Document
from graph.model.statements import Extraction


def check_grounding(document: Document, extraction: Extraction) -> None:
    """Refuse an extraction in which any quote differs from the text at its offsets.

    Raises:
        UngroundedQuoteError: for the first statement whose quote is not `text[start:end]`.
    """
    for statement in extraction.statements:
        span = statement.span
        if span.of(document.text) != statement.quote:
            raise UngroundedQuoteError(document.name, span.start, span.end, statement.quote)
    for mention in extraction.mentions:
        if mention.span.end > len(document.text):
            raise UngroundedQuoteError(document.name, mention.span.start, mention.span.end, mention.thing.name)


_JOINED_HYPHEN = re.compile(r"[-\u00ad](?<=\w.)\s*\n\s*(?!(?:og|eller|and|or)\b)(?=[a-zæøå])")
_WORD = re.compile(r"\S+")


def reading_form(quote: str) -> str:
    r"""A quote as people read it: lines re-joined, line-end hyphens removed, white space folded.

    >>> reading_form("Kommunene må få bedre forut-\nsigbarhet  og tid.")
    'Kommunene må få bedre forutsigbarhet og tid.'
    >>> reading_form("helse-\nog omsorgstjenesten")
    'helse- og omsorgstjenesten'
    """
    joined = _JOINED_HYPHEN.sub("", quote) if "\n" in quote and ("-" in quote or "\u00ad" in quote) else quote
    return " ".join(joined.split())


def reading_offsets(quote: str) -> tuple[int, ...]:
    r"""For each character of a quote's reading form, where it stands in the quote.

    >>> reading_offsets("  for-\nslag  nå")
    (2, 3, 4, 7, 8, 9, 10, 11, 13, 14)
    """
    found: list[int] = []
    start = last = 0
    for joint in (*(match.span() for match in _JOINED_HYPHEN.finditer(quote)), (len(quote), len(quote))):
        for word in _WORD.finditer(quote, start, joint[0]):
            is_behind_a_gap = word.start() not in (start, last)
            found += (last, *range(*word.span())) if found and is_behind_a_gap else range(*word.span())
            last = word.end()
        start = joint[1]
    return tuple(found)


_HYPHENS = re.compile(r"[\u00ad\u2010-\u2015-]+")


@lru_cache(maxsize=64)
def folded(quote: str) -> str:
    r"""A quote for comparison: NFKC, case folded, without white space and hyphens, so that re-wrapping changes nothing.

    >>> folded("Vi støtter  for-\nslaget") == folded("vi støtter forslaget")
    True
    """
    words = unicodedata.normalize("NFKC", quote).casefold().split()
    return _HYPHENS.sub("", "".join(words))
