from collections.abc import Callable

import pytest

from graph.extraction.cues import CueFinder
from graph.extraction.decision import force
from graph.extraction.lexicon import Lexicon
from graph.model import BlockKind, Extraction, Force, Kind

Extract = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("fristen må utvides.", Force.MUST),
        ("fristen bør utvides.", Force.SHOULD),
        ("det er behov for en lengre frist.", Force.NEED),
        ("fristen kan med fordel utvides.", Force.COULD),
        ("fristen bør utvides fordi skolene må bygge.", Force.SHOULD),
        ("lengre frist for små skoler.", Force.SHOULD),
        ("fristen kan flyttes.", Force.COULD),
    ],
)
def test_the_force_is_that_of_the_strongest_word(lexicon: Lexicon, plain: str, expected: Force) -> None:
    assert force(CueFinder(lexicon).cues(plain, BlockKind.PARAGRAPH), plain) is expected


def test_only_recommendations_have_a_force(extract: Extract) -> None:
    found = extract("Vi er bekymret for at de små skolene mister tilbudet sitt.\n").statements
    assert [(one.kind, one.force) for one in found] == [(Kind.CONCERN, None)]


@pytest.mark.parametrize(
    ("option", "kinds"),
    [("☒ Ja", [Kind.SUPPORT]), ("☒ Nei", [Kind.OPPOSITION]), ("☒ Alternativ B", [Kind.SUPPORT]), ("☒ Vet ikke", [])],
)
def test_a_ticked_option_says_what_its_label_says(extract: Extract, option: str, kinds: list[Kind]) -> None:
    found = extract(f"Hva mener dere om forslaget?\n{option}\n").statements
    assert [one.kind for one in found] == kinds


def test_a_confidence_is_a_probability_and_a_position_names_its_cues(extract: Extract) -> None:
    (found,) = extract("Vi støtter forslaget om gratis leksehjelp.\n").statements
    assert 0.5 < found.confidence <= 1
    assert "stotter" in found.cues


def test_a_form_question_is_nobodys_position(extract: Extract) -> None:
    assert extract("Bør fristen for de små skolene utvides?\n").statements == ()
