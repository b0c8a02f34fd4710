"""The values that travel through Standpunkt, from bytes to triples. All are immutable."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from graph.errors import UngroundedQuoteError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, counted in the text of one document."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"A span must run forward from zero or later, not {self.start} to {self.end}.")

    def of(self, text: str) -> str:
        """The characters of the text that the span covers.

        >>> Span(3, 8).of("Vi støtter dette.")
        'støtt'
        """
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


# ── Documents ────────────────────────────────────────────────────────────────────────────────────────────────────────


class BlockKind(StrEnum):
    """What a stretch of a document is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    FORM_QUESTION = "form-question"
    TICKED_OPTION = "ticked-option"
    UNTICKED_OPTION = "unticked-option"
    FOOTNOTE = "footnote"
    LETTERHEAD = "letterhead"
    SIGNATURE = "signature"
    PAGE_FURNITURE = "page-furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document with one role; `level` is the depth of a heading (1 is the title) or list item."""

    span: Span
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came inside another one (an e-mail's)."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its text, which never changes, and layers that refer to it by offset.

    `digest` is the SHA-256 of the file's bytes, `page_starts` holds the offset at which each page begins (empty where
    the format has no pages), `blocks` are ordered and do not overlap; text between them is white space or marks
    (bullets, numbers).
    `properties` holds what the file says of itself (keys: title, author, created, sender, recipient, subject).
    """

    name: str
    media_type: str
    digest: str
    text: str
    blocks: tuple[Block, ...]
    page_starts: tuple[int, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    properties: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def page(self, offset: int) -> int | None:
        """The number, from 1, of the page on which an offset lies; None where the format has no pages."""
        started = sum(start <= offset for start in self.page_starts)
        return started or None


# ── Actors, consultations, responses ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who holds, asks for or is asked to act on a position.

    `kind` is a key of the scheme of actor kinds (`kommune`, `departement` …). The IRI of a registered actor is the
    registry's.
    """

    key: str
    name: str
    kind: str | None = None
    registered: bool = False
    organisation_number: str | None = None


class Outcome(StrEnum):
    """What a response as a whole amounts to."""

    REMARKS = "remarks"
    NO_REMARKS = "no-remarks"
    ABSTAINS = "abstains"
    ENDORSES = "endorses-another"


class Anchoring(StrEnum):
    """Who stands behind a response within the body that sent it."""

    POLITICAL = "politically-adopted"
    ADMINISTRATIVE = "administrative"
    DISSENT = "with-dissent"


class Publication(StrEnum):
    """Whether a response may be shown."""

    PUBLIC = "public"
    TO_BE_ASSESSED = "to-be-assessed"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that a consultation asks about.

    `title` maps a language to the title in it. `sections`, `questions` and `phrases` are the ways in which responses
    point at it: chapter or paragraph labels (`§ 4`, `kapittel 3`), the form questions' wording or numbers, and
    characteristic words.
    """

    number: str
    title: Mapping[str, str]
    sections: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


OTHER_PROPOSAL = "ovrige"
"""The number of the proposal “Øvrige merknader”, which every consultation has."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """A process in which somebody asks for responses. `kind` is a key of the scheme of consultation kinds."""

    key: str
    title: Mapping[str, str]
    kind: str = "horing"
    registered: bool = False
    asked_by: Actor | None = None
    deadline: date | None = None
    case_number: str | None = None
    instruments: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    invited: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a response says about itself, or a sidecar says about it."""

    title: str | None = None
    language: str = "nb"
    senders: tuple[Actor, ...] = ()
    addressees: tuple[Actor, ...] = ()
    issued: date | None = None
    their_reference: str | None = None
    our_reference: str | None = None
    case_number: str | None = None
    signatories: tuple[str, ...] = ()
    outcome: Outcome = Outcome.REMARKS
    endorsed: Actor | None = None
    anchoring: Anchoring | None = None
    publication: Publication = Publication.PUBLIC
    legal_ground: str | None = None
    publication_reasons: tuple[str, ...] = ()
    rights: str | None = None
    consultation: str | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a response; `role` is `main`, `attachment` or `short-version`."""

    document: Document
    role: str = "main"


@dataclass(frozen=True, slots=True)
class Response:
    """What one actor, or several jointly, answers. The main document is the first part."""

    key: str
    metadata: Metadata
    parts: tuple[Part, ...]

    @property
    def document(self) -> Document:
        """The main document, in whose text the offsets of the response's statements count."""
        return self.parts[0].document


# ── What is found in a response ──────────────────────────────────────────────────────────────────────────────────────


class Kind(StrEnum):
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


class Force(StrEnum):
    """How strongly a recommendation asks."""

    MUST = "must"
    SHOULD = "should"
    NEED = "need"
    COULD = "could"


class Stance(StrEnum):
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


class ThingType(StrEnum):
    """What a mention or a target names; the value is also the type's segment in IRIs."""

    INSTRUMENT = "instrument"
    GOAL = "goal"
    INDICATOR = "indicator"
    SOLUTION = "solution"
    ACTOR = "actor"
    GROUP = "group"
    CONSULTATION = "consultation"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """Something with an IRI that a statement can be about; an unregistered one is minted from designation or name."""

    key: str
    type: ThingType
    name: str
    registered: bool = True
    designation: str | None = None


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
    the rules that decided it, `confidence` lies between 0 and 1.
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


class VerdictKind(StrEnum):
    """How an actor stands on a proposal as a whole."""

    SUPPORTS = "supports"
    SUPPORTS_WITH_REMARKS = "supports-with-remarks"
    OPPOSES = "opposes"
    REMARKS = "remarks-without-stance"


# ── Grounding ────────────────────────────────────────────────────────────────────────────────────────────────────────


def check_grounding(document: Document, extraction: Extraction) -> None:
    """Refuse an extraction in which any quote differs from the text at its offsets.

    Raises:
        UngroundedQuoteError: for the first statement whose quote is not `text[start:end]`.
    """
    for statement in extraction.statements:
        span = statement.span
        if span.of(document.text) != statement.quote:
            raise UngroundedQuoteError(document.name, span.start, span.end, statement.quote)
    for mention in extraction.mentions:
        if mention.span.end > len(document.text):
            raise UngroundedQuoteError(document.name, mention.span.start, mention.span.end, mention.thing.name)


_JOINED_HYPHEN = re.compile(r"(?<=\w)[-\u00ad]\s*\n\s*(?=[a-zæøå])")
_WHITE_SPACE = re.compile(r"\s+")


def reading_form(quote: str) -> str:
    r"""A quote as people read it: lines re-joined, line-end hyphens removed, white space folded.

    >>> reading_form("Kommunene må få bedre forut-\nsigbarhet  og tid.")
    'Kommunene må få bedre forutsigbarhet og tid.'
    """
    return _WHITE_SPACE.sub(" ", _JOINED_HYPHEN.sub("", quote)).strip()


_NOT_COUNTED = re.compile(r"[\s\u00ad\u2010-\u2015-]+")


def folded(quote: str) -> str:
    r"""A quote for comparison: NFKC, case folded, without white space and hyphens, so that re-wrapping changes nothing.

    >>> folded("Vi støtter  for-\nslaget") == folded("vi støtter forslaget")
    True
    """
    return _NOT_COUNTED.sub("", unicodedata.normalize("NFKC", quote).casefold())
