"""The top of a letter: its title, and the lines with addresses, dates and references around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.model import BlockKind
from graph.reading.passages import Passage

_LONGEST_LINE = 140
_LONGEST_TITLE = 260
_PREAMBLE = 40
_SHORTEST_TITLE = 6
_LOOSE = frozenset(
    {None, BlockKind.HEADING, BlockKind.LETTERHEAD, BlockKind.PAGE_FURNITURE, BlockKind.TABLE_CELL, BlockKind.LIST_ITEM}
)

_SPEAKS_OF_RESPONSE = re.compile(
    r"(?:innspill?|innspel|høyring|høring|uttal|notat|merknad|svar|ytring|response|submission|consultation|comments|"
    r"hearing|vedr|tilsvar|kommentar)",
    re.IGNORECASE,
)
_DATE = (
    r"\d{1,2}\.\s?(?:\d{1,2}\.\s?|(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)[a-z]{0,6}\.?\s)(?:20)?\d\d\.?"
    r"|\d{4}-\d\d-\d\d"
)
_CONTACT = re.compile(
    r"(?:(?:post|besøks|faktura)?adresse|postboks|pb\.?|boks|tlf|telefon|tel|e-?post|mail|org(?:anisasjons)?\.?\s?-?\s?n|"
    r"bank(?:giro)?|konto|faktura|sentralbord|internett|mva|web)[^!?]{0,90}"
    r"|[^!?]{0,80}\b\d{4} [A-ZÆØÅ][\w .-]{1,30}(?:[|•◦,-].{0,80})?"
    r"|\S{1,60}@\S{1,60}|(?:www\.|https?://)\S{1,120}|[\w.+-]{1,60}@[\w.-]{1,60}\s.{0,60}"
    r"|(?:\+47 ?)?\d\d ?\d\d ?\d\d ?\d\d|\d{3} ?\d{3} ?\d{3}(?: MVA)?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:til|frå|fra|dato|emne|tema|att|v/|kopi|deres|vår|dykkar|dykk|sak\w{0,16}|arkiv\w{0,10}|ref\w{0,10}|ansvarlig|"
    r"side|from|to|date|subject|sent|our|your|unntatt|u\.?off)\b[^.!?]{0,90}",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(
    r"(?:[\w ,og-]{0,60}departement\w{0,4}|.{0,40}(?:direktorat|utval)\w{0,4})(?: \(\w{2,6}\))?", re.IGNORECASE
)
_PLACE_AND_DATE = re.compile(rf"[^.!?]{{0,40}}\b(?:{_DATE})", re.IGNORECASE)


def with_letterhead(passages: Sequence[Passage]) -> Iterator[Passage]:
    """What stands before the first running text is letterhead, but for the title; so are contact details anywhere."""
    end = _preamble_end(passages)
    title = _title_position(passages[:end])
    for position, passage in enumerate(passages):
        if position == title:
            yield replace(passage, kind=BlockKind.HEADING, level=1, span=passage.whole_span)
        elif _is_letterhead(passage, position, title, end):
            yield replace(passage, kind=BlockKind.LETTERHEAD, level=0)
        else:
            yield passage


def _is_letterhead(passage: Passage, position: int, title: int | None, end: int) -> bool:
    if passage.kind not in {None, BlockKind.HEADING, BlockKind.TABLE_CELL} or passage.is_marked:
        return False
    if position >= end:
        return (
            passage.kind is not BlockKind.TABLE_CELL
            and bool(_CONTACT.fullmatch(passage.words))
            and not passage.is_sentence
        )
    if passage.kind is BlockKind.TABLE_CELL and passage.ends_sentence:
        return False
    if title is None or position < title or passage.has_tab:
        return True
    return passage.words.endswith(":") or _is_address_or_label(passage.words)


def _is_address_or_label(words: str) -> bool:
    return any(form.fullmatch(words) for form in (_CONTACT, _LABELLED, _PLACE_AND_DATE, _ADDRESSEE))


def _preamble_end(passages: Sequence[Passage]) -> int:
    """The position of the first running text; 0 where nothing like it comes soon."""
    for position, passage in enumerate(passages[:_PREAMBLE]):
        if passage.kind is BlockKind.PAGE_FURNITURE:
            continue
        if passage.kind not in _LOOSE or len(passage.words) > _LONGEST_TITLE:
            return position
        if passage.leads_in or (len(passage.words) > _LONGEST_LINE and passage.ends_sentence):
            return position
        if passage.kind is BlockKind.LIST_ITEM and not passage.label:
            return position
        if passage.is_sentence and not _is_address_or_label(passage.words):
            return position
    return min(len(passages), _PREAMBLE) if len(passages) > _PREAMBLE else 0


def _title_position(preamble: Sequence[Passage]) -> int | None:
    """The position of the title: what speaks of a response, is set largest, is marked as a heading, or comes first."""
    able = [position for position, passage in enumerate(preamble) if _may_be_title(passage)]
    return max(able, key=lambda position: _title_rank(preamble[position], position), default=None)


def _may_be_title(passage: Passage) -> bool:
    words = passage.words
    if passage.kind not in {None, BlockKind.HEADING, BlockKind.LIST_ITEM} or len(words) < _SHORTEST_TITLE:
        return False
    if passage.has_tab:
        return False
    return bool(_SPEAKS_OF_RESPONSE.search(words)) or not _is_address_or_label(words)


def _title_rank(passage: Passage, position: int) -> tuple[bool, float, bool, bool, int]:
    speaks = bool(_SPEAKS_OF_RESPONSE.search(passage.words)) and not _is_address_or_label(passage.words)
    is_list = passage.kind is BlockKind.LIST_ITEM
    return (speaks and not is_list, round(passage.prominence, 1), passage.is_marked, passage.bold, -position)
