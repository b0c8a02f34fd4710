"""Which rules of the lexicon a text matches, found by their literals first so that most rules are never tried."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import ahocorasick

from graph.extraction.lexicon import Lexicon, Rule
from graph.extraction.saying import signs
from graph.model import Actor, BlockKind, Span, reading_form, reading_offsets
from graph.registry import Registry


class Cue(NamedTuple):
    """A rule that matched, and where in the plain text of the unit."""

    rule: Rule
    start: int
    end: int


class Hints(NamedTuple):
    """What the letters in a text tell without a closer look.

    `rules` are the numbers of those of which it holds a literal: no others can match in it or in a part of it.
    `may_report` says whether it holds any word for saying, so that it may report somebody.
    """

    rules: list[int]
    may_report: bool


class CueFinder:
    """Finds the cues of one lexicon in plain text, and what may hold words for saying, in one pass."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.rules = lexicon.rules
        self._automaton = ahocorasick.Automaton()
        for letters, numbers in sorted(_numbers_by_letters(lexicon).items()):
            self._automaton.add_word(letters, tuple(numbers))
        self._automaton.make_automaton()

    def cues(self, plain: str, kind: BlockKind) -> tuple[Cue, ...]:
        """The cues of a unit in the lexicon's order, the first match of each rule."""
        return self.confirmed(self.hints(plain).rules, plain, kind)

    def hints(self, plain: str) -> Hints:
        """What the letters in a text tell, without a closer look."""
        found = list(self._automaton.iter(plain))
        numbers = sorted({number for _, several in found for number in several})
        if not numbers or numbers[0] >= 0:
            return Hints(numbers, may_report=False)
        may_report = any(number < 0 and _is_word(plain, last, -number) for last, several in found for number in several)
        return Hints([number for number in numbers if number >= 0], may_report)

    def confirmed(self, rules: Iterable[int], plain: str, kind: BlockKind) -> tuple[Cue, ...]:
        """The cues of a unit among the rules of some numbers."""
        found = []
        for number in rules:
            rule = self.rules[number]
            if rule.holds_in(kind) and (match := rule.pattern.search(plain)):
                found.append(Cue(rule, match.start(), match.end()))
        return tuple(found)


def _numbers_by_letters(lexicon: Lexicon) -> dict[str, list[int]]:
    """The numbers of the rules by their literals; a word for saying has its length in their stead, below zero."""
    numbers: dict[str, list[int]] = {}
    for number, rule in enumerate(lexicon.rules):
        for literal in rule.literals:
            numbers.setdefault(literal, []).append(number)
    for sign in signs(lexicon.reporting):
        numbers.setdefault(sign, []).append(-len(sign))
    return numbers


def _is_word(plain: str, last: int, length: int) -> bool:
    before = last - length
    return not (plain[last + 1 : last + 2].isalpha() or (before >= 0 and plain[before].isalpha()))


class SenderNames:
    """Writes the names of those who speak in a response as @s, so that rules can ask who speaks."""

    def __init__(self, names: Iterable[str]) -> None:
        wanted = sorted({name.lower() for name in names if len(name) > 1}, key=lambda name: (-len(name), name))
        self._names = tuple(wanted)
        self._pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, wanted)) + r")s?(?!\w)")

    def plain(self, quote: str) -> str:
        """A quote as the lexicon reads it: re-joined, in lower case, the sender's names as @s."""
        text = reading_form(quote).lower()
        return self._pattern.sub("@s", text) if any(map(text.__contains__, self._names)) else text


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
    # A form as long as the quote has lost nothing of it.
    offsets = range(len(quote)) if len(form) == len(quote) else reading_offsets(quote)
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
