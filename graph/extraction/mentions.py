"""Where a document names things: those of the registry, those with a designation, and goals by their number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import ahocorasick

from graph.extraction.acts import Acts
from graph.extraction.folding import FoldedText, fold, folded_label
from graph.extraction.lexicon import Lexicon
from graph.extraction.papers import papers
from graph.extraction.patterns import Designation, designations
from graph.model import Span, Thing, ThingType
from graph.registry import Entry, Registry

# A name may bear the number of a footnote, where it does not end in capitals as NIS2 does.
_ENDING = re.compile(r"(?:['’]?s|en|ens|et|ets|a|ene|enes|ne|nes|n|ns)?(?:(?!\w)|(?<=[a-zæøå])(?=\d{1,2}(?!\w)))")
_NO_ENDINGS = frozenset("bcdfghijklmopqrtuvwxyzæøå")
"""Letters that no ending begins with."""
_COMPOUND = re.compile(r"-[a-zæøå]{2,30}")
_ACTORS = frozenset({ThingType.ACTOR, ThingType.GROUP})
_NAMED_AFTER_OTHERS = frozenset({ThingType.CONSULTATION, ThingType.RESPONSE})


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    thing: Thing | None
    exact: bool
    contextual: bool


class Naming(NamedTuple):
    """A place that names one thing, or by a name that several share in different contexts.

    `phrase` is the name as the lexicon or the registry writes it; `things` may be empty where only the context tells.
    `guessed` says that nothing but its form shows that it is a name.
    """

    span: Span
    things: tuple[Thing, ...]
    contextual: bool = False
    phrase: str = ""
    guessed: bool = False


class Gazetteer:
    """Finds the names of a registry and of a lexicon's further things in a text, in one pass."""

    def __init__(self, registry: Registry, lexicon: Lexicon) -> None:
        self._registry = registry
        self._acts = Acts(lexicon.acts, lexicon.act_abbreviations)
        self._labels: dict[str, list[_Label]] = {}
        contexts = (_Label(name.phrase, None, False, True) for name in lexicon.context_names)
        for label in (*_registered_labels(registry.entries), *_further_labels(lexicon), *contexts):
            self._labels.setdefault(folded_label(label.text), []).append(label)
        self._automaton = ahocorasick.Automaton()
        for folded in sorted(self._labels):
            self._automaton.add_word(folded, folded)
        self._automaton.make_automaton()

    def namings(self, text: str) -> tuple[Naming, ...]:
        """The names in a text in their order, the longest where names overlap."""
        folded = fold(text)
        found = list(_surest([*self._named(text, folded), *self._designated(text)]))
        # The name of a consultation, a response or a report holds that of what it is about, which it names as well.
        around = [naming for naming in found if _is_named_after_others(naming)]
        rest = [naming for naming in found if not _is_named_after_others(naming)]
        return tuple(sorted((*_longest(around), *_longest(rest)), key=lambda one: (one.span.start, -one.span.end)))

    def _named(self, text: str, folded: FoldedText) -> Iterator[Naming]:
        for last, name in self._automaton.iter(folded.text):
            start = last + 1 - len(name)
            if folded.is_within_word(start) or folded.next_letter(last + 1) in _NO_ENDINGS:
                continue
            if span := _whole_name(text, folded, start, last + 1):
                yield from self._naming(text, span, self._labels[name])

    def _naming(self, text: str, span: Span, labels: list[_Label]) -> Iterator[Naming]:
        fitting = [label for label in labels if not label.exact or _fits_exactly(text, span, label.text)]
        plain = tuple(label.thing for label in fitting if label.thing and not label.contextual)
        if plain:
            yield Naming(_with_compound(text, span, plain[0]), plain)
        elif fitting:
            things = tuple(label.thing for label in fitting if label.thing)
            yield Naming(span, things, contextual=True, phrase=fitting[-1].text.lower())

    def _designated(self, text: str) -> Iterator[Naming]:
        for found in chain(designations(text), self._acts.found(text), papers(text)):
            yield Naming(found.span, (self._thing(found),), guessed=found.guessed)

    def _thing(self, found: Designation) -> Thing:
        """The entry that bears a designation, else a thing that is minted from it."""
        entry = self._registry.entry(ThingType.INSTRUMENT, found.key) or self._by_name(found.name)
        return entry.thing if entry else Thing(found.key, ThingType.INSTRUMENT, found.name, False, found.designation)

    def _by_name(self, name: str) -> Entry | None:
        entries = self._registry.named(name)
        return entries[0] if len(entries) == 1 else None


def _surest(found: Iterable[Naming]) -> Iterator[Naming]:
    """The namings without guesses in whose place a known name begins."""
    known = {
        naming.span.start
        for naming in found
        if not naming.guessed and not naming.contextual and naming.things[0].type not in _ACTORS
    }
    yield from (naming for naming in found if not naming.guessed or naming.span.start not in known)


def _is_named_after_others(naming: Naming) -> bool:
    return naming.guessed or (bool(naming.things) and naming.things[0].type in _NAMED_AFTER_OTHERS)


def _registered_labels(entries: Iterable[Entry]) -> Iterator[_Label]:
    for entry in entries:
        exact = set(entry.case_sensitive_labels)
        for text in entry.labels:
            if len(text) > 1:
                yield _Label(text, entry.thing, text in exact or text.isupper(), False)
        for text in entry.contextual_labels:
            yield _Label(text, entry.thing, text.isupper(), True)


def _further_labels(lexicon: Lexicon) -> Iterator[_Label]:
    for known in lexicon.known_things:
        for text in known.forms:
            yield _Label(text, known.thing, text.isupper(), False)


def _whole_name(text: str, folded: FoldedText, start: int, end: int) -> Span | None:
    """The span of a name with its ending, where it is no part of a longer word."""
    first = folded.offset(start)
    before = text[first - 1] if first else " "
    if before.isalnum() or (before == "-" and first > 1 and text[first - 2].isalnum()):
        return None
    ending = _ENDING.match(text, folded.offset(end - 1) + 1)
    return Span(first, ending.end()) if ending else None


def _fits_exactly(text: str, span: Span, label: str) -> bool:
    quote = re.sub(r"\s+", " ", span.of(text))
    return quote.startswith(label) or re.sub(r"[\s-]", "", quote).startswith(re.sub(r"[\s-]", "", label))


def _with_compound(text: str, span: Span, thing: Thing) -> Span:
    if thing.type in _ACTORS:
        return span
    compound = _COMPOUND.match(text, span.end)
    return Span(span.start, compound.end()) if compound else span


def _longest(found: list[Naming]) -> Iterator[Naming]:
    end = 0
    for naming in sorted(found, key=lambda one: (one.span.start, -one.span.end, one.contextual)):
        if naming.span.start >= end:
            yield naming
            end = naming.span.end
