"""People's data are covered before anything is extracted, and nothing moves."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.model import Document, Metadata
from graph.reading import read
from graph.reading.masking import COVER, mask
from graph.reading.metadata.letter import Letter
from graph.reading.metadata.recognition import recognise
from graph.registry import Registry

TEST_PERSON = "01819010001"
PRIVATE = """
    Høringssvar fra Kari Nordmann

    Jeg skriver som privatperson. Jeg, Kari, er imot forslaget.
    Ring meg på 41 23 45 67 eller skriv til kari.nordmann@post.example.

    Hilsen Kari Nordmann
    Eksempelveien 12, 0001 Eksempel
    """
OFFICIAL = f"""
    Eksempel kommune

    Saksbehandler: Ola Hansen
    Telefon: 22 33 44 55

    Høringssvar fra Eksempel kommune

    Saken gjelder {TEST_PERSON[:6]} {TEST_PERSON[6:]}. Kontakt: ola.hansen@eksempel.kommune.no,
    post@eksempel.kommune.no, mobil 912 34 567.

    Med hilsen
    Kari Nordmann
    kommunedirektør
    """


@pytest.fixture
def masked(registry: Registry, letter: Callable[..., Document]) -> Callable[..., tuple[Document, Document]]:
    """A document and what it is after masking."""

    def both(text: str, name: str = "svar.txt") -> tuple[Document, Document]:
        document = letter(text, name)
        return document, mask(Letter(document), recognise(document, registry, ()))

    return both


@pytest.mark.parametrize("text", [PRIVATE, OFFICIAL])
def test_lengths_lines_blocks_and_digest_stay(text: str, masked: Callable[..., tuple[Document, Document]]) -> None:
    before, after = masked(text)
    assert len(after.text) == len(before.text)
    assert [len(line) for line in after.text.split("\n")] == [len(line) for line in before.text.split("\n")]
    assert (after.blocks, after.digest, after.page_starts) == (before.blocks, before.digest, before.page_starts)


def test_nothing_tells_who_a_private_person_is(masked: Callable[..., tuple[Document, Document]]) -> None:
    _, after = masked(PRIVATE, "Svar fra Kari Nordmann.txt")
    for secret in ("Kari", "Nordmann", "41 23 45 67", "kari.nordmann", "Eksempelveien"):
        assert secret not in after.text
        assert secret not in after.name
    assert "er imot forslaget" in after.text


def test_a_body_s_response_hides_numbers_case_officers_and_private_addresses(
    masked: Callable[..., tuple[Document, Document]],
) -> None:
    _, after = masked(OFFICIAL)
    for secret in ("Ola Hansen", TEST_PERSON[6:], "ola.hansen", "912 34 567", "Kari Nordmann"):
        assert secret not in after.text
    for shown in ("kommunedirektør", "post@eksempel.kommune.no", "22 33 44 55", "Eksempel kommune"):
        assert shown in after.text


@pytest.mark.parametrize("label", ["Ansvarlig\t", "Ansvarlig: ", "Ansvarleg: ", "Saksbehandler ", "Kontaktperson: "])
def test_who_is_responsible_for_a_memo_is_hidden(label: str, masked: Callable[..., tuple[Document, Document]]) -> None:
    _, after = masked(f"Notat\n\nDato\t08.05.2026\nFra\tEksempel kommune\n{label}Kari Nordmann\n\nVi er ansvarlige.")
    assert "Nordmann" not in after.text
    assert "ansvarlige" in after.text


def test_who_signs_in_office_is_named_only_where_that_is_chosen_and_who_handled_the_case_never_is(
    registry: Registry, letter: Callable[..., Document]
) -> None:
    document = letter(f"{OFFICIAL.rstrip()}\n\n    Per Olsen\n    rådgiver\n")
    metadata = recognise(document, registry, ())
    hidden = mask(Letter(document), metadata).text
    shown = mask(Letter(document), replace(metadata, signatories_stay=True)).text
    assert [name in hidden for name in ("Kari Nordmann", "Per Olsen", "Ola Hansen")] == [False, False, False]
    assert [name in shown for name in ("Kari Nordmann", "Per Olsen", "Ola Hansen")] == [True, False, False]


@pytest.mark.parametrize(
    "kept",
    [
        "Meld. St. 9 (2023-2024)",
        "Vi bruker Kjernejournal og DIPS",
        "mor og barn i Helse Vest",
        "Dato: 10.04.2026",
        "post@eksempel.kommune.no",
        "NOU 2023: 4",
        "Norsk Pasientforening",
    ],
)
@pytest.mark.parametrize(
    "letter_of",
    ["Eksempel kommune\n\n{}", "Jeg skriver som privatperson. Jeg mener noe.\n\n{}\n\nHilsen Kari Nordmann"],
)
def test_what_is_no_person_stays(kept: str, letter_of: str, masked: Callable[..., tuple[Document, Document]]) -> None:
    _, after = masked(letter_of.format(f"Det gjelder {kept} og mer."))
    assert kept in after.text


def test_an_e_mail_does_not_tell_its_private_sender(registry: Registry) -> None:
    content = (
        "From: Kari Nordmann <kari@post.example>\r\nTo: Eksempeldepartementet <post@eksempel.example>\r\n"
        "Subject: Innspill fra Kari Nordmann\r\nDate: Tue, 14 Oct 2025 15:12:00 +0200\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\nJeg er imot. Jeg bor her.\r\n\r\nHilsen Kari Nordmann\r\n"
    )
    document = read(content.encode(), "svar.eml")
    after = mask(Letter(document), recognise(document, registry, ()))
    assert "Nordmann" not in after.text
    assert "Nordmann" not in repr(after.properties)


def test_covering_twice_is_covering_once(masked: Callable[..., tuple[Document, Document]]) -> None:
    _, after = masked(PRIVATE)
    assert mask(Letter(after), Metadata()).text == after.text
    assert COVER in after.text


def test_an_attachment_hides_the_person_whom_the_letter_names(
    registry: Registry, letter: Callable[..., Document]
) -> None:
    main, attachment = letter(PRIVATE), letter("Vedlegg\n\nDette har Nordmann skrevet før.")
    after = mask(Letter(attachment), recognise(main, registry, ()), Letter(main))
    assert after.text == "Vedlegg\n\nDette har ████████ skrevet før."


@pytest.mark.parametrize(
    "text",
    [
        "Mitt navn er Kari Nordmann, og jeg bor i Eksempelveien 12, 0001 EKSEMPEL. Jeg er imot.\n\nHilsen Kari",
        "HØRINGSSVAR FRA KARI NORDMANN\n\nSom privatperson vil jeg si min mening.\n\nMed hilsen\nKARI NORDMANN",
        "Navn: Nordmann, Kari\nSvarer som: Privatperson\n\nDette er Karis mening. Ring 41234567.",
        "Høringssvar\n\nJeg er imot. Jeg bor her.\n\nMed hilsen\nNordmann, Kari\nEksempelveien 12",
    ],
)
def test_a_private_person_is_hidden_in_whatever_way_the_name_is_given(
    text: str, masked: Callable[..., tuple[Document, Document]], recognised: Callable[..., Metadata]
) -> None:
    metadata = recognised(text)
    _, after = masked(text)
    assert [actor.name for actor in metadata.senders] == ["Privatperson"]
    for secret in ("kari", "nordmann", "eksempelveien", "41234567"):
        assert secret not in after.text.casefold()
        assert secret not in (metadata.title or "").casefold()


@pytest.mark.parametrize(
    ("sender", "subject"),
    [('"Nordmann, Kari" <kari@post.example>', "Svar fra Kari Nordmann"), ("Kari Nordmann", "Innspill fra Nordmann")],
)
def test_neither_a_turned_name_nor_a_part_of_it_is_a_body(sender: str, subject: str, registry: Registry) -> None:
    content = f"From: {sender}\r\nSubject: {subject}\r\n\r\nJeg er imot. Jeg bor her.\r\n\r\nmvh\r\nKari\r\n"
    document = read(content.encode(), "svar.eml")
    metadata = recognise(document, registry, ())
    assert [actor.name for actor in metadata.senders] == ["Privatperson"]
    assert (metadata.title or "").endswith("fra Privatperson")
    assert "Kari" not in mask(Letter(document), metadata).text


@pytest.mark.parametrize(
    "written", ["018190 10001", "01.81.90 10001", "018190-10001", "01 81 90 100 01", "018190.10001"]
)
def test_an_identity_number_is_found_in_whatever_groups_it_is_written(
    written: str, masked: Callable[..., tuple[Document, Document]]
) -> None:
    _, after = masked(f"Eksempel kommune\n\nSaken gjelder {written} og ingen andre.")
    assert written not in after.text
    assert "og ingen andre" in after.text


def test_a_case_officer_who_signs_is_hidden_there_too(masked: Callable[..., tuple[Document, Document]]) -> None:
    _, after = masked(
        "Eksempel kommune\n\nSaksbehandler: Ola Hansen\n\nVi er enige.\n\nMed hilsen\nOla Hansen\nrådgiver"
    )
    assert "Hansen" not in after.text


def test_a_forwarded_letter_is_from_whoever_signed_it(registry: Registry) -> None:
    head = "From: k@post.example\r\nSubject: Fwd: Svar\r\n\r\n"
    content = f"{head}Jeg er imot. Jeg bor her.\r\n\r\nMed hilsen\r\nKari Nordmann\r\n"
    document = read(content.encode(), "svar.eml")
    metadata = recognise(document, registry, ())
    assert [actor.name for actor in metadata.senders] == ["Privatperson"]
    assert "Nordmann" not in mask(Letter(document), metadata).text
