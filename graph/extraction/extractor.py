"""From a document to its statements and mentions: the pipeline, and the protocol that any extractor fulfils."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph.extraction.aboutness import Aboutness
from graph.extraction.attribution import Attribution
from graph.extraction.classes import CLASSES
from graph.extraction.classifier import Model
from graph.extraction.cues import cue_spans
from graph.extraction.decision import Judge, Verdict, force, with_endorsement
from graph.extraction.explanation import Explanation
from graph.extraction.lexicon import Lexicon, load_lexicon
from graph.extraction.observations import Observation
from graph.extraction.observer import Observer
from graph.extraction.proposals import ProposalFinder, Thread
from graph.extraction.reasons import with_reasons
from graph.extraction.speakers import Speakers
from graph.extraction.themes import ThemeFinder
from graph.model import (
    OTHER_PROPOSAL,
    Consultation,
    Document,
    Extraction,
    Kind,
    Outcome,
    Response,
    Span,
    Statement,
    Thing,
)
from graph.registry import Registry
from graph.resources import resource

_VERSION = "2"
_NORWEGIAN = frozenset({"nb", "nn", "no"})


class Extractor(Protocol):
    """Finds statements and mentions; `fingerprint` stands for all that its answers depend on beside its arguments."""

    fingerprint: str

    def __call__(self, document: Document, response: Response, consultation: Consultation | None) -> Extraction:
        """What one document of a response, answering a consultation, says."""
        ...


class ExplainingExtractor(Extractor, Protocol):
    """An extractor that can tell why it found what it found, and why it did not find the rest."""

    def shares(
        self, document: Document, response: Response, consultation: Consultation | None
    ) -> Sequence[tuple[Span, Mapping[str, float]]]:
        """The units that it chose among, each with the probability of every class, “none” included."""
        ...

    def explanations(
        self, document: Document, response: Response, consultation: Consultation | None, wanted: Iterable[Span]
    ) -> Iterator[tuple[Span, Explanation]]:
        """Why the units that match some spans best were taken for what they were, each span with its explanation.

        A span that no unit overlaps has none.
        """
        ...


def open_extractor(registry: Registry, lexicon: Path | None = None, model: Model | None = None) -> ExplainingExtractor:
    """The extractor that ships with Standpunkt, or one with another model.

    `lexicon` names a file with an analyst's own cues.

    Raises:
        LexiconError: the file cannot be read or a rule in it is wrong.
    """
    return _ModelExtractor(registry, load_lexicon(lexicon), model or shipped_model())


def shipped_model() -> Model:
    """The model that ships with Standpunkt."""
    return Model.load(resource("graph", "extraction", "model"))


class _ModelExtractor:
    """Finds positions by a linear model of cues and words, and says of each what it is about and whose it is."""

    def __init__(self, registry: Registry, lexicon: Lexicon, model: Model) -> None:
        self.fingerprint = hashlib.sha256(f"{_VERSION}\n{lexicon.digest}\n{model.digest}".encode()).hexdigest()[:16]
        self._lexicon = lexicon
        self._observer = Observer(registry, lexicon)
        self._judge = Judge(model)
        self._themes = ThemeFinder(registry.themes)
        self._attribution = Attribution(lexicon.reporting)

    def __call__(self, document: Document, response: Response, consultation: Consultation | None) -> Extraction:
        reading = self._observer.reading(document, response, consultation)
        seen = self._observer.units(document, response, reading)
        own = frozenset(sender.key for sender in response.metadata.senders)
        about = Aboutness(document.text, reading, own, self._lexicon.addressees)
        finder = ProposalFinder(consultation)
        verdicts = self._judge.verdicts(seen, _is_foreign(response))
        if response.metadata.outcome is Outcome.ENDORSES:
            verdicts = with_endorsement(seen, verdicts)
        names = [sender.name for sender in response.metadata.senders]
        speakers = Speakers(document.text, self._attribution, about.within, own, names)
        writer = _Writer(about, finder.are_asked, self._themes)
        answered = _answered(seen, verdicts, finder)
        judged = zip(seen, verdicts, speakers.holders(seen, verdicts), answered, strict=True)
        found = [
            writer.statement(one, says, held.holder, proposal)
            for one, verdict, held, proposal in judged
            if not held.is_lost and (says := verdict or held.told)
        ]
        return Extraction(self.fingerprint, with_reasons(document.text, found), reading.mentions)

    def shares(
        self, document: Document, response: Response, consultation: Consultation | None
    ) -> Sequence[tuple[Span, Mapping[str, float]]]:
        seen = self._seen(document, response, consultation)
        rows = self._judge.shares(seen, _is_foreign(response)) if seen else ()
        return [
            (one.unit.span, dict(zip(CLASSES, map(float, row), strict=True)))
            for one, row in zip(seen, rows, strict=True)
        ]

    def explanations(
        self, document: Document, response: Response, consultation: Consultation | None, wanted: Iterable[Span]
    ) -> Iterator[tuple[Span, Explanation]]:
        seen = self._seen(document, response, consultation)
        numbers = {span: number for span in wanted if (number := _nearest(span, seen)) is not None}
        found = dict(self._judge.explanations(seen, frozenset(numbers.values()), _is_foreign(response)))
        return ((span, found[number]) for span, number in numbers.items())

    def _seen(
        self, document: Document, response: Response, consultation: Consultation | None
    ) -> tuple[Observation, ...]:
        return self._observer.units(document, response, self._observer.reading(document, response, consultation))


def _is_foreign(response: Response) -> bool:
    return response.metadata.language not in _NORWEGIAN


def _nearest(span: Span, seen: Sequence[Observation]) -> int | None:
    """The number of the unit that overlaps a span most."""
    first = max(0, bisect_right(seen, span.start, key=lambda one: one.unit.span.start) - 1)
    last = bisect_left(seen, span.end, key=lambda one: one.unit.span.start)
    best = max(range(first, last), key=lambda number: seen[number].unit.span.overlap(span), default=None)
    return best if best is not None and seen[best].unit.span.overlap(span) else None


def _answered(
    seen: Sequence[Observation], verdicts: Sequence[Verdict | None], finder: ProposalFinder
) -> list[str | None]:
    """The proposal that each unit of a document speaks of."""
    if not finder.are_asked:
        return [None] * len(seen)
    thread = Thread(finder)
    return [
        thread.proposal(one.quote, one.above, one.unit.block, takes_stance=verdict is not None)
        for one, verdict in zip(seen, verdicts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the statements of one document."""

    about: Aboutness
    are_asked: bool
    themes: ThemeFinder

    def statement(
        self, seen: Observation, verdict: Verdict, holder: Thing | str | None, proposal: str | None
    ) -> Statement:
        """What a unit states, whose it is and what it is about."""
        named = self.about.within(seen.unit.span)
        is_asked = verdict.kind is Kind.RECOMMENDATION
        addressee = self.about.addressee(seen.unit.span, named) if is_asked else None
        targets = self.about.targets(seen.unit, (holder, addressee))
        return Statement(
            span=seen.unit.span,
            quote=seen.quote,
            kind=verdict.kind,
            force=force((*seen.cues, *seen.lead_cues), seen.plain) if is_asked else None,
            confidence=verdict.confidence,
            targets=targets,
            section_targets=self.about.section_targets(seen.unit, targets),
            addressee=addressee,
            holder=holder,
            proposal=(proposal or OTHER_PROPOSAL) if self.are_asked and verdict.kind.is_position else None,
            themes=self.themes.themes(seen.plain, seen.above),
            dissent=seen.voice.dissent,
            cues=verdict.cues,
            cue_spans=tuple(cue_spans(seen.unit.span, seen.quote, self._words(seen, verdict))),
        )

    def _words(self, seen: Observation, verdict: Verdict) -> list[str]:
        """The words, as the lexicon reads them, that the cues of a verdict matched."""
        return [seen.plain[cue.start : cue.end] for cue in seen.cues if cue.rule.name in verdict.cues]
