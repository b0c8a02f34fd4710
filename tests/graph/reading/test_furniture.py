from collections.abc import Callable

import pytest

from graph.model import Document
from graph.reading import read
from tests.graph.reading.letters import LETTER

View = Callable[[Document], list[tuple[str, str]]]


def test_a_paragraph_runs_over_a_page_number(blocks_of: View) -> None:
    source = (
        "Kommunene har over tid fått flere oppgaver enn de har penger til, og dette\n"
        "gjør at mange av dem ikke lenger kan tilby de tjenestene som innbyggerne\n\n3\n\n\n"
        "har krav på etter loven. Vi ber derfor om at finansieringen endres nå og ikke\n"
        "senere, slik at tjenestene kan opprettholdes.\n"
    )
    assert [kind for kind, _ in blocks_of(read(source.encode(), "a.txt"))] == ["paragraph"]


def test_headers_repeated_beside_page_numbers_are_furniture(blocks_of: View) -> None:
    page = "Vi støtter forslaget i del {0}, og viser til det som er sagt der.\n\n{0}\n\nEksempel kommune – svar\n\n"
    found = blocks_of(read("".join(page.format(number) for number in range(1, 5)).encode(), "a.txt"))
    assert [words for kind, words in found if kind == "page-furniture"].count("Eksempel kommune – svar") >= 3


def test_contact_details_inside_a_letter_are_letterhead(blocks_of: View) -> None:
    source = LETTER.replace(
        "1. Om finansieringen", "Org.nr.: 999 999 999 MVA\n\npost@eksempel.example\n\n1. Om finansieringen"
    )
    found = blocks_of(read(source.encode(), "a.txt"))
    assert ("letterhead", "Org.nr.: 999 999 999 MVA") in found
    assert ("letterhead", "post@eksempel.example") in found


def test_short_lines_after_a_colon_are_items(blocks_of: View) -> None:
    lines = ["Loven skal bidra til følgende mål for kommunene og innbyggerne:", "Bedre tjenester", "Lavere kostnader"]
    source = "\n\n".join([*lines, "Mer tid", "Vi er enige i dem."])
    assert [kind for kind, _ in blocks_of(read(source.encode(), "a.txt"))] == [
        "paragraph",
        *["list-item"] * 3,
        "paragraph",
    ]


def test_sources_at_the_foot_of_a_page_are_footnotes(blocks_of: View) -> None:
    source = (
        "Vi viser til rapporten om prøver i kommunene, som viser at få får hjelp i tide.\n"
        "Dette er ikke godt nok, etter vårt syn.\n\n"
        "Loven må derfor endres så snart som mulig.\n\n"
        "1 Eksempelrapporten, side 4, om kommunenes kostnader\n\n2\n\n\nNeste side begynner her.\n"
    )
    assert ("footnote", "1 Eksempelrapporten, side 4, om kommunenes kostnader") in blocks_of(
        read(source.encode(), "a.txt")
    )


def test_a_dash_goes_on_with_a_numbered_item(blocks_of: View) -> None:
    source = (
        "Vi vil peke på to forhold som loven må ta hensyn til, og som begge er\nviktige for kommunene:\n\n"
        "1. Uklart ansvar for prøvene\n– som gir ventetid for innbyggerne.\n"
        "2. Svak finansiering\n– som rammer små kommuner.\n"
    )
    items = [words for kind, words in blocks_of(read(source.encode(), "a.txt")) if kind == "list-item"]
    assert items == [
        "Uklart ansvar for prøvene – som gir ventetid for innbyggerne.",
        "Svak finansiering – som rammer små kommuner.",
    ]


def test_labels_below_each_other_are_lines_of_their_own(blocks_of: View) -> None:
    labels = "Til: Prøvedepartementet\nDato: 1. mai 2026\nSak: 26/100"
    source = f"# Høringssvar\n\n{labels}\n\nVi støtter loven slik den er foreslått nå.\n"
    assert blocks_of(read(source.encode(), "svar.md"))[1:4] == [
        ("letterhead", "Til: Prøvedepartementet"),
        ("letterhead", "Dato: 1. mai 2026"),
        ("letterhead", "Sak: 26/100"),
    ]


def test_an_answer_that_asks_is_no_heading(blocks_of: View) -> None:
    answer = "Hvem skal betale for dette i små kommuner?"
    source = f"Spørsmål 1: Støtter dere forslaget?\n☒ Vet ikke\n\n{answer}\n\nVi ber om svar.\n"
    assert ("paragraph", answer) in blocks_of(read(source.encode(), "a.txt"))


def test_names_at_the_end_are_a_signature_without_a_greeting(blocks_of: View) -> None:
    source = LETTER.replace("Med vennlig hilsen\n\n", "")
    assert blocks_of(read(source.encode(), "a.txt"))[-1] == ("signature", "Kari Eksempel kommunedirektør")


@pytest.mark.parametrize(
    "line",
    [
        "Telefonkonsultasjoner hos fastlegen",
        "Webinarer for alle kommunene",
        "Organisering og nasjonal styring",
        "NOU 2023: 4 Tid for handling",
        "Status i 2025 Kommunene og staten",
        "Fra sykehus til hjem",
    ],
)
def test_a_heading_that_begins_like_an_address_stays_a_heading(line: str, blocks_of: View) -> None:
    source = LETTER.replace("1. Om finansieringen", line)
    assert ("heading", line) in blocks_of(read(source.encode(), "a.txt"))


@pytest.mark.parametrize(
    "line",
    [
        "Postboks 5 Sentrum, 0101 Oslo",
        "Eksempelgata 3, 2010 Strømmen",
        "Telefon: 99 99 99 99",
        "Tlf. 99 99 99 99",
        "Org.nr. 999 999 999",
        "Besøksadr.: Eksempelgata 3",
        "9999 EKSEMPEL",
    ],
)
def test_contact_details_are_never_headings(line: str, blocks_of: View) -> None:
    source = LETTER.replace("1. Om finansieringen", line)
    assert ("letterhead", line) in blocks_of(read(source.encode(), "a.txt"))
