"""Roles that markup does not tell, found alike for every format: from passages to blocks."""

import re
from collections.abc import Iterator, Sequence

from graph.model import Block, BlockKind
from graph.reading.furniture import is_placeholder
from graph.reading.headings import with_headings
from graph.reading.letterhead import with_letterhead
from graph.reading.passages import Passage

_OPTIONS = frozenset({BlockKind.TICKED_OPTION, BlockKind.UNTICKED_OPTION})
_MAY_ASK = frozenset({None, BlockKind.HEADING, BlockKind.LIST_ITEM})
_LONGEST_QUESTION = 500
_LONGEST_SIGNATURE_LINE = 110
_SIGNATURE_PASSAGES = 14
_MOST_QUESTION_MARKS = 2

_SECOND_PERSON = re.compile(
    r"\b(?:dere|deres|dykk|dykkar|du|din|ditt|(?:hørings|høyrings)instansen|you|your)\b", re.IGNORECASE
)
_NUMBERED_QUESTION = re.compile(
    r"(?:(?:spørsmål|question)\s)?(?:nr\.?\s)?\d{1,2}(?:\.\d{1,2}|[a-h])?[.):]?\s", re.IGNORECASE
)
_CLOSING = re.compile(
    r"(?:med\s+(?:vennlig|venleg|beste|god|hjertelig|hjarteleg)\w{0,3}\s+(?:hilsen|helsing)\w{0,4}"
    r"|(?:vennlig|venleg|beste|gode?|mange)\s+(?:hilsen|helsing)\w{0,4}"
    r"|m\.?v\.?h\b\.?|hilsen|helsing|vh|på vegne av|på vegner av|for (?:styret|leiargruppa)|rett utskrift"
    r"|med hilsen|med helsing"
    r"|(?:yours )?(?:sincerely|faithfully)(?: yours)?|(?:kind|best) regards"
    r"|\*?(?:dokumentet|brevet) er (?:elektronisk )?godkjent|\*?(?:brevet|dokumentet) er elektronisk)"
    r"(?:[\s,.:].{0,80})?",
    re.IGNORECASE,
)
_AFTER_SIGNATURE = re.compile(r"(?:vedlegg|kilder|kjelder|referanser|litteratur|kopi)\b", re.IGNORECASE)
_NOTE = re.compile(
    r"\d{1,2} [A-ZÆØÅ«“\"§–\[].{8,}|[¹²³⁴-⁹]{1,2}\s?\S.{6,}|(?:\d{1,2} )?(?:https?://|www\.)\S+(?: \d{1,2})?"
)


def blocks_of(passages: Sequence[Passage]) -> tuple[Block, ...]:
    """The blocks that the passages make, each with the role that its setting or its words and place give it."""
    found = list(passages)
    for rule in (_with_questions, _with_notes, with_headings, with_letterhead, _with_signatures):
        found = list(rule(found))
    return tuple(passage.block for passage in found)


# ── Forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_questions(passages: Sequence[Passage]) -> Iterator[Passage]:
    for position, passage in enumerate(passages):
        following = passages[position + 1].kind if position + 1 < len(passages) else None
        if is_placeholder(passage.words) or (passage.kind is None and passage.words.isdigit()):
            yield passage._replace(kind=BlockKind.PAGE_FURNITURE)
        elif passage.kind in _MAY_ASK and (following in _OPTIONS or _asks_the_reader(passage)):
            yield passage._replace(kind=BlockKind.FORM_QUESTION, level=0, span=passage.whole_span)
        else:
            yield passage


def _asks_the_reader(passage: Passage) -> bool:
    """Whether the words are a form's question to whoever fills it in, not the writer's own."""
    words = passage.words
    if not words.endswith("?") or len(words) > _LONGEST_QUESTION or words.count("?") > _MOST_QUESTION_MARKS:
        return False
    if passage.has_sentence_break:
        return False
    numbered = bool(passage.label) or bool(_NUMBERED_QUESTION.match(words))
    to_reader = bool(_SECOND_PERSON.search(words))
    return (numbered and (to_reader or passage.kind is not None)) or (
        to_reader and passage.kind is not BlockKind.LIST_ITEM
    )


# ── Notes ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_notes(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Numbered lines at the foot of a page, and addresses of sources that stand alone, are footnotes."""
    ends = {BlockKind.PAGE_FURNITURE, BlockKind.FOOTNOTE}
    found: list[Passage] = []
    for position in range(len(passages) - 1, -1, -1):
        passage = passages[position]
        at_foot = bool(found) and (found[-1].kind in ends or found[-1].page != passage.page)
        is_address = passage.words.startswith(("http", "www.", *"¹²³⁴⁵⁶⁷⁸⁹"))
        is_note = passage.kind is None and (at_foot or is_address) and _NOTE.fullmatch(passage.words)
        found.append(passage._replace(kind=BlockKind.FOOTNOTE) if is_note and position > 2 else passage)  # noqa: PLR2004
    return reversed(found)


# ── Signature ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_signatures(passages: Sequence[Passage]) -> Iterator[Passage]:
    """From a closing phrase on, the short lines that follow are the signature; so are short lines at the very end."""
    remaining = page = 0
    ending = _ending(passages)
    for position, passage in enumerate(passages):
        if passage.kind is BlockKind.PAGE_FURNITURE:
            yield passage
            continue
        closes = not passage.is_marked and bool(_CLOSING.fullmatch(passage.words))
        may_sign = _may_sign(passage) and (passage.page == page or remaining == _SIGNATURE_PASSAGES)
        remaining = _SIGNATURE_PASSAGES if closes else remaining - 1 if may_sign else 0
        page = passage.page
        is_signature = remaining > 0 or position >= ending
        yield passage._replace(kind=BlockKind.SIGNATURE, level=0) if is_signature else passage


def _ending(passages: Sequence[Passage]) -> int:
    """The position from which only short lines remain: names, titles, places; nothing follows that they could head."""
    position = len(passages)
    while position and _may_end(passages[position - 1]):
        position -= 1
    runs_before = any(passage.is_sentence for passage in passages[:position])
    return position if runs_before else len(passages)


def _may_end(passage: Passage) -> bool:
    return (
        _may_sign(passage) and passage.kind is not BlockKind.TABLE_CELL and not passage.words.endswith((".", "?", ":"))
    )


def _may_sign(passage: Passage) -> bool:
    if passage.kind is BlockKind.PAGE_FURNITURE:
        return True
    if passage.kind not in {None, BlockKind.HEADING, BlockKind.LETTERHEAD, BlockKind.TABLE_CELL} or passage.is_marked:
        return False
    return len(passage.words) <= _LONGEST_SIGNATURE_LINE and not (
        passage.is_sentence or _AFTER_SIGNATURE.match(passage.words)
    )
