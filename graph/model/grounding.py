"""Quotes: whether they stand where they are said to, and how they are read and compared."""

import re
import unicodedata
from collections.abc import Iterator
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


_LINE_END_HYPHEN = re.compile(
    r"[-\u00ad](?:(?<=\w.)|(?<=\bog\s.)|(?<=\beller\s.))(?P<gap>\s*\n\s*)(?!(?:og|eller|and|or)\b)(?=[a-zæøå])"
)
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|www\.")
_LAST_WORD = re.compile(r"[^\s(«“\"'\[]*$")
_FARTHEST = 200
_PART_OF_A_WORD = 2


def reading_form(quote: str) -> str:
    r"""A quote as people read it: lines re-joined, hyphens that only break a word removed, white space folded.

    >>> reading_form("Kommunene må få bedre forut-\nsigbarhet  og tid.")
    'Kommunene må få bedre forutsigbarhet og tid.'
    >>> reading_form("helse-\nog omsorgstjenesten")
    'helse- og omsorgstjenesten'
    >>> reading_form("IKT-\nløsninger for e-\nhelse")
    'IKT-løsninger for e-helse'
    """
    joints = list(_joints(quote))
    if joints:
        starts, ends = (0, *(end for _, end in joints)), (*(start for start, _ in joints), len(quote))
        quote = "".join(quote[start:end] for start, end in zip(starts, ends, strict=True))
    return " ".join(quote.split())


def reading_offsets(quote: str) -> tuple[int, ...]:
    r"""For each character of a quote's reading form, where it stands in the quote.

    >>> reading_offsets("  for-\nslag  nå")
    (2, 3, 4, 7, 8, 9, 10, 11, 13, 14)
    """
    found: list[int] = []
    start = last = 0
    for joint in (*_joints(quote), (len(quote), len(quote))):
        for word in _WORD.finditer(quote, start, joint[0]):
            is_behind_a_gap = word.start() not in (start, last)
            found += (last, *range(*word.span())) if found and is_behind_a_gap else range(*word.span())
            last = word.end()
        start = joint[1]
    return tuple(found)


def _joints(quote: str) -> Iterator[tuple[int, int]]:
    """From where to where nothing is read, because a word goes on in the next line."""
    if "\n" not in quote or ("-" not in quote and "\u00ad" not in quote):
        return
    for match in _LINE_END_HYPHEN.finditer(quote):
        stays = match[0][0] == "-" and _keeps_hyphen(quote[max(0, match.start() - _FARTHEST) : match.start()])
        yield match.span("gap") if stays else match.span()


def _keeps_hyphen(before: str) -> bool:
    """Whether a hyphen behind these words is one of the word's own (IKT-, e-, Omsorg21-), not only the line's."""
    found = _LAST_WORD.search(before)
    word = found[0] if found else ""
    return len(word) < _PART_OF_A_WORD or word.isupper() or word[-1].isdigit() or bool(_ADDRESS.search(word))


_HYPHENS = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015"


@lru_cache(maxsize=64)
def folded(quote: str) -> str:
    r"""A quote for comparison: NFKC, case folded, without white space and hyphens, so that re-wrapping changes nothing.

    >>> folded("Vi støtter  for-\nslaget") == folded("vi støtter forslaget")
    True
    """
    letters = "".join(unicodedata.normalize("NFKC", quote).casefold().split())
    for hyphen in _HYPHENS:  # in less than half the time that a pattern takes
        letters = letters.replace(hyphen, "")
    return letters
