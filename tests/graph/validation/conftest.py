"""An invented response of about fifteen kilobytes, as the mapping writes it."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from graph.folder import DataFolder, Manifest
from graph.iris import Iris, text_digest
from graph.mapping import response_triples
from graph.model import (
    OTHER_PROPOSAL,
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
from graph.settings import DEFAULT_BASE
from graph.triples import Triple
from graph.validation import Shapes

_KINDS = (Kind.SUPPORT, Kind.RECOMMENDATION, Kind.CONCERN, Kind.ASSESSMENT, Kind.OPPOSITION, Kind.COMMITMENT)
_SENTENCES = {
    Kind.SUPPORT: "Eksempel kommune støtter forslag {0} om å gi innbyggerne én felles oversikt over egne vedtak 🙂.",
    Kind.RECOMMENDATION: "Kommunen mener at departementet bør gi kommunene lengre frist for punkt {0} og penger.",
    Kind.CONCERN: "Vi er bekymret for at ordning {0} gir de minste kommunene mer arbeid enn de har folk til.",
    Kind.ASSESSMENT: "Erfaringene fra prøveprosjekt {0} viser at en felles løsning sparer tid for dem som bruker den.",
    Kind.OPPOSITION: "Kommunen går imot at gebyr nummer {0} skal kreves inn av kommunene på vegne av staten.",
    Kind.COMMITMENT: "Eksempel kommune bidrar gjerne i arbeidsgruppe {0} og stiller med folk fra første dag.",
}
_PROPOSALS = tuple(Proposal(str(number), {"nb": f"Eksempelforslag {number}"}) for number in range(1, 6))
_EXAMPLE_LAW = Thing("eksempelloven", ThingType.INSTRUMENT, "eksempelloven", registered=False)


@dataclass(frozen=True, slots=True)
class Realistic:
    """A response's triples, and the texts in which its offsets count, by digest."""

    triples: tuple[Triple, ...]
    texts: dict[str, str]


def _statement(span: Span, text: str, number: int) -> Statement:
    kind = _KINDS[number % len(_KINDS)]
    return Statement(
        span=span,
        quote=span.of(text),
        kind=kind,
        force=Force.SHOULD if kind is Kind.RECOMMENDATION else None,
        confidence=0.5 + number % 50 / 100,
        targets=(_EXAMPLE_LAW,) if number % 2 else (),
        section_targets=(_EXAMPLE_LAW,) if number % 3 else (),
        holder="Eksempelrådet" if number % 11 == 10 else None,
        proposal=OTHER_PROPOSAL if number % 7 == 0 else str(1 + number % 5),
        themes=("arkiv",),
        dissent=number % 13 == 12,
    )


def _document(sentences: int) -> tuple[Document, list[Span]]:
    text, spans = "Høringssvar fra Eksempel kommune\n\n", []
    for number in range(sentences):
        sentence = _SENTENCES[_KINDS[number % len(_KINDS)]].format(number)
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + (" " if number % 4 else "\n\n")
        text += "Dette avsnittet sier bare hvordan saken er behandlet. "
    block = Block(Span(0, len(text)), BlockKind.PARAGRAPH)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document("svar.txt", "text/plain", digest, text, (block,), page_starts=(0, len(text) // 2)), spans


def realistic_response(sentences: int) -> Realistic:
    """A response with so many statements, every fourth of which names an instrument."""
    document, spans = _document(sentences)
    consultation = Consultation("eksempelhoring", {"nb": "Eksempelhøringen"}, proposals=_PROPOSALS)
    statements = tuple(_statement(span, document.text, number) for number, span in enumerate(spans))
    mentions = tuple(Mention(Span(span.start, span.start + 8), _EXAMPLE_LAW) for span in spans[::4])
    sender = Actor("eksempel-kommune", "Eksempel kommune", "kommune")
    addressee = Actor("eksempeldepartementet", "Eksempeldepartementet", "departement")
    metadata = Metadata(
        title="Høringssvar om eksempelloven",
        senders=(sender,),
        addressees=(addressee,),
        issued=date(2023, 11, 30),
        consultation=consultation.key,
    )
    response = Response("eksempel-kommune-0123456789ab", metadata, (Part(document),))
    extraction = Extraction("0123456789abcdef", statements, mentions)
    triples = response_triples(response, [extraction], consultation, Iris(DEFAULT_BASE))
    return Realistic(tuple(dict.fromkeys(triples)), {text_digest(document.text): document.text})


@pytest.fixture(scope="session")
def realistic() -> Realistic:
    """A response of about fifteen kilobytes and 2,300 triples."""
    return realistic_response(90)


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    """The shipped shapes."""
    return Shapes.load()


@pytest.fixture(scope="session")
def short() -> Realistic:
    """A shorter response with a statement of every kind, small enough for another engine."""
    return realistic_response(14)


@pytest.fixture(scope="session")
def short_folder(tmp_path_factory: pytest.TempPathFactory, short: Realistic) -> Path:
    """A data folder that holds the shorter response."""
    folder = DataFolder(tmp_path_factory.mktemp("data"))
    name = "response/eksempel-kommune-0123456789ab"
    with folder.locked():
        lines = (f"{triple} <{DEFAULT_BASE}/graph/{name}> .\n" for triple in short.triples)
        file = folder.write_graph(name, lines)
        texts = tuple(folder.write_text(text) for text in short.texts.values())
        folder.commit(Manifest(generation=1, base=DEFAULT_BASE, graphs={name: file}, texts=texts))
    return folder.path
