"""A document as the decision sees it: units with their cues, whose words they are, and their neighbours."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from graph.extraction.cues import Cue, CueFinder, SenderNames
from graph.extraction.minutes import OWN, Voice, voices
from graph.extraction.units import Unit, units
from graph.model import BlockKind, Document, Kind, Mention, Span

_SPLIT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL})
_JOINT = re.compile(
    r"(?:,\s{1,3}(?:men|samtidig som|mens|medan|but)|;(?:\s{1,3}men)?|\s[–-]\s{1,3}men"
    r"|,?\s{1,3}og(?=\s{1,3}(?:ber|mener|meiner|må|bør)\b))\s{1,3}"
)
_OWN_VOICE = re.compile(r"(?:@s|vi|me|we)\s")
_SHORTEST = 12
_MOST_JOINTS = 8
_STRONG = 2.0
_JUDGING = frozenset({Kind.SUPPORT.value, Kind.OPPOSITION.value})
_STANCES = frozenset(kind.value for kind in Kind if kind.is_position)


@dataclass(frozen=True, slots=True)
class Observation:
    """A unit, its words as they stand and as the lexicon reads them, its cues and whose words it holds.

    `above` are the lead-in, question and headings over it, the nearest first, `lead_cues` those of the lead-in, `named`
    what it mentions, and `place` says how far into the document it stands, from 0 to 1.
    """

    unit: Unit
    quote: str
    plain: str
    cues: tuple[Cue, ...]
    voice: Voice
    above: tuple[str, ...]
    lead_cues: tuple[Cue, ...]
    named: tuple[Mention, ...]
    place: float


def observations(
    document: Document, finder: CueFinder, sender_names: Iterable[str], mentions: Sequence[Mention] = ()
) -> tuple[Observation, ...]:
    """The units of a document as the decision sees them, in their order.

    `mentions` are what the document mentions beside its senders, in the order of the text.
    """
    return tuple(_observe(document, finder, SenderNames(sender_names), mentions))


def _observe(
    document: Document, finder: CueFinder, senders: SenderNames, mentions: Sequence[Mention]
) -> Iterator[Observation]:
    text = document.text
    starts = [mention.span.start for mention in mentions]
    voice_of = voices(document)
    length = max(1, len(text))
    above = _Above(text)
    for unit in _split(units(document), text, finder, senders):
        quote = unit.span.of(text)
        plain = senders.plain(quote)
        lead = senders.plain(unit.lead.of(text)) if unit.lead else ""
        cues = finder.cues(plain, unit.kind)
        if unit.kind is BlockKind.HEADING and _OWN_VOICE.match(plain) and _stance(cues):
            unit = replace(unit, kind=BlockKind.PARAGRAPH)  # noqa: PLW2901 - a sentence that stands like a heading
        yield Observation(
            unit=unit,
            quote=quote,
            plain=plain,
            cues=cues,
            voice=voice_of.get(unit.block, OWN),
            above=above.of(unit),
            lead_cues=finder.cues(lead, unit.kind) if lead else (),
            named=tuple(mentions[bisect_left(starts, unit.span.start) : bisect_left(starts, unit.span.end)]),
            place=unit.span.start / length,
        )


def _split(found: Iterable[Unit], text: str, finder: CueFinder, senders: SenderNames) -> Iterator[Unit]:
    for unit in found:
        parts = _clauses(unit, text, finder, senders) if unit.kind in _SPLIT else ()
        yield from (replace(unit, span=part) for part in parts) if parts else (unit,)


def _clauses(unit: Unit, text: str, finder: CueFinder, senders: SenderNames) -> tuple[Span, ...]:
    """The two parts of a sentence that takes two stances; nothing where it takes one."""
    last = max(unit.span.start, unit.span.end - _SHORTEST)
    for joint in islice(_JOINT.finditer(text, unit.span.start + _SHORTEST, last), _MOST_JOINTS):
        parts = (Span(unit.span.start, joint.start()), Span(joint.end(), unit.span.end))
        first, second = (_stance(finder.cues(senders.plain(part.of(text)), unit.kind)) for part in parts)
        if first and second and first != second and {first, second} & _JUDGING:
            return parts
    return ()


def _stance(cues: Iterable[Cue]) -> str | None:
    """What the strongest cue speaks for, where one is strong enough to stand alone."""
    strongest = max(cues, key=lambda cue: cue.rule.strength, default=None)
    strong = strongest is not None and strongest.rule.strength >= _STRONG and strongest.rule.effect in _STANCES
    return strongest.rule.effect if strongest and strong else None


class _Above:
    """What stands over units, told once for all that follow each other under the same."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._of: tuple[Span | None, Span | None, tuple[Span, ...]] = (None, None, ())
        self._words: tuple[str, ...] = ()

    def of(self, unit: Unit) -> tuple[str, ...]:
        """The lead-in, question and headings over a unit, the nearest first."""
        spans = (unit.lead, unit.question, unit.sections)
        if spans != self._of:
            self._of = spans
            listed = (unit.lead, unit.question, *reversed(unit.sections))
            self._words = tuple(span.of(self._text) for span in listed if span is not None)
        return self._words
