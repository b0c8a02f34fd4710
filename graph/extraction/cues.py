"""Which rules of the lexicon a text matches, found by their literals first so that most rules are never tried."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import ahocorasick

from graph.extraction.lexicon import Lexicon, Rule
from graph.model import Actor, BlockKind, Span, reading_form, reading_offsets
from graph.registry import Registry


class Cue(NamedTuple):
    """A rule that matched, and where in the plain text of the unit."""

    rule: Rule
    start: int
    end: int


class CueFinder:
    """Finds the cues of one lexicon in plain text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.rules = lexicon.rules
        self._automaton = ahocorasick.Automaton()
        for literal, numbers in sorted(_rules_by_literal(lexicon.rules).items()):
            self._automaton.add_word(literal, tuple(numbers))
        self._automaton.make_automaton()

    def cues(self, plain: str, kind: BlockKind) -> tuple[Cue, ...]:
        """The cues of a unit in the lexicon's order, the first match of each rule."""
        return self.confirmed(self.hinted(plain), plain, kind)

    def hinted(self, plain: str) -> list[int]:
        """The numbers of the rules of which a text holds a literal: no others can match in it or in a part of it."""
        return sorted({number for _, numbers in self._automaton.iter(plain) for number in numbers})

    def confirmed(self, hinted: Iterable[int], plain: str, kind: BlockKind) -> tuple[Cue, ...]:
        """The cues of a unit among the rules of which it holds a literal."""
        found = []
        for number in hinted:
            rule = self.rules[number]
            if rule.holds_in(kind) and (match := rule.pattern.search(plain)):
                found.append(Cue(rule, match.start(), match.end()))
        return tuple(found)


def _rules_by_literal(rules: tuple[Rule, ...]) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for literal in rule.literals:
            numbers.setdefault(literal, []).append(number)
    return numbers


class SenderNames:
    """Writes the names of those who speak in a response as @s, so that rules can ask who speaks."""

    def __init__(self, names: Iterable[str]) -> None:
        wanted = sorted({name.lower() for name in names if len(name) > 1}, key=lambda name: (-len(name), name))
        self._names = tuple(wanted)
        self._pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, wanted)) + r")s?(?!\w)")

    def plain(self, quote: str) -> str:
        """A quote as the lexicon reads it: re-joined, in lower case, the sender's names as @s."""
        text = reading_form(quote).lower()
        return self._pattern.sub("@s", text) if any(name in text for name in self._names) else text


def sender_names(senders: Iterable[Actor], registry: Registry, lexicon: Lexicon) -> tuple[str, ...]:
    """Every name by which those who send a response may speak of themselves in it."""
    names: dict[str, None] = {}
    for sender in senders:
        own = (sender.name, *registry.actor_names(sender.key))
        nouns = (
            noun for part, nouns in lexicon.own_nouns.items() if part in f"{sender.name.lower()} " for noun in nouns
        )
        names |= dict.fromkeys((*own, *nouns))
    return tuple(names)


_SENDER = "@s"


def cue_spans(span: Span, quote: str, words: Iterable[str]) -> Iterator[Span]:
    """Where in the text the words stand, in the lexicon's reading, that cues matched in the quote at a span.

    Words that the lexicon reads otherwise than they can be found again have no place.
    """
    if not (wanted := [stripped for each in words if (stripped := each.removeprefix(_SENDER).strip())]):
        return
    form = reading_form(quote)
    offsets = range(len(quote)) if form == quote else reading_offsets(quote)
    form = form.lower()
    if len(form) != len(offsets):  # a letter whose small form is two
        return
    for each in wanted:
        start, end = _found(each, form)
        if end > start:
            yield Span(span.start + offsets[start], span.start + offsets[end - 1] + 1)


def _found(words: str, form: str) -> tuple[int, int]:
    """Where words stand first, with anything for the sender's name; an empty stretch where they do not."""
    if _SENDER not in words:
        start = form.find(words)
        return (start, start + len(words)) if start >= 0 else (0, 0)
    match = re.search(re.escape(words).replace(_SENDER, ".{1,200}?"), form)
    return match.span() if match else (0, 0)
