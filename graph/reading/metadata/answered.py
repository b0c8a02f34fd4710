"""Which consultation a response answers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from graph.iris import instrument_key
from graph.model import Actor, Consultation, ThingType
from graph.reading.metadata.evidence import Candidate, best
from graph.reading.metadata.letter import Letter
from graph.registry import Registry

LEAST = 5.0
_EMPTY_WORDS = """
    høring høyring invitasjon innspill innspel innspillsrunde til om av i og for på en et ei ny nye nytt fra frå fram
    forslag framlegg endringer endringar det den de med svar høringssvar høyringssvar høringssvarskjema uttalelse
    høringsuttalelse fråsegn notat ved som runde the of on to consultation response
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_DESIGNATION = re.compile(
    r"\bNOU\s?\d{4}\s?:\s?\d{1,2}|\bMeld\.?\s?St\.?\s?\d{1,2}\s?\(\d{4}\s?[-–]\s?\d{4}\)|\bProp\.?\s?\d{1,3}\s[LS]+\s?\(\d{4}\s?[-–]\s?\d{4}\)"
)
_ANSWERS = re.compile(r"høring|høyring|innspill\stil|uttalelse", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_FIRST_SENTENCES = 900
_REACH = 120
_SHORT_NAME = 12
_LATE = timedelta(days=200)
_EARLY = timedelta(days=500)
_OPENING = 1800


@dataclass(frozen=True)
class Said:
    """What a response says that may point at a consultation."""

    letter: Letter
    title: str
    addressed: tuple[Actor, ...]
    issued: date | None

    @cached_property
    def title_phrase(self) -> str:
        """The words of the title."""
        return " ".join(_words(self.title))

    @cached_property
    def opening_phrase(self) -> str:
        """The words of the opening."""
        return " ".join(_words(self.letter.document.text[:_OPENING]))

    @cached_property
    def answered_in_opening(self) -> tuple[str, ...]:
        """The keys of the documents that the first sentences say they answer."""
        opening = self.letter.document.text[:_FIRST_SENTENCES]
        return tuple(
            instrument_key(match.group())
            for match in _DESIGNATION.finditer(opening)
            if _ANSWERS.search(opening[max(0, match.start() - _REACH) : match.start()])
        )

    @cached_property
    def title_words_that_tell(self) -> frozenset[str]:
        """Those of the title that tell one consultation from another."""
        return _telling(self.title_phrase.split())

    @cached_property
    def opening_words_that_tell(self) -> frozenset[str]:
        """Those of the opening that tell one consultation from another."""
        return _telling(self.opening_phrase.split())


def answered(said: Said, registry: Registry, given: Sequence[Consultation]) -> Candidate[Consultation] | None:
    """The consultation for which title and opening speak most, or the only one declared; None where too little."""
    declared = [consultation for consultation in given if consultation not in registry.consultations]
    if len(declared) == 1:
        return Candidate(declared[0], 100.0, "declared for the document")
    known = {consultation.key: consultation for consultation in (*registry.consultations, *given)}
    return best((_weighed(each, _labels(each, registry), said) for each in known.values()), least=LEAST)


def _labels(consultation: Consultation, registry: Registry) -> tuple[str, ...]:
    entry = registry.entry(ThingType.CONSULTATION, consultation.key)
    return tuple(dict.fromkeys((*consultation.title.values(), *(entry.labels if entry else ()))))


def _weighed(consultation: Consultation, labels: Iterable[str], said: Said) -> Candidate[Consultation]:
    """A consultation with all that speaks for and against it."""
    worth = [*_by_title(labels, said), *_by_number(consultation, said), *_by_instrument(consultation, said)]
    worth += _by_committee(consultation, said)
    if not worth:
        return Candidate(consultation, 0.0, "")
    score, found = max(worth)
    score += sum(other for other, _ in sorted(worth)[:-1]) / 3
    asked_by = consultation.asked_by
    if asked_by is not None and said.addressed:
        score += 2.0 if any(actor.key == asked_by.key for actor in said.addressed) else -1.5
    if said.issued is not None and consultation.deadline is not None:
        apart = said.issued - consultation.deadline
        score -= 4.0 if apart > _LATE or -apart > _EARLY else 0.0
    return Candidate(consultation, score, found)


def _words(text: str) -> tuple[str, ...]:
    """The words of a text, in lower case."""
    return tuple(_WORD.findall(text.casefold()))


@lru_cache(maxsize=1024)
def _name(label: str) -> tuple[str, frozenset[str]]:
    """The words of a consultation's name as one phrase, and those that tell it from others."""
    words = _words(label)
    return " ".join(words), _telling(words)


def _telling(words: Iterable[str]) -> frozenset[str]:
    """The words that tell one consultation from another."""
    return frozenset(word for word in words if word not in _EMPTY and (len(word) > 1 or word.isdigit()))


def _by_title(labels: Iterable[str], said: Said) -> Iterator[tuple[float, str]]:
    """How much of a consultation's name stands in the response's title or opening."""
    for label in labels:
        phrase, telling = _name(label)
        if not telling or len(phrase) < _SHORT_NAME:
            continue  # a word or two may stand anywhere
        if phrase in said.title_phrase:
            yield 7.0, "its name in the title"
        elif phrase in said.opening_phrase:
            yield 5.5, "its name in the opening"
        shared = telling & said.title_words_that_tell
        if len(shared) >= max(2, 0.6 * len(telling)):
            yield 6.0 * len(shared) / len(telling), "its words in the title"
        elif len(telling) >= 3 and len(telling & said.opening_words_that_tell) >= 0.8 * len(telling):  # noqa: PLR2004
            yield 4.0, "its words in the opening"


def _by_number(consultation: Consultation, said: Said) -> Iterator[tuple[float, str]]:
    number = re.sub(r"^\D+", "", consultation.case_number or "")
    if number and re.search(rf"(?<![\w/]){re.escape(number)}(?![\w/]|-?\d)", said.letter.head):
        yield 7.0, "its case number"


def _by_instrument(consultation: Consultation, said: Said) -> Iterator[tuple[float, str]]:
    """Whether a response names in title or first sentences the document that the consultation is about."""
    wanted = {thing.key for thing in consultation.instruments} | _designated(tuple(consultation.title.values()))
    if wanted & _designated((said.title,)):
        yield 6.0, "its document in the title"
        return
    yield from ((5.0, "its document in the opening") for key in said.answered_in_opening if key in wanted)


def _by_committee(consultation: Consultation, said: Said) -> Iterator[tuple[float, str]]:
    """Whether a response is addressed to the committee that asks: a committee has one task, a ministry has many."""
    asked_by = consultation.asked_by
    if (
        asked_by is not None
        and asked_by.kind == "utvalg"
        and any(actor.key == asked_by.key for actor in said.addressed)
    ):
        yield 4.0, "addressed to the committee that asks"


@lru_cache(maxsize=256)
def _designated(texts: tuple[str, ...]) -> frozenset[str]:
    """The keys of the documents that texts designate."""
    return frozenset(instrument_key(match.group()) for text in texts for match in _DESIGNATION.finditer(text))
