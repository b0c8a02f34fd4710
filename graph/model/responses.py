"""What an actor answers, and what it says about itself."""

from dataclasses import dataclass
from datetime import date

from graph.model.consultations import Actor
from graph.model.documents import Document
from graph.model.names import Name


class Outcome(Name):
    """What a response as a whole amounts to."""

    REMARKS = "remarks"
    NO_REMARKS = "no-remarks"
    ABSTAINS = "abstains"
    ENDORSES = "endorses-another"


class Anchoring(Name):
    """Who stands behind a response within the body that sent it."""

    POLITICAL = "politically-adopted"
    ADMINISTRATIVE = "administrative"
    DISSENT = "with-dissent"


class Publication(Name):
    """Whether a response may be shown."""

    PUBLIC = "public"
    TO_BE_ASSESSED = "to-be-assessed"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a response says about itself, or a sidecar says about it.

    `licence` is an IRI. `full_text` says that rights are cleared to show the whole text, `original` that its file may
    be kept and shown too, `signatories_stay` that those who sign in office are named in it; None leaves each to the
    consultation.
    """

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
    licence: str | None = None
    full_text: bool | None = None
    original: bool | None = None
    signatories_stay: bool | None = None
    consultation: str | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a response; `role` is `main`, `attachment` or `short-version`.

    `original_size` is the size of its file in bytes, where the file itself is kept and shown.
    """

    document: Document
    role: str = "main"
    original_size: int | None = None


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
