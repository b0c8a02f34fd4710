"""Roles that markup does not tell: title, letterhead, headings, form questions, signature."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.model import Block, BlockKind
from graph.reading import marks
from graph.reading.furniture import is_placeholder
from graph.reading.passages import Passage

_LONGEST_HEADING = 130
_LONGEST_LETTERHEAD_LINE = 110
_PREAMBLE = 40

_TITLE = re.compile(
    r"\b(?:innspill?\w{0,6}|innspel\w{0,6}|høyring\w{0,20}|høring\w{0,20}|uttal\w{0,20}|notat\w{0,6}|merknad\w{0,6}|svar\w{0,6}|"
    r"ytringar?|response|submission|consultation|comments|hearing|vedr\.?|ad\.?|tilsvar|kommentar\w{0,6})\b",
    re.IGNORECASE,
)
_LETTERHEAD = re.compile(
    r"(?:(?:til|frå|fra|dato|emne|tema|att|v/|kopi|deres|vår|dykkar|sak\w{0,16}|arkiv\w{0,10}|ref\w{0,10}|postadresse|besøksadresse|tlf|"
    r"telefon|e-?post|org\w{0,20}|ansvarlig|side|from|to|date|subject|sent|our|your|unntatt|u\.?off)\b[^.!?]{0,90}"
    r"|.{0,60}\b(?:postboks|pb\.?|p\.b\.|postmottak)\b.{0,60}"
    r"|.{0,60}\b\d{4} [A-ZÆØÅ][\w .-]{1,30}"
    r"|.{0,60}(?:@|www\.|https?://).{0,90}"
    r"|.{0,30}\b\d{1,2}\.\s?(?:\d{1,2}\.\s?|(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)\w{0,6}\s)(?:20)?\d\d\.?"
    r"|\d{4}-\d\d-\d\d"
    r"|(?:[A-ZÆØÅ]?[\w-]{0,40}departement\w{0,4}|.{0,40}(?:direktorat|utval)\w{0,4})(?: \(\w{2,6}\))?)",
    re.IGNORECASE,
)
_SECOND_PERSON = re.compile(
    r"\b(?:dere|deres|dykk|dykkar|du|din|ditt|høringsinstansen|høyringsinstansen|you|your)\b", re.IGNORECASE
)
_NUMBERED_QUESTION = re.compile(
    r"(?:(?:spørsmål|question)\s*)?(?:nr\.?\s*)?\d{1,2}(?:\.\d{1,2}|[a-h])?[.):]?\s", re.IGNORECASE
)
_CLOSING = re.compile(
    r"(?:med\s+(?:vennlig|venleg|beste|god|hjertelig|hjarteleg)\w*\s+(?:hilsen|helsing)\w*|(?:vennlig|venleg|beste|gode?|mange)\s+(?:hilsen|helsing)\w*"
    r"|m\.?v\.?h\.?|hilsen|helsing|vh|på vegne av|på vegner av|for (?:styret|leiargruppa)"
    r"|(?:yours )?(?:sincerely|faithfully)(?: yours)?|(?:kind|best) regards|med hilsen|med helsing|på vegne av .{0,60}"
    r"|dokumentet er (?:elektronisk )?godkjent.{0,80}|(?:brevet|dokumentet) er elektronisk .{0,80})[\s,.:]*(?:fra|frå|for)?.{0,60}",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…][»”\")]?$")
_SIGNATURE_LINES = 14


def blocks_of(passages: Sequence[Passage]) -> tuple[Block, ...]:
    """The blocks that the passages make, each with the role that its setting or its words and place give it."""
    found = list(passages)
    for rule in (_with_questions, _with_headings, _with_preamble, _with_signatures):
        found = list(rule(found))
    return tuple(passage.block for passage in found)


# ── Forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_questions(passages: Sequence[Passage]) -> Iterator[Passage]:
    options = {BlockKind.TICKED_OPTION, BlockKind.UNTICKED_OPTION}
    for position, passage in enumerate(passages):
        following = passages[position + 1].kind if position + 1 < len(passages) else None
        if is_placeholder(passage.words):
            yield replace(passage, kind=BlockKind.PAGE_FURNITURE)
        elif _is_question(passage, followed_by_options=following in options):
            yield replace(passage, kind=BlockKind.FORM_QUESTION, level=0)
        else:
            yield passage


def _is_question(passage: Passage, *, followed_by_options: bool) -> bool:
    words = passage.words
    if passage.kind not in {None, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL} or len(words) > 500:  # noqa: PLR2004
        return False
    if followed_by_options and passage.kind is not BlockKind.TABLE_CELL:
        return True
    if not words.endswith("?") or words.count("?") > 2 or passage.kind is BlockKind.TABLE_CELL:  # noqa: PLR2004
        return False
    is_numbered = bool(_NUMBERED_QUESTION.match(words)) or (passage.kind is BlockKind.LIST_ITEM and passage.level == 0)
    asks_reader = bool(_SECOND_PERSON.search(words))
    return (
        asks_reader and (is_numbered or passage.kind is not BlockKind.LIST_ITEM) and not re.search(r"\.\s", words[3:])
    )


# ── Headings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_headings(passages: Sequence[Passage]) -> Iterator[Passage]:
    for position, passage in enumerate(passages):
        following = passages[position + 1] if position + 1 < len(passages) else None
        if passage.kind is None and _is_heading(passage, following):
            yield replace(passage, kind=BlockKind.HEADING, level=_level(passage))
        else:
            yield passage


def _is_heading(passage: Passage, following: Passage | None) -> bool:
    words = passage.words
    if (
        following is None
        or len(words) > _LONGEST_HEADING
        or passage.lines > 3
        or not words[0].isalnum()
        and words[0] not in '«“"[('
    ):  # noqa: PLR2004
        return False
    if words[0].islower() or _SENTENCE.search(words) and not words.endswith("?"):
        return False
    if words[-1] in ",;" or words.count(":") and words.endswith(":") and len(words.split()) > 6:
        return False
    return following.kind is not None or _stands_out(passage, following) or len(words) < 0.9 * _LONGEST_HEADING


def _stands_out(passage: Passage, following: Passage) -> bool:
    return passage.prominence > following.prominence or (passage.bold and not following.bold)


def _level(passage: Passage) -> int:
    number = marks.section_number(passage.words)
    return number.count(".") + 2 if number else 2


# ── Letterhead and title ─────────────────────────────────────────────────────────────────────────────────────────────


def _with_preamble(passages: Sequence[Passage]) -> Iterator[Passage]:
    """What stands before the first running text: letterhead, and among it the title."""
    end = _preamble_end(passages)
    preamble = passages[:end]
    title = _title_position(preamble)
    for position, passage in enumerate(preamble):
        if position == title:
            yield replace(passage, kind=BlockKind.HEADING, level=1)
        elif passage.kind in {None, BlockKind.HEADING} and _is_letterhead(passage, position, title):
            yield replace(passage, kind=BlockKind.LETTERHEAD, level=0)
        else:
            yield passage
    yield from passages[end:]


def _preamble_end(passages: Sequence[Passage]) -> int:
    loose = {None, BlockKind.HEADING, BlockKind.LETTERHEAD, BlockKind.PAGE_FURNITURE, BlockKind.TABLE_CELL}
    for position, passage in enumerate(passages[:_PREAMBLE]):
        is_sentence = bool(_SENTENCE.search(passage.words)) and len(passage.words.split()) > 6  # noqa: PLR2004 - fewer are an address
        is_running = passage.kind is not BlockKind.PAGE_FURNITURE and (
            len(passage.words) > _LONGEST_LETTERHEAD_LINE + 30
            or (is_sentence and not _LETTERHEAD.fullmatch(passage.words))
        )
        if passage.kind not in loose or is_running:
            return position
    return min(len(passages), _PREAMBLE) if len(passages) > _PREAMBLE else 0


def _title_position(preamble: Sequence[Passage]) -> int | None:
    """The passage of the preamble that is the title: the most prominent one, else the first that speaks of a response."""
    able = [
        position
        for position, passage in enumerate(preamble)
        if passage.kind in {None, BlockKind.HEADING}
        and not (_LETTERHEAD.fullmatch(passage.words) and not _TITLE.search(passage.words))
        and len(passage.words) > 5  # noqa: PLR2004 - shorter is a label
    ]
    if not able:
        return None

    def rank(position: int) -> tuple[bool, float, bool, bool, int]:
        passage = preamble[position]
        speaks = bool(_TITLE.search(passage.words)) and not _LETTERHEAD.match(passage.words)
        is_marked = passage.kind is BlockKind.HEADING and passage.level in {1, 2} and passage.prominence == 1.0
        return (speaks, round(passage.prominence, 1), is_marked, passage.bold, -position)

    return max(able, key=rank)


def _is_letterhead(passage: Passage, position: int, title: int | None) -> bool:
    if title is None or position < title:
        return True
    return bool(_LETTERHEAD.fullmatch(passage.words) or "\t" in passage.words)


# ── Signature ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_signatures(passages: Sequence[Passage]) -> Iterator[Passage]:
    """From a closing phrase on, the short lines that follow it are the signature."""
    remaining = 0
    for passage in passages:
        if passage.kind in {None, BlockKind.HEADING, BlockKind.LETTERHEAD} and _CLOSING.fullmatch(passage.words):
            remaining = _SIGNATURE_LINES
        elif remaining and not _may_sign(passage):
            remaining = 0
        if remaining and passage.kind is not BlockKind.PAGE_FURNITURE:
            remaining -= 1
            yield replace(passage, kind=BlockKind.SIGNATURE, level=0)
        else:
            yield passage


def _may_sign(passage: Passage) -> bool:
    if passage.kind is BlockKind.PAGE_FURNITURE:
        return True
    if passage.kind not in {None, BlockKind.HEADING, BlockKind.TABLE_CELL} or re.match(
        r"(?:vedlegg|kilder|referanser)\b", passage.words, re.IGNORECASE
    ):
        return False
    return len(passage.words) <= _LONGEST_LETTERHEAD_LINE and not (
        _SENTENCE.search(passage.words) and len(passage.words.split()) > 6
    )  # noqa: PLR2004
