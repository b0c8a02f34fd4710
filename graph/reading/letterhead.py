"""The top of a letter: its title, and the lines with addresses, dates and references around it."""

import re
from collections.abc import Iterator, Sequence

from graph.model import BlockKind
from graph.reading.passages import Passage

_LONGEST_LINE = 140
_LONGEST_TITLE = 260
_LONGEST_FIELDS = 300
_PREAMBLE = 40
_FEWEST_LETTERS = 5
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
    r"|\d{1,2}\.\d{1,2}\.? 20\d\d|\d{4}-\d\d-\d\d"
)
_CONTACT = re.compile(
    r"(?:(?:post|besøks|faktura)?-?/?(?:faktura-?)?(?:adr|adresse)|postboks|pb|boks|tlf|telefon|tel|mobil|e-?post|mail|"
    r"org(?:anisasjons)?\.?\s?-?\s?n(?:r|ummer)?|bank(?:giro)?|iban|konto|faktura|sentralbord|internett|nettside|mva|web)"
    r"\w{0,8}\.?(?:\s?:.{0,90}|\s\+?\d.{0,60})?"
    r"|(?:[^!?]{0,80}, |[^!?]{0,80}(?<!\d)(?!19|20))\d{4} (?-i:[A-ZÆØÅ])[\w.-]{1,20}(?: [\w.-]{1,12}){0,2}"
    r"(?:[|•◦,-].{0,80})?"
    r"|\S{1,60}@\S{1,60}|(?:www\.|https?://)\S{1,120}|[^!?]{0,80}\w@\w[^!?]{0,80}"
    r"|(?:\+47 ?)?\d\d ?\d\d ?\d\d ?\d\d|\d{3} ?\d{3} ?\d{3}(?: MVA)?",
    re.IGNORECASE,
)
_LABEL = (
    r"(?:til|frå|fra|dato|emne|tema|att|kopi|deres|vår|våre|dykkar|dykk|sak|saks|arkiv|ref|ansvarlig|møte|utvalg|utval|"
    r"høringsinstans|høyringsinstans|kontaktperson|saksbehandler|saksbehandlar|from|to|date|subject|sent|our|your|side)"
)
_LABELLED = re.compile(
    rf"{_LABEL}\w{{0,16}}\.?(?: (?:ref|dato|nr|saks|arkiv|behandl|date)\w{{0,12}}\.?)?\s?:.{{0,90}}"
    r"|(?:til|frå|fra|att\.?|v/|to|from) (?-i:[A-ZÆØÅ])[\w-]{1,40}(?: [\w&,-]{1,30}){0,7}"
    r"|(?:deres|vår|dykkar|our|your) ref\w{0,8}\.?.{0,40}|side \d.{0,20}|unntatt .{0,90}|u\.?off.{0,60}",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?:^|\s)[A-ZÆØÅ][\w.-]{1,24}(?: [\w.]{1,12})?:\s")
_ADDRESSEE = re.compile(
    r"(?:til )?(?:[\w-]{1,30},? ){0,4}[\w-]{0,30}(?:departement|direktorat|utval)\w{0,4}"
    r"(?: v/.{1,40})?(?: \(\w{2,6}\))?",
    re.IGNORECASE,
)
_DAY = re.compile(rf"(?:\w{{2,20}},? )?(?:den )?(?:{_DATE})", re.IGNORECASE)
_PLACE_AND_DATE = re.compile(rf"[^!?]{{0,40}}\b(?:{_DATE})", re.IGNORECASE)


def with_letterhead(passages: Sequence[Passage]) -> Iterator[Passage]:
    """What stands before the first running text is letterhead, but for the title; so are contact details anywhere."""
    end = _preamble_end(passages)
    title = _title_position(passages[:end])
    labels = [position for position in range(end) if _is_address_or_label(passages[position])]
    last = end - 1 if title is None else max([title, *labels])
    for position, passage in enumerate(passages):
        if position == title:
            yield passage._replace(kind=BlockKind.HEADING, level=1, span=passage.whole_span)
        elif _is_letterhead(passage, above_body=position <= last, above_title=position < (title or 0)):
            yield passage._replace(kind=BlockKind.LETTERHEAD, level=0)
        else:
            yield passage


def _is_letterhead(passage: Passage, *, above_body: bool, above_title: bool) -> bool:
    """Whether a passage belongs to the letterhead, by where it stands; a marked heading only does above the title."""
    if passage.kind not in {None, BlockKind.HEADING, BlockKind.TABLE_CELL}:
        return False
    if passage.kind is BlockKind.TABLE_CELL and (passage.ends_sentence or not above_body):
        return False
    if passage.is_marked and not above_title:
        return False
    return above_body or _is_contact(passage) or _has_fields(passage)


def _is_contact(passage: Passage) -> bool:
    if passage.is_sentence:
        return False
    return bool(_CONTACT.fullmatch(passage.words) or _DAY.fullmatch(passage.words))


def _has_fields(passage: Passage) -> bool:
    """Whether the passage holds several lines of the form “Dato: 1. mai”."""
    is_short = len(passage.words) <= _LONGEST_FIELDS and not passage.ends_sentence
    return is_short and passage.lines > 1 and len(_FIELD.findall(passage.words)) > 1


def _is_address_or_label(passage: Passage) -> bool:
    words = passage.words
    if passage.has_tab or _has_fields(passage):
        return True
    if any(form.fullmatch(words) for form in (_CONTACT, _LABELLED, _PLACE_AND_DATE)):
        return True
    return bool(_ADDRESSEE.fullmatch(words)) and not _speaks(passage)


def _preamble_end(passages: Sequence[Passage]) -> int:
    """The position of the first running text; 0 where nothing like it comes soon."""
    for position, passage in enumerate(passages[:_PREAMBLE]):
        if passage.kind is BlockKind.PAGE_FURNITURE:
            continue
        if passage.kind not in _LOOSE or len(passage.words) > _LONGEST_TITLE:
            return position
        if (passage.leads_in and not _SPEAKS_OF_RESPONSE.match(passage.words)) or (
            len(passage.words) > _LONGEST_LINE and passage.ends_sentence
        ):
            return position
        if passage.kind is BlockKind.LIST_ITEM and not passage.label:
            return position
        if passage.is_sentence and not _is_address_or_label(passage):
            return position
    return min(len(passages), _PREAMBLE) if len(passages) > _PREAMBLE else 0


def _title_position(preamble: Sequence[Passage]) -> int | None:
    """The position of the title: what speaks of a response, is set largest, is marked as a heading, or comes first."""
    able = [position for position, passage in enumerate(preamble) if _may_be_title(passage)]
    return max(able, key=lambda position: _title_rank(preamble[position], position), default=None)


def _may_be_title(passage: Passage) -> bool:
    if passage.kind not in {None, BlockKind.HEADING, BlockKind.LIST_ITEM}:
        return False
    if sum(map(str.isalpha, passage.words)) < _FEWEST_LETTERS:
        return False
    return not _is_address_or_label(passage) or (_speaks(passage) and passage.lines == 1 and not passage.has_tab)


def _speaks(passage: Passage) -> bool:
    """Whether the words name a consultation or an answer to one."""
    return bool(_SPEAKS_OF_RESPONSE.search(passage.words))


def _title_rank(passage: Passage, position: int) -> tuple[bool, float, bool, bool, int]:
    speaks = _speaks(passage) and not _is_address_or_label(passage)
    is_list = passage.kind is BlockKind.LIST_ITEM
    return (speaks and not is_list, round(passage.prominence, 1), passage.is_marked, passage.bold, -position)
