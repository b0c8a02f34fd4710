"""Names of one thing that stand beside each other are one mention: a designation and its title, a name and letters."""

import re
from collections.abc import Sequence

from graph.model import Mention, Span, Thing, ThingType

_BESIDE = re.compile(r"[\s,:–—-]{0,4}(?P<opens>\()?[«“\"\[]?")
_REACH = 6


def joined(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mentions in their order, with those of one thing that nothing but punctuation parts as one."""
    found: list[Mention] = []
    last: dict[Thing, int] = {}
    for mention in mentions:
        # What an indicator measures is told in words of its own behind its number.
        place = last.get(mention.thing) if mention.thing.type is not ThingType.INDICATOR else None
        end = _end_together(text, found[place].span, mention.span) if place is not None else None
        if place is not None and end is not None:
            found[place] = Mention(Span(found[place].span.start, end), mention.thing)
        else:
            last[mention.thing] = len(found)
            found.append(mention)
    return tuple(found)


def _end_together(text: str, first: Span, second: Span) -> int | None:
    """Where two spans end as one, if they can be: behind the second, and behind a bracket that opens between them."""
    if not 0 <= second.start - first.end <= _REACH:
        return None
    gap = _BESIDE.fullmatch(text, first.end, second.start)
    if gap is None:
        return None
    closes = gap["opens"] is not None and text[second.end : second.end + 1] == ")"
    return second.end + closes
