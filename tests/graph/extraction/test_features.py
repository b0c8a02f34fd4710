"""What a model is told of a unit does not depend on how many units are looked at together."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from graph.extraction.cues import CueFinder
from graph.extraction.features import FeatureMaker
from graph.extraction.hashing import parts_of, places_of, words_in
from graph.extraction.lexicon import Lexicon
from graph.extraction.observations import Observation, observations
from graph.extraction.parts import parts_together
from graph.extraction.ragged import Ragged
from graph.extraction.vocabulary import Vocabulary
from graph.model import Document

TEXT = """
# Om forslaget
Kommunen støtter forslaget om gratis leksehjelp. Vi er likevel bekymret for kostnadene. Staten må dekke dem.
Vi ber departementet om å:
- utvide fristen
- høre kommunene
Fristen er satt til mars. Det er for kort tid.
"""


@pytest.fixture(scope="module")
def seen(paragraphs: Callable[[str], Document], lexicon: Lexicon) -> Sequence[Observation]:
    return observations(paragraphs(TEXT), CueFinder(lexicon), ("Kommunen",))


def groups_of(maker: FeatureMaker, seen: Sequence[Observation]) -> list[list[tuple[list[int], float]]]:
    return [list(found.groups(unit)) for _, found in maker.features(seen) for unit in range(len(found))]


@pytest.mark.parametrize("at_once", [1, 2, 3, 5])
def test_a_unit_has_the_same_features_whether_few_or_many_are_looked_at_at_once(
    seen: Sequence[Observation], at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = groups_of(FeatureMaker(), seen)
    monkeypatch.setattr("graph.extraction.features._AT_ONCE", at_once)
    assert groups_of(FeatureMaker(), seen) == together


def test_a_unit_has_the_same_features_after_what_was_met_before_is_forgotten(
    seen: Sequence[Observation], monkeypatch: pytest.MonkeyPatch
) -> None:
    maker = FeatureMaker()
    before = groups_of(maker, seen)
    monkeypatch.setattr("graph.extraction.features._MOST_KNOWN", 0)
    assert groups_of(maker, seen) == before


def test_the_parts_of_many_words_are_those_of_each() -> None:
    words = ["forslag", "å", "høyringa", "Æ", "9", "€uro", "語", "𝒳y", "forslag"]
    together = parts_together(words)
    assert [together.of_unit(number) for number in range(len(words))] == [list(places_of(parts_of(w))) for w in words]


def test_a_text_has_the_words_that_its_pieces_have() -> None:
    vocabulary = Vocabulary()
    for text in (
        "Vi støtter NOU 2023: 4, men – som sagt – ikke e-helse!",
        "§3-1 a_b",
        "x" * 90 + " ",
        "ord " * 200,
        "²",
    ):
        assert [vocabulary.words[number] for number in vocabulary.numbers_in(text)] == words_in(text)


def test_the_rows_of_each_unit_are_added_up_with_its_weight() -> None:
    rows = np.array([[1, 2], [10, 20], [100, 120]], dtype=np.int8)
    ragged = Ragged.of([[0, 1], [], [2, 2], []], [1.0, 1.0, 0.5, 1.0])
    assert ragged.sums(rows).tolist() == [[11, 22], [0, 0], [100, 120], [0, 0]]


def test_a_part_of_the_units_keeps_their_rows_and_weights() -> None:
    part = Ragged.of([[7], [8, 9], [], [4]], [1.0, 2.0, 3.0, 4.0]).part(1, 3)
    assert [part.of_unit(0), part.of_unit(1)] == [[8, 9], []]
    assert part.shares.tolist() == [2.0, 3.0]
