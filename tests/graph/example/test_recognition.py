"""What the example's answers say of themselves is recognised."""

import re
from datetime import date

import pytest

from graph.errors import UnreadableDocumentError
from graph.example.make import EXAMPLE
from graph.model import Anchoring, Consultation, Document, Metadata, Outcome, Publication
from graph.reading.declarations import read_consultation_file, read_sidecar
from graph.reading.inputs import discover
from graph.reading.masking import mask
from graph.reading.metadata.letter import Letter
from graph.reading.metadata.recognition import recognise
from graph.registry import Registry

JOINT = ("Eksempelnes kommune", "Eksempelstrand kommune", "Eksempelkysten sykehus HF")
ANSWERS = (
    ("eksempel-kommune-skjema", ("Eksempel kommune",), date(2025, 10, 3), "nb"),
    ("eksempel-universitetssykehus", ("Eksempel universitetssykehus HF",), date(2025, 10, 13), "nb"),
    ("eksempelby-kommune", ("Eksempelby kommune",), date(2025, 9, 26), "nb"),
    ("eksempelbygda-kommune", ("Eksempelbygda kommune",), date(2025, 9, 19), "nb"),
    ("eksempelbygda-kommune-endelig", ("Eksempelbygda kommune",), date(2025, 10, 9), "nb"),
    ("eksempeldal-kommune", ("Eksempeldal kommune",), date(2025, 9, 29), "nn"),
    ("eksempeldirektoratet", ("Eksempeldirektoratet",), date(2025, 10, 14), "nb"),
    ("eksempelforbundet", ("Eksempelforbundet",), date(2025, 10, 14), "nb"),
    ("eksempelradet-for-personvern", ("Eksempelrådet for personvern",), date(2025, 10, 13), "nb"),
    (
        "eksempelsenteret-for-digital-sikkerhet",
        ("Eksempelsenteret for digital sikkerhet",),
        date(2025, 10, 15),
        "nb",
    ),
    ("eksempeltilsynet", ("Eksempeltilsynet",), date(2025, 9, 2), "nb"),
    ("eksempeluniversitetet", ("Eksempeluniversitetet",), date(2025, 10, 14), "nb"),
    ("eksempelvik-kommune-saksprotokoll", ("Eksempelvik kommune",), date(2025, 10, 8), "nb"),
    ("example-health-vendors-association", ("Example Health Vendors Association",), date(2025, 10, 10), "en"),
    ("felles-uttalelse-eksempelkysten", JOINT, date(2025, 10, 8), "nb"),
    ("foreningen-for-eksempler", ("Foreningen for eksempler",), date(2025, 10, 10), "nb"),
    ("innspill-fra-innbygger", ("Privatperson",), date(2025, 10, 5), "nb"),
    ("landslaget-for-eksempel", ("Landslaget for eksempel",), date(2025, 10, 12), "nn"),
)


@pytest.fixture(scope="module")
def consultation_read(registry: Registry) -> Consultation:
    """The example's consultation."""
    return read_consultation_file(EXAMPLE / "consultation.toml", registry)


@pytest.fixture(scope="module")
def recognised(
    documents: dict[str, Document], registry: Registry, consultation_read: Consultation
) -> dict[str, Metadata]:
    """What each answer says of itself, with what its sidecar declares."""
    found = {}
    for source in discover([EXAMPLE / "consultation.toml", EXAMPLE / "responses"]).sources:
        try:
            document = documents[source.path.stem]
        except (KeyError, UnreadableDocumentError):
            continue
        metadata = recognise(document, registry, [consultation_read])
        found[source.path.stem] = (
            read_sidecar(source.sidecar, registry).applied_to(metadata) if source.sidecar else metadata
        )
    return found


@pytest.mark.parametrize(("answer", "senders", "issued", "language"), ANSWERS, ids=lambda value: str(value)[:40])
def test_sender_date_and_language_are_recognised(
    answer: str, senders: tuple[str, ...], issued: date, language: str, recognised: dict[str, Metadata]
) -> None:
    metadata = recognised[answer]
    assert tuple(actor.name for actor in metadata.senders) == senders
    assert (metadata.issued, metadata.language) == (issued, language)


def test_every_answer_is_addressed_to_the_body_that_asks_in_its_consultation(
    recognised: dict[str, Metadata], consultation_read: Consultation
) -> None:
    assert {metadata.consultation for metadata in recognised.values()} == {consultation_read.key}
    assert {actor.name for metadata in recognised.values() for actor in metadata.addressees} == {
        "Eksempeldepartementet"
    }


def test_the_attachment_is_no_answer_of_its_own(recognised: dict[str, Metadata]) -> None:
    assert set(recognised) == {answer for answer, *_ in ANSWERS}


def test_outcomes_are_told_apart(recognised: dict[str, Metadata]) -> None:
    others = {name: found.outcome for name, found in recognised.items() if found.outcome is not Outcome.REMARKS}
    assert others == {"eksempeltilsynet": Outcome.NO_REMARKS, "eksempelforbundet": Outcome.ENDORSES}
    endorsed = recognised["eksempelforbundet"].endorsed
    assert endorsed is not None
    assert endorsed.name == "Foreningen for eksempler"


def test_only_the_marked_answer_is_held_back(recognised: dict[str, Metadata]) -> None:
    held = {name for name, found in recognised.items() if found.publication is not Publication.PUBLIC}
    assert held == {"eksempelsenteret-for-digital-sikkerhet"}
    assert recognised["eksempelsenteret-for-digital-sikkerhet"].legal_ground == "offl. § 13"


def test_the_later_answer_replaces_the_earlier_one(recognised: dict[str, Metadata]) -> None:
    assert recognised["eksempelbygda-kommune-endelig"].replaces == "eksempelbygda-kommune-forelopig"
    assert recognised["eksempelbygda-kommune-endelig"].anchoring is Anchoring.POLITICAL


def test_the_private_person_s_name_is_nowhere_in_the_metadata(recognised: dict[str, Metadata]) -> None:
    assert "Eksempelsen" not in repr(recognised["innspill-fra-innbygger"])


def test_case_officers_are_no_signatories(recognised: dict[str, Metadata]) -> None:
    assert not [name for found in recognised.values() for name in found.signatories if "Eksempelmo" in name]


def test_the_private_person_is_masked_in_the_text_without_moving_a_letter(
    documents: dict[str, Document], recognised: dict[str, Metadata]
) -> None:
    document = documents["innspill-fra-innbygger"]
    masked = mask(Letter(document), recognised["innspill-fra-innbygger"])
    assert len(masked.text) == len(document.text)
    assert "Eksempelsen" in document.text
    assert not re.search("eksempelsen|Eksempelveien|00 00 00 00", masked.text, re.IGNORECASE)
