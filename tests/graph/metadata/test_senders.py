"""A sender is found wherever a response names it."""

from collections.abc import Callable

import pytest

from graph.model import Document, Metadata
from graph.reading.metadata.letter import Letter
from graph.reading.metadata.recognition import explained
from graph.registry import Registry

Recognised = Callable[..., Metadata]


def names(metadata: Metadata) -> tuple[str, ...]:
    return tuple(actor.name for actor in metadata.senders)


@pytest.mark.parametrize(
    "text",
    [
        "Notat\n\nTil: Helsereformutvalget\nFra: Eksempelforbundet\nDato: 1.2.2024\n\nVi ber om mer tid.",
        "Notat\n\nDato\t01.02.2024\nTil\tHelsereformutvalget\nFra\tEksempelforbundet\n\nVi ber om mer tid.",
        "Innspill fra Eksempelforbundet til Helsereformutvalget\n\nVi ber om mer tid.",
        "Eksempelforbundets innspill til Helsereformutvalget\n\nVi ber om mer tid.",
        "Eksempelforbundet sitt innspill til Helsereformutvalget\n\nVi ber om mer tid.",
        "Høringssvar\n\nNavn på høringsinstans:\nEksempelforbundet\n\nVi ber om mer tid.",
        "Høringssvar\n\nEksempelforbundet takker for muligheten til å gi innspill.\n\nVi ber om mer tid.",
        "Høringssvar\n\nVi ber om mer tid.\n\nMed vennlig hilsen\n\nEksempelforbundet\nKari Nordmann\nleder",
        "Høringssvar\n\nVi ber om mer tid.\n\nPå vegne av Eksempelforbundet\nKari Nordmann",
        "Høringssvar\n\nVi ber om mer tid.\n\nMed hilsen\nKari Nordmann\nGeneralsekretær i Eksempelforbundet",
    ],
)
def test_a_body_is_found_wherever_it_is_named(text: str, recognised: Recognised) -> None:
    assert names(recognised(text)) == ("Eksempelforbundet",)


def test_a_form_of_the_asking_body_is_from_the_body_that_speaks_in_it(recognised: Recognised) -> None:
    metadata = recognised(
        """
        Høringssvarskjema: Forslag til eksempelforskrift

        Merk skjemaet med «Saksnummer 24/1» og send på e-post til postmottak@ehelse.no

        1) Støtter dere forslaget?
        ☒ Ja  ☐ Nei

        Eksempeltilsynet støtter forslaget og mener at det vil gi bedre tjenester.
        Eksempeltilsynet ber om en veileder.
        """
    )
    assert names(metadata) == ("Eksempeltilsynet",)
    assert [actor.key for actor in metadata.addressees] == ["ehelse"]


def test_a_short_name_stands_for_the_full_one(recognised: Recognised) -> None:
    text = (
        "Høringssvar\n\nLandslaget for eksempler (LFE) takker for muligheten. LFE mener at mer må til. LFE ber om svar."
    )
    assert names(recognised(text)) == ("Landslaget for eksempler",)


def test_a_registered_actor_is_recognised_by_any_of_its_names(recognised: Recognised) -> None:
    metadata = recognised("Høringssvar\n\nLegemiddelverket viser til høringen. Legemiddelverket støtter forslaget.")
    assert [(actor.key, actor.registered) for actor in metadata.senders] == [("dmp", True)]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("Eksempel kommune og Eksempelby kommune", ("Eksempel kommune", "Eksempelby kommune")),
        ("Øvre, Nedre og Ytre kommune", ("Øvre kommune", "Nedre kommune", "Ytre kommune")),
        ("Nasjonalt senter for syn, hørsel og balanse", ("Nasjonalt senter for syn, hørsel og balanse",)),
        ("Institutt for eksempler, Universitetet i Eksempel", ("Institutt for eksempler, Universitetet i Eksempel",)),
    ],
)
def test_joint_senders_are_split_only_where_each_part_is_a_body(
    named: str, expected: tuple[str, ...], recognised: Recognised
) -> None:
    assert (
        names(recognised(f"Høringsuttalelse\n\nFra: {named}\nTil: Helsereformutvalget\n\nVi støtter forslaget."))
        == expected
    )


def test_a_list_of_senders_is_taken_whole(recognised: Recognised) -> None:
    text = """
        Felles innspill

        Følgende organisasjoner er avsender av dette innspillet: Eksempelforbundet, Unge eksempler og Redd Eksemplene.

        Vi ber om mer tid.
        """
    assert names(recognised(text)) == ("Eksempelforbundet", "Unge eksempler", "Redd Eksemplene")


def test_an_organisation_number_makes_the_key(recognised: Recognised) -> None:
    text = "Eksempelforbundet\nOrg.nr. 810 059 673\nOrg.nr. 810 059 672\n\nInnspill fra Eksempelforbundet\n\nVi ber om."
    (actor,) = recognised(text).senders
    assert (actor.key, actor.organisation_number, actor.kind) == (
        "org-810059672",
        "810059672",
        "interesseorganisasjon",
    )


def test_nobody_is_better_than_a_guess(recognised: Recognised) -> None:
    assert recognised("Innspill til Helsereformutvalget\n\nDet trengs flere folk. Kommunene må få mer.").senders == ()


@pytest.mark.parametrize(
    "text",
    [
        "Jeg skriver som privatperson og vil si noe om forslaget.\n\nHilsen\nKari Nordmann",
        "Høringssvar\n\nAvsender: Privatperson\nNavn: Kari Nordmann\n\nForslaget er bra.",
        "Høringssvar\n\n☐ Virksomhet\n☒ Privatperson\n\nForslaget er bra.",
        "Vi støtter forslaget.\n\nHilsen\nKari Nordmann",
        "Høringssvar\n\nFra: Kari Nordmann\n\nForslaget er bra.",
        "Eksempel kommune mener for mye. Eksempel kommune ber om mer. Jeg er imot. Jeg bor her.\n\nMvh\nKari Nordmann",
        "Til departementet\n\nJeg er imot. Jeg vil ikke ha det slik.\n\nMvh\nKari Nordmann",
    ],
)
def test_a_private_person_is_called_nothing_else(text: str, recognised: Recognised) -> None:
    metadata = recognised(text)
    assert [(actor.name, actor.kind) for actor in metadata.senders] == [("Privatperson", "privatperson")]
    assert metadata.signatories == ()
    assert "Nordmann" not in repr(metadata)


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi møter folk som pasienter, pårørende og som privatpersoner.",
        "Som pasient vil du merke forskjellen.",
        "Type høringsinstans: ☐ Privatperson ☒ Virksomhet",
        "☐ Privatperson\n☒ Virksomhet",
    ],
)
def test_speaking_of_private_persons_makes_none(sentence: str, recognised: Recognised) -> None:
    metadata = recognised(f"Høringssvar\n\n{sentence}\n\nEksempelforbundet takker for muligheten til å svare.")
    assert names(metadata) == ("Eksempelforbundet",)


def test_a_private_person_s_name_leaves_the_title(recognised: Recognised) -> None:
    metadata = recognised("Høringssvar fra Kari Nordmann\n\nJeg er imot. Jeg bor her.\n\nHilsen\nKari Nordmann")
    assert metadata.title == "Høringssvar fra Privatperson"


def test_it_is_told_how_each_field_was_found(registry: Registry, letter: Callable[..., Document]) -> None:
    document = letter("Notat\n\nFra: Eksempelforbundet\nTil: Helsereformutvalget\nDato: 1.2.2024\n\nHei.")
    found = explained(Letter(document), registry, ())
    ways = {origin.field: origin.found for origin in found.origins}
    assert ways["addressees"] == "labelled as addressee"
    assert ways["issued"] == "labelled as date"
    assert ways["senders"].startswith("labelled as sender")


def test_signatories_are_people_in_office_and_never_case_officers(recognised: Recognised) -> None:
    metadata = recognised(
        """
        Eksempel kommune

        Saksbehandler: Ola Hansen

        Høringssvar fra Eksempel kommune

        Vi støtter forslaget.

        Med vennlig hilsen

        Kari Nordmann (e.f.)
        kommunedirektør

        Ola Hansen
        seniorrådgiver
        """
    )
    assert metadata.signatories == ("Kari Nordmann",)


@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n"])
def test_a_letterhead_above_the_receivers_address_is_the_sender(gap: str, recognised: Recognised) -> None:
    letter = (
        f"Eksempelberg kommune{gap}Eksempeldepartementet\nPostboks 1 Eksempel\n0001 EKSEMPEL\n\n"
        "Dato: 12. februar 2026\n\nHøringssvar – forslag til lov om trygg skolevei\n\nVi støtter forslaget.\n\n"
        "Med vennlig hilsen\nOla Eksempelsen\nordfører\n"
    )
    found = recognised(letter)
    assert [actor.name for actor in found.senders] == ["Eksempelberg kommune"]
    assert [actor.name for actor in found.addressees] == ["Eksempeldepartementet"]


def test_an_office_in_capitals_is_nobodys_name(recognised: Recognised) -> None:
    text = "EKSEMPLARS INNSPILL\n\nEKSEMPLAR ber om mer tid.\n\nMed hilsen\nKari Nordmann\nCEO EKSEMPLAR AS"
    assert names(recognised(text)) == ("EKSEMPLAR",)
