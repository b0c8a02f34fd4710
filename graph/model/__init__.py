"""The values that travel through Standpunkt, from bytes to triples. All are immutable."""

from graph.model.consultations import OTHER_PROPOSAL, Actor, Consultation, Proposal
from graph.model.covering import COVER, covered
from graph.model.documents import Attachment, Block, BlockKind, Document
from graph.model.grounding import check_grounding, folded, reading_form, reading_offsets
from graph.model.layouts import Layout
from graph.model.responses import Anchoring, Metadata, Outcome, Part, Publication, Response
from graph.model.spans import Span
from graph.model.statements import (
    STANCES,
    Extraction,
    Force,
    Kind,
    Mention,
    Stance,
    Statement,
    VerdictKind,
)
from graph.model.things import Thing, ThingType

__all__ = [
    "COVER",
    "OTHER_PROPOSAL",
    "STANCES",
    "Actor",
    "Anchoring",
    "Attachment",
    "Block",
    "BlockKind",
    "Consultation",
    "Document",
    "Extraction",
    "Force",
    "Kind",
    "Layout",
    "Mention",
    "Metadata",
    "Outcome",
    "Part",
    "Proposal",
    "Publication",
    "Response",
    "Span",
    "Stance",
    "Statement",
    "Thing",
    "ThingType",
    "VerdictKind",
    "check_grounding",
    "covered",
    "folded",
    "reading_form",
    "reading_offsets",
]
