"""What is found in a response."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph.model.names import Name
from graph.model.spans import Span
from graph.model.things import Thing


class Kind(Name):
    """What an actor does with a statement (annotation guide, section 2)."""

    RECOMMENDATION = "recommendation"
    SUPPORT = "support"
    OPPOSITION = "opposition"
    CONCERN = "concern"
    ASSESSMENT = "assessment"
    COMMITMENT = "commitment"

    @property
    def is_position(self) -> bool:
        """Whether a statement of this kind is a position: the first four are."""
        return self not in (Kind.ASSESSMENT, Kind.COMMITMENT)


class Force(Name):
    """How strongly a recommendation asks."""

    MUST = "must"
    SHOULD = "should"
    NEED = "need"
    COULD = "could"


class Stance(Name):
    """How a position stands towards what it is about; it follows from the kind."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    CRITICAL = "critical"
    ASKS = "asks"


STANCES: Mapping[Kind, Stance] = MappingProxyType(
    {
        Kind.SUPPORT: Stance.SUPPORTS,
        Kind.OPPOSITION: Stance.OPPOSES,
        Kind.CONCERN: Stance.CRITICAL,
        Kind.RECOMMENDATION: Stance.ASKS,
    }
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a thing."""

    span: Span
    thing: Thing


@dataclass(frozen=True, slots=True)
class Statement:
    """One place of a response in which something is said about a policy matter.

    `holder` is set where somebody else's stance is reported: a thing or, where nobody is registered, a name; `dissent`
    marks a minority's view. `justified_by` is the span of the statement that gives the reason, `cues` are the names of
    the rules that decided it and `cue_spans` where their words stand, `confidence` lies between 0 and 1.
    """

    span: Span
    quote: str
    kind: Kind
    force: Force | None = None
    confidence: float = 0.5
    targets: tuple[Thing, ...] = ()
    section_targets: tuple[Thing, ...] = ()
    addressee: Thing | None = None
    holder: Thing | str | None = None
    proposal: str | None = None
    themes: tuple[str, ...] = ()
    justified_by: Span | None = None
    dissent: bool = False
    cues: tuple[str, ...] = ()
    cue_spans: tuple[Span, ...] = ()

    def __hash__(self) -> int:
        """Statements of one document seldom share a place."""
        return hash((self.span.start, self.span.end))

    @property
    def is_reported(self) -> bool:
        """Whether somebody else than the responding actor holds this."""
        return self.holder is not None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extractor found in one document, in order; `extractor` identifies software, lexicon and model."""

    extractor: str
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()


class VerdictKind(Name):
    """How an actor stands on a proposal as a whole."""

    SUPPORTS = "supports"
    SUPPORTS_WITH_REMARKS = "supports-with-remarks"
    OPPOSES = "opposes"
    REMARKS = "remarks-without-stance"
