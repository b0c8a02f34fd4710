import pytest

from graph.extraction.proposals import ProposalFinder
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
