"""A document as the decision sees it: units with their cues, whose words they are, and their neighbours."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from graph.extraction.cues import Cue, CueFinder, Hints, SenderNames
from graph.extraction.lexicon import Rule
from graph.extraction.minutes import OWN, Voice, voices
from graph.extraction.units import Unit, units
from graph.model import BlockKind, Document, Kind, Mention, Span

_SPLIT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL})
_JOINT = re.compile(
    r"[,;\s](?:(?<=,)\s{1,3}(?:men|samtidig som|mens|medan|but)|(?<=;)(?:\s{1,3}men)?|(?<=\s)[–-]\s{1,3}men"
    r"|(?:(?<=,)\s{1,3}|(?<=\s)\s{0,2})og(?=\s{1,3}(?:ber|mener|meiner|må|bør)\b))\s{1,3}"
)
_SIGNS_OF_A_JOINT = (
    *(", men ", ", samtidig som ", ", mens ", ", medan ", ", but ", ";", "– men ", "- men "),
    *("og ber", "og mener", "og meiner", "og må", "og bør"),
)
"""One of these stands in every sentence that may be parted, as the lexicon reads it."""
_OWN_VOICE = re.compile(r"(?:@s|vi|me|we)\s")
_SHORTEST = 12
_MOST_JOINTS = 8
_STRONG = 2.0
_JUDGING = frozenset({Kind.SUPPORT.value, Kind.OPPOSITION.value})
_STANCES = frozenset(kind.value for kind in Kind if kind.is_position)


class Observation(NamedTuple):
    """A unit, its words as they stand and as the lexicon reads them, its cues and whose words it holds.

    `above` are the lead-in, question and headings over it, the nearest first, `lead_cues` those of the lead-in, `named`
    what it mentions, and `characters` how many the document has. `may_report` says whether it holds any word for
    saying, so that it is worth a closer look whose words they are.
    """

    unit: Unit
    quote: str
    plain: str
    cues: tuple[Cue, ...]
    voice: Voice
    above: tuple[str, ...]
    lead_cues: tuple[Cue, ...]
    named: tuple[Mention, ...]
    characters: int
    may_report: bool

    @property
    def place(self) -> float:
        """How far into the document it stands, from 0 to 1."""
        return self.unit.span.start / self.characters


def observations(
    document: Document, finder: CueFinder, sender_names: Iterable[str], mentions: Sequence[Mention] = ()
) -> tuple[Observation, ...]:
    """The units of a document as the decision sees them, in their order.

    `mentions` are what the document mentions beside its senders, in the order of the text.
    """
    reader = _Reader(document.text, finder, SenderNames(sender_names))
    return tuple(_observe(document, reader, mentions))


def _observe(document: Document, reader: "_Reader", mentions: Sequence[Mention]) -> Iterator[Observation]:
    starts = [mention.span.start for mention in mentions]
    voice_of = voices(document)
    length = max(1, len(document.text))
    above = _Above(reader)
    for unit, words in chain.from_iterable(_parts(unit, reader) for unit in units(document)):
        cues = reader.cues(words, unit.kind)
        if unit.kind is BlockKind.HEADING and _OWN_VOICE.match(words.plain) and _stance(cues):
            unit = unit._replace(kind=BlockKind.PARAGRAPH)  # noqa: PLW2901 - a sentence that stands like a heading
        above.enter(unit)
        first, last = bisect_left(starts, unit.span.start), bisect_left(starts, unit.span.end)
        voice = voice_of.get(unit.block, OWN)
        named = tuple(mentions[first:last])
        yield Observation(
            unit,
            words.quote,
            words.plain,
            cues,
            voice,
            above.words,
            above.lead_cues,
            named,
            length,
            words.hints.may_report,
        )


class _Words(NamedTuple):
    """The words of a unit, as they stand and as the lexicon reads them, and what their letters tell."""

    quote: str
    plain: str
    hints: Hints


class _Reader:
    """Reads stretches of one text as the lexicon does."""

    def __init__(self, text: str, finder: CueFinder, senders: SenderNames) -> None:
        self.text = text
        self._finder = finder
        self._senders = senders
        self._stances = [_strong(rule) for rule in finder.rules]

    def words(self, span: Span) -> _Words:
        """What stands in a span."""
        quote = span.of(self.text)
        plain = self._senders.plain(quote)
        return _Words(quote, plain, self._finder.hints(plain))

    def cues(self, words: _Words, kind: BlockKind) -> tuple[Cue, ...]:
        """The cues in some words, in a unit of a kind."""
        return self._finder.confirmed(words.hints.rules, words.plain, kind)

    def may_take_two_stances(self, words: _Words) -> bool:
        """Whether some words can be parted and rules for two stances, one of them a judgement, may match in them."""
        stances = {stance for number in words.hints.rules if (stance := self._stances[number])}
        may_differ = len(stances) > 1 and not stances.isdisjoint(_JUDGING)
        return may_differ and any(map(words.plain.__contains__, _SIGNS_OF_A_JOINT))


def _parts(unit: Unit, reader: _Reader) -> Iterable[tuple[Unit, _Words]]:
    """A unit with its words, or the two parts of one that takes two stances with theirs."""
    words = reader.words(unit.span)
    spans = _clauses(unit, reader) if unit.kind in _SPLIT and reader.may_take_two_stances(words) else ()
    return [(unit._replace(span=span), reader.words(span)) for span in spans] or [(unit, words)]


def _clauses(unit: Unit, reader: _Reader) -> tuple[Span, ...]:
    """The two parts of a sentence that takes two stances; nothing where it takes one."""
    last = max(unit.span.start, unit.span.end - _SHORTEST)
    for joint in islice(_JOINT.finditer(reader.text, unit.span.start + _SHORTEST, last), _MOST_JOINTS):
        parts = (Span(unit.span.start, joint.start()), Span(joint.end(), unit.span.end))
        first, second = (_stance(reader.cues(reader.words(part), unit.kind)) for part in parts)
        if first and second and first != second and {first, second} & _JUDGING:
            return parts
    return ()


def _stance(cues: Iterable[Cue]) -> str | None:
    """What the strongest cue speaks for, where one is strong enough to stand alone."""
    strongest = max(cues, key=lambda cue: cue.rule.strength, default=None)
    return _strong(strongest.rule) if strongest is not None else None


def _strong(rule: Rule) -> str | None:
    """What a rule speaks for, if strongly enough to stand alone."""
    return rule.effect if rule.strength >= _STRONG and rule.effect in _STANCES else None


class _Above:
    """What stands over units, told once for all that follow each other under the same."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader
        self._of: tuple[Span | None, Span | None, tuple[Span, ...]] = (None, None, ())
        self.words: tuple[str, ...] = ()
        """The lead-in, question and headings over the unit, the nearest first."""
        self.lead_cues: tuple[Cue, ...] = ()

    def enter(self, unit: Unit) -> None:
        """Go on to the next unit."""
        spans = (unit.lead, unit.question, unit.sections)
        if spans != self._of:
            self._of = spans
            listed = (unit.lead, unit.question, *reversed(unit.sections))
            self.words = tuple(span.of(self._reader.text) for span in listed if span is not None)
            self.lead_cues = self._reader.cues(self._reader.words(unit.lead), unit.kind) if unit.lead else ()
