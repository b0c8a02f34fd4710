"""Which proposal of a consultation a position answers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.extraction.folding import folded_label
from graph.model import Consultation, Proposal

_NUMBERED = re.compile(
    r"\b(?:forslag(?:et)?|framlegg(?:et)?|punkt|pkt\.?|spørsmål|høringsspørsmål|proposal|question)\s{0,3}(?:nr\.?\s{0,3})?(\d{1,3}(?:\.\d{1,2})?)\b",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(r"\balternativ(?:et)?\s{0,3}([A-Z]|\d)\b", re.IGNORECASE)
_SECTION = re.compile(
    r"(?:§§?\s{0,3}\d{1,3}(?:-\d{1,3})?|\bkap(?:ittel|\.)?\s{0,3}\d{1,2}(?:\.\d{1,2})?)", re.IGNORECASE
)
_WORD = re.compile(r"[a-zæøå]{5,40}")
_STEM = 7
_SHORTEST_PHRASE = 4
_ORDINARY = frozenset(
    {"forslag", "framlegg", "endringer", "endringar", "gjennom", "videre", "vidare", "mellom", "andre"}
)
_ENOUGH_SHARED = 0.6


@dataclass(frozen=True, slots=True)
class _Signs:
    number: str
    sections: frozenset[str]
    questions: tuple[str, ...]
    phrases: tuple[str, ...]
    stems: frozenset[str]


class ProposalFinder:
    """Tells which proposal of one consultation a text points at, by section, number, question or wording."""

    def __init__(self, consultation: Consultation | None) -> None:
        proposals = consultation.proposals if consultation else ()
        titles = tuple(consultation.title.values()) if consultation else ()
        self._title = " ".join(map(folded_label, titles))
        self._title_stems = _stems(" ".join(titles))
        self._signs = tuple(_signs(proposal) for proposal in proposals)
        self._by_number: Mapping[str, str] = {signs.number.lower(): signs.number for signs in self._signs}
        self._by_section: Mapping[str, str] = {
            section: signs.number for signs in self._signs for section in sorted(signs.sections)
        }

    @property
    def are_asked(self) -> bool:
        """Whether the consultation has proposals at all."""
        return bool(self._signs)

    def proposal(self, quote: str, above: tuple[str, ...]) -> str | None:
        """The number of the proposal that a quote answers, or None where none of them fits.

        `above` are lead, question and headings, the nearest first.
        """
        if not self._signs:
            return None
        pointed = next(self.pointed_at(quote), None) or next(filter(None, map(self.heads, above)), None)
        return pointed or self._worded(quote) or next(filter(None, map(self._worded_above, above)), None)

    def pointed_at(self, text: str) -> Iterator[str]:
        """The numbers of the proposals that a text names by section, number, question or name, the surest first."""
        yield from self._by_label(text)
        folded = folded_label(text)
        yield from (signs.number for signs in self._signs if any(phrase in folded for phrase in signs.phrases))

    def pointed_at_above(self, heading: str) -> Iterator[str]:
        """The same for what stands above a text: a name that the consultation's title holds says nothing there."""
        yield from self._by_label(heading)
        folded = folded_label(heading)
        for signs in self._signs:
            if any(phrase in folded and phrase not in self._title for phrase in signs.phrases):
                yield signs.number

    def heads(self, heading: str) -> str | None:
        """The proposal that a heading names first."""
        return next(self.pointed_at_above(heading), None)

    def _by_label(self, text: str) -> Iterator[str]:
        for section in _SECTION.findall(text):
            if found := self._by_section.get(_plain_section(section)):
                yield found
        for number in _NUMBERED.findall(text):
            if found := self._by_number.get(number.lower()):
                yield found

    def _worded(self, text: str) -> str | None:
        return self._best(_stems(text), frozenset())

    def _worded_above(self, heading: str) -> str | None:
        return self._best(_stems(heading), self._title_stems)

    def _best(self, stems: frozenset[str], empty: frozenset[str]) -> str | None:
        """The proposal whose title shares most with some words, other than those that say nothing."""
        best = max(self._signs, key=lambda signs: (_shared(signs.stems - empty, stems), signs.number))
        return best.number if _shared(best.stems - empty, stems) >= _ENOUGH_SHARED else None


@dataclass(slots=True)
class Thread:
    """Follows a document from unit to unit and tells which proposal each speaks of."""

    finder: ProposalFinder
    block: int = -2
    number: str | None = None
    above: tuple[str, ...] | None = None
    is_announced: bool = False

    def proposal(self, quote: str, above: tuple[str, ...], block: int, *, takes_stance: bool) -> str | None:
        """The proposal of the next unit: the one it names, else that of the unit before it or of its heading.

        A paragraph that ends by naming a proposal without saying what it thinks of it announces the next one.
        """
        said = next(self.finder.pointed_at(quote), None)
        goes_on = self.number if block == self.block else None
        if said is None and goes_on and goes_on in self._named_together(above):
            found: str | None = goes_on
        else:
            found = said or self.finder.proposal(quote, above) or goes_on or self._announced(above, block)
        self.block, self.number, self.above = block, found, above
        self.is_announced = said is not None and not takes_stance
        return found

    def _named_together(self, above: tuple[str, ...]) -> frozenset[str]:
        """The proposals of the nearest heading that names any, which may be several."""
        return next(filter(None, (frozenset(self.finder.pointed_at_above(place)) for place in above)), frozenset())

    def _announced(self, above: tuple[str, ...], block: int) -> str | None:
        """What the paragraph before it announced, under the same headings."""
        return self.number if self.is_announced and above == self.above and block == self.block + 1 else None


def _signs(proposal: Proposal) -> _Signs:
    titles = tuple(proposal.title.values())
    return _Signs(
        number=proposal.number,
        sections=frozenset(_plain_section(section) for section in _sections(proposal)),
        questions=tuple(map(folded_label, proposal.questions)),
        phrases=tuple(
            phrase
            for text in (*proposal.phrases, *proposal.questions, *titles)
            if len(phrase := folded_label(text)) > _SHORTEST_PHRASE
        ),
        stems=_stems(" ".join(titles)),
    )


def _sections(proposal: Proposal) -> Iterator[str]:
    for section in proposal.sections:
        yield from _SECTION.findall(section)


def _plain_section(section: str) -> str:
    return re.sub(r"^kap(?:ittel|\.)?", "kap", re.sub(r"\s+|§(?=§)", "", section.lower()))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _ORDINARY)


def _shared(wanted: frozenset[str], found: frozenset[str]) -> float:
    return len(wanted & found) / len(wanted) if len(wanted) > 1 else 0.0
