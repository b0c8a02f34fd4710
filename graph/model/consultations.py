"""Who takes part, and what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph.model.things import Thing


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


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that a consultation asks about.

    `title` maps a language to the title in it. `sections`, `questions` and `phrases` are the ways in which responses
    point at it: chapter or paragraph labels (`§ 4`, `kapittel 3`), the form questions' wording or numbers, and
    characteristic words. `continues` holds the numbers of the proposals of an earlier consultation that this one
    carries on.
    """

    number: str
    title: Mapping[str, str]
    sections: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    continues: tuple[str, ...] = ()


OTHER_PROPOSAL = "ovrige"
"""The number of the proposal “Øvrige merknader”, which every consultation has."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """A process in which somebody asks for responses. `kind` is a key of the scheme of consultation kinds.

    `follows_up` is an earlier consultation on the same matter, known by its key alone. `rights`, `licence`,
    `full_text`, `original` and `signatories_stay` hold for every response that does not say otherwise (see `Metadata`).
    """

    key: str
    title: Mapping[str, str]
    kind: str = "horing"
    registered: bool = False
    asked_by: Actor | None = None
    deadline: date | None = None
    case_number: str | None = None
    instruments: tuple[Thing, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    invited: tuple[Actor, ...] = ()
    follows_up: "Consultation | None" = None
    rights: str | None = None
    licence: str | None = None
    full_text: bool = False
    original: bool = False
    signatories_stay: bool = False
