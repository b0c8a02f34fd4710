"""One small response with everything in it, as values."""

import hashlib
from collections.abc import Callable
from datetime import date

import pytest

from graph.model import (
    Actor,
    Block,
    BlockKind,
    Consultation,
    Document,
    Extraction,
    Force,
    Kind,
    Mention,
    Metadata,
    Part,
    Proposal,
    Response,
    Span,
    Statement,
    Thing,
    ThingType,
)

TEXT = (
    "Høringssvar om eksempelloven\n"
    "Vi støtter forslaget i § 4, men savner en frist.\n"
    "EHDS bør omtales fordi innbyggerne trenger for-\nutsigbarhet.\n"
    "Utvalget foreslår et register.\n"
    "Vi støtter forslaget i § 4, men savner en frist.\n"
)
EHDS = Thing("ehds", ThingType.INSTRUMENT, "Det europeiske helsedataområdet")
COMMITTEE = Thing("eksempelutvalget", ThingType.ACTOR, "Eksempelutvalget", registered=False)


def _span(quote: str, after: int = 0) -> Span:
    start = TEXT.index(quote, after)
    return Span(start, start + len(quote))


@pytest.fixture
def consultation() -> Consultation:
    """An invented consultation with two proposals."""
    return Consultation(
        "eksempelloven",
        {"nb": "Høring om eksempelloven"},
        asked_by=Actor("eksempeldepartementet", "Eksempeldepartementet", "departement"),
        deadline=date(2026, 5, 1),
        proposals=(Proposal("1", {"nb": "Frist i § 4"}, ("§ 4",)), Proposal("2", {"nb": "Register"})),
        invited=(Actor("eksempel-kommune", "Eksempel kommune", "kommune"),),
    )


@pytest.fixture
def document() -> Document:
    """A text of five lines on two pages."""
    spans, start = [], 0
    for line in TEXT.splitlines():
        spans.append(Block(Span(start, start + len(line)), BlockKind.PARAGRAPH))
        start += len(line) + 1
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return Document("svar.txt", "text/plain", digest, TEXT, tuple(spans), page_starts=(0, TEXT.index("EHDS")))


@pytest.fixture
def response(document: Document) -> Response:
    """What Eksempel kommune answers."""
    metadata = Metadata(
        title="Høringssvar om eksempelloven",
        senders=(Actor("eksempel-kommune", "Eksempel kommune", "kommune"),),
        issued=date(2026, 4, 1),
    )
    return Response("eksempel-kommune-1", metadata, (Part(document),))


@pytest.fixture
def extraction() -> Extraction:
    """Support with a lack, a recommendation with its reason, and what a committee proposes."""
    reason = _span("innbyggerne trenger for-\nutsigbarhet")
    statements = (
        _statement("Vi støtter forslaget i § 4", Kind.SUPPORT, proposal="1"),
        _statement("savner en frist.", Kind.CONCERN, proposal="1"),
        _statement("EHDS bør omtales", Kind.RECOMMENDATION, force=Force.SHOULD, targets=(EHDS,), justified_by=reason),
        _statement("innbyggerne trenger for-\nutsigbarhet", Kind.ASSESSMENT),
        _statement("Utvalget foreslår et register.", Kind.RECOMMENDATION, holder=COMMITTEE),
        _statement("Vi støtter forslaget i § 4", Kind.SUPPORT, after=100, proposal="1"),
    )
    return Extraction("f1", statements, (Mention(_span("EHDS"), EHDS),))


def _statement(quote: str, kind: Kind, *, after: int = 0, **more: object) -> Statement:
    build: Callable[..., Statement] = Statement
    return build(_span(quote, after), quote, kind, **more)
