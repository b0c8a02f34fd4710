"""From a document to its statements and mentions: the pipeline, and the protocol that any extractor fulfils."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph.extraction.aboutness import Aboutness
from graph.extraction.antecedents import Reader
from graph.extraction.attribution import reported_holder
from graph.extraction.cues import Cue, CueFinder, SenderNames
from graph.extraction.decision import Verdict, decide, force
from graph.extraction.lexicon import Lexicon, load_lexicon
from graph.extraction.minutes import OWN, Voice, voices
from graph.extraction.proposals import ProposalFinder
from graph.extraction.reasons import with_reasons
from graph.extraction.themes import ThemeFinder
from graph.extraction.units import Unit, units
from graph.model import BlockKind, Consultation, Document, Extraction, Kind, Mention, Response, Statement
from graph.registry import Registry

_VERSION = "1"
_NEUTRAL = frozenset({BlockKind.FORM_QUESTION, BlockKind.FOOTNOTE})
_LEAST_OF_HEADING = 2.5
_LEAST = 1.4


class Extractor(Protocol):
    """Finds statements and mentions; `fingerprint` stands for all that its answers depend on beside its arguments."""

    fingerprint: str

    def __call__(self, document: Document, response: Response, consultation: Consultation | None) -> Extraction:
        """What one document of a response, answering a consultation, says."""
        ...


def open_extractor(registry: Registry, lexicon: Path | None = None) -> Extractor:
    """The extractor that ships with Standpunkt; `lexicon` names a file with an analyst's own cues.

    Raises:
        LexiconError: the file cannot be read or a rule in it is wrong.
    """
    return _RuleExtractor(registry, load_lexicon(lexicon))


@dataclass(frozen=True, slots=True)
class _Read:
    """A unit with its cues and whose words it holds."""

    unit: Unit
    quote: str
    cues: tuple[Cue, ...]
    voice: Voice


class _RuleExtractor:
    """Scores each unit by its cues."""

    def __init__(self, registry: Registry, lexicon: Lexicon) -> None:
        self.fingerprint = hashlib.sha256(f"rules {_VERSION}\n{lexicon.digest}".encode()).hexdigest()[:16]
        self._registry = registry
        self._lexicon = lexicon
        self._cues = CueFinder(lexicon)
        self._reader = Reader(registry, lexicon)
        self._themes = ThemeFinder(registry.themes)

    def __call__(self, document: Document, response: Response, consultation: Consultation | None) -> Extraction:
        mentions = self._reader.mentions(document.text, response, consultation)
        reads = tuple(self._read(document, response))
        verdicts = [self._verdict(document.text, read) for read in reads]
        own = _own(response)
        about = Aboutness(document.text, mentions, own, self._lexicon.addressees)
        finder = ProposalFinder(consultation)
        found = (
            self._statement(document.text, read, verdict, about, finder, own)
            for read, verdict in zip(reads, verdicts, strict=True)
            if verdict is not None
        )
        return Extraction(self.fingerprint, with_reasons(tuple(found)), mentions)

    def _read(self, document: Document, response: Response) -> Iterator[_Read]:
        senders = SenderNames(self._sender_names(response))
        voice_of = voices(document)
        for unit in units(document):
            quote = unit.span.of(document.text)
            cues = self._cues.cues(senders.plain(quote), unit.kind)
            yield _Read(unit, quote, cues, voice_of.get(unit.block, OWN))

    def _sender_names(self, response: Response) -> Iterator[str]:
        for sender in response.metadata.senders:
            yield sender.name
            yield from self._registry.actor_names(sender.key)

    def _verdict(self, text: str, read: _Read) -> Verdict | None:
        if read.unit.kind in _NEUTRAL:
            return None
        least = _LEAST_OF_HEADING if read.unit.kind is BlockKind.HEADING else _LEAST
        verdict = decide(read.cues, least)
        if verdict is None and read.unit.lead is not None:
            verdict = decide(self._cues.cues(read.unit.lead.of(text).lower(), read.unit.kind), least)
        return verdict

    def _statement(  # noqa: PLR0913 - what a statement is made of
        self, text: str, read: _Read, verdict: Verdict, about: Aboutness, finder: ProposalFinder, own: frozenset[str]
    ) -> Statement:
        unit = read.unit
        named: tuple[Mention, ...] = about.within(unit.span)
        holder = read.voice.holder or reported_holder(text, unit.span, named, own, read.cues)
        is_asked = verdict.kind is Kind.RECOMMENDATION
        addressee = about.addressee(unit.span, named) if is_asked else None
        targets = about.targets(named, (holder, addressee))
        above = _above(text, unit)
        return Statement(
            span=unit.span,
            quote=read.quote,
            kind=verdict.kind,
            force=force(read.cues) if is_asked else None,
            confidence=verdict.confidence,
            targets=targets,
            section_targets=about.section_targets(unit, targets),
            addressee=addressee,
            holder=holder,
            proposal=finder.proposal(read.quote, above) if verdict.kind.is_position else None,
            themes=self._themes.themes(read.quote, above),
            dissent=read.voice.dissent,
            cues=verdict.cues,
        )


def _own(response: Response) -> frozenset[str]:
    return frozenset(sender.key for sender in response.metadata.senders)


def _above(text: str, unit: Unit) -> tuple[str, ...]:
    """What stands above a unit, the nearest first."""
    spans = (unit.lead, unit.question, *reversed(unit.sections))
    return tuple(span.of(text) for span in spans if span is not None)
