"""Headings that no markup names: short lines that stand above others."""

import re
from collections.abc import Iterator, Sequence

from graph.model import BlockKind
from graph.reading import marks
from graph.reading.passages import Passage

_LONGEST = 130
_LONGEST_PROMINENT = 220
_LARGER = 0.1
_FEWEST_LETTERS = 3
_MOST_LINES = 3
_LONGEST_LABEL = 4
_RUN = 2
_RUN_UNDER_LABEL = 3
_STARTS_SENTENCE = re.compile(r"(?:vi|me|det|dette|disse|desse|de|dei|den|derfor|we|this)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_OPENING_SIGNS = '«“"[(§'


def with_headings(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages, with headings found among those without a role and among numbered items."""
    for position, passage in enumerate(passages):
        before = passages[position - 1] if position else None
        following = passages[position + 1] if position + 1 < len(passages) else None
        if passage.kind is None and _is_unsigned_item(passages, position):
            yield passage._replace(kind=BlockKind.LIST_ITEM, level=1)
        elif passage.kind is None and not _answers(passage, before) and _may_head(passage, following):
            yield passage._replace(kind=BlockKind.HEADING, level=_level(passage.words))
        elif _is_numbered_heading(before, passage, following):
            yield _with_number(passage)
        else:
            yield passage


def _answers(passage: Passage, before: Passage | None) -> bool:
    """Whether the passage is what somebody wrote below the boxes of a form, though it asks something itself."""
    options = {BlockKind.TICKED_OPTION, BlockKind.UNTICKED_OPTION}
    return before is not None and before.kind in options and passage.ends_sentence


def _may_head(passage: Passage, following: Passage | None) -> bool:
    words = passage.words
    if following is None or passage.lines > _MOST_LINES or len(words) > _LONGEST_PROMINENT:
        return False
    if not _opens_like_a_heading(words):
        return False
    if _stands_out(passage, following):
        return words[-1] not in ",;" and not passage.has_sentence_break
    if len(words) > _LONGEST or passage.has_sentence_break or words[-1] == ";" or marks.leads_on(words):
        return False
    if passage.ends_sentence and not words.endswith("?"):
        return False
    return not words.endswith(":") or (words.count(" ") < _LONGEST_LABEL and not _STARTS_SENTENCE.match(words))


def _opens_like_a_heading(words: str) -> bool:
    first = words[0]
    opens = not first.islower() and (first.isalnum() or first in _OPENING_SIGNS)
    return opens and sum(map(str.isalpha, words)) >= _FEWEST_LETTERS


def _stands_out(passage: Passage, following: Passage) -> bool:
    """Whether the passage is set larger or bolder than what follows it."""
    is_larger = passage.prominence > following.prominence + _LARGER and passage.prominence > 1
    return is_larger or (passage.bold and not following.bold)


def _is_unsigned_item(passages: Sequence[Passage], position: int) -> bool:
    """Whether the passage belongs to a run of short lines that a colon announces and that nothing marks as headings."""
    if not _is_plain_short(passages[position]):
        return False
    start = position
    while start and position - start < 12 and _is_plain_short(passages[start - 1]):  # noqa: PLR2004 - long enough for a list
        start -= 1
    if not start or not passages[start - 1].words.endswith(":"):
        return False
    end = position + 1
    while end < len(passages) and _is_plain_short(passages[end]):
        end += 1
    if passages[start - 1].leads_in:
        return end - start >= _RUN
    return end - start >= _RUN_UNDER_LABEL and _is_inside_the_text(passages, start, end)


def _is_inside_the_text(passages: Sequence[Passage], start: int, end: int) -> bool:
    """Whether running text stands before and directly after, as not in a signature, and no number, as in an address."""
    follows = end < len(passages) and passages[end].is_sentence
    tells_numbers = any(_NUMBER.search(passage.words) for passage in passages[start:end])
    return follows and not tells_numbers and any(passage.is_sentence for passage in passages[:start])


def _is_plain_short(passage: Passage) -> bool:
    return (
        passage.kind is None
        and not passage.bold
        and passage.prominence <= 1
        and len(passage.words) <= _LONGEST
        and not passage.words.endswith((":", "?"))
        and not passage.ends_sentence
    )


def _is_numbered_heading(before: Passage | None, passage: Passage, following: Passage | None) -> bool:
    """Whether a numbered item heads what follows, rather than being one of a list."""
    if passage.kind is not BlockKind.LIST_ITEM or not passage.label or passage.level > 1 or passage.is_marked:
        return False
    if following is None:
        return False
    if not _may_head(passage, following) or passage.words.endswith("?"):
        return False
    return not _is_numbered_item(before) and not _is_numbered_item(following)


def _is_numbered_item(passage: Passage | None) -> bool:
    return passage is not None and passage.kind is BlockKind.LIST_ITEM and bool(passage.label)


def _with_number(passage: Passage) -> Passage:
    """A heading keeps its number, since others refer to it."""
    words = f"{passage.label}. {passage.words}"
    return passage._replace(kind=BlockKind.HEADING, span=passage.whole_span, words=words, level=_level(words))


def _level(words: str) -> int:
    number = marks.section_number(words)
    return number.count(".") + 2 if number else 2
