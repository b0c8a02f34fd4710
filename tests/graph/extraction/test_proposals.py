from collections.abc import Callable

import pytest

from graph.extraction.proposals import ProposalFinder, Thread
from graph.model import Consultation, Proposal

CONSULTATION = Consultation(
    "eksempel",
    {"nb": "Eksempelhøring"},
    proposals=(
        Proposal("1", {"nb": "Leksehjelp i grunnskolen"}, sections=("§ 4", "kapittel 2"), phrases=("leksehjelpen",)),
        Proposal("2", {"nb": "Frist for innføring"}, sections=("§ 12",), questions=("Er fristen grei?",)),
    ),
)
FINDER = ProposalFinder(CONSULTATION)


@pytest.mark.parametrize(
    ("quote", "above", "number"),
    [
        ("Vi støtter § 4.", (), "1"),
        ("Kapittel 2 er godt.", (), "1"),
        ("Forslag 2 er uklart.", (), "2"),
        ("Leksehjelpen bør være gratis.", (), "1"),
        ("Dette er bra.", ("Er fristen grei?",), "2"),
        ("Dette er bra.", ("Merknader", "Forslag 1"), "1"),
        ("Gratis leksehjelp i grunnskolen er bra.", (), "1"),
        ("§ 12 er viktigere enn resten.", ("Forslag 1",), "2"),
        ("Vi liker § 45.", (), None),
        ("Kaffen er god.", (), None),
    ],
)
def test_a_position_reaches_its_proposal(quote: str, above: tuple[str, ...], number: str | None) -> None:
    assert FINDER.proposal(quote, above) == number


def test_a_consultation_without_proposals_asks_about_none() -> None:
    assert not ProposalFinder(None).are_asked
    assert ProposalFinder(None).proposal("§ 4", ()) is None


@pytest.fixture
def proposals_of() -> Callable[..., list[str | None]]:
    """The proposals of some units, each given by its words, block, heading and whether it takes a stance."""

    def followed(*units: tuple[str, int, str, bool]) -> list[str | None]:
        thread = Thread(FINDER)
        return [thread.proposal(words, (above,), block, takes_stance=stance) for words, block, above, stance in units]

    return followed


def test_a_sentence_goes_on_with_the_one_before_where_the_heading_names_both(
    proposals_of: Callable[..., list[str | None]],
) -> None:
    heading = "§ 4 og § 12"
    found = proposals_of(
        ("Vi støtter § 4.", 1, heading, True), ("§ 12 er bra.", 1, heading, True), ("Men når?", 1, heading, True)
    )
    assert found == ["1", "2", "2"]
    assert proposals_of(("Se § 4.", 1, "§ 12", False), ("Fristen er kort.", 1, "§ 12", True)) == ["1", "2"]


def test_a_paragraph_that_ends_by_naming_a_proposal_announces_the_next(
    proposals_of: Callable[..., list[str | None]],
) -> None:
    title = "Innspill"
    assert proposals_of(("Her om § 12.", 1, title, False), ("Den er bra.", 2, title, True)) == ["2", "2"]
    assert proposals_of(("Vi støtter § 12.", 1, title, True), ("Kaffen er god.", 2, title, True)) == ["2", None]
    assert proposals_of(("Her om § 12.", 1, title, False), ("Den er bra.", 2, "Annet", True)) == ["2", None]
