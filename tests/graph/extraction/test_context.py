"""The second look sees what stands around a unit."""

from collections.abc import Callable

import numpy as np
import pytest

from graph.extraction.classes import CLASSES
from graph.extraction.context import context, contributions
from graph.extraction.cues import CueFinder
from graph.extraction.lexicon import Lexicon
from graph.extraction.observations import Observation, observations
from graph.model import Document

TEXT = "# Skolen\nSkolene bør få mer tid. Vi er bekymret for skyssen.\n- Byen ligger ved elva\n- Vi støtter planen"


@pytest.fixture(scope="module")
def seen(lexicon: Lexicon, paragraphs: Callable[[str], Document]) -> tuple[Observation, ...]:
    return observations(paragraphs(TEXT), CueFinder(lexicon), ())


def scores_of(units: int, *, certain: int | None = None) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    scores = np.zeros((units, len(CLASSES)))
    if certain is not None:
        scores[certain, 1] = 9.0
    return scores


def test_every_unit_has_a_row_of_the_same_columns(seen: tuple[Observation, ...]) -> None:
    whole = context(seen, scores_of(len(seen)))
    alone = context(seen[:1], scores_of(1))
    assert whole.shape == (len(seen), alone.shape[1])
    assert np.isfinite(whole).all()
    assert np.isfinite(alone).all()


def test_what_a_neighbour_does_changes_what_is_seen_of_a_unit(seen: tuple[Observation, ...]) -> None:
    calm, certain = (context(seen, scores_of(len(seen), certain=one)) for one in (None, 2))
    changed = np.abs(calm - certain).sum(axis=1) > 0
    assert changed[1]
    assert changed[2]
    assert changed[3]


def test_what_each_part_adds_makes_the_whole(seen: tuple[Observation, ...]) -> None:
    scores = scores_of(len(seen), certain=1)
    columns = context(seen, scores)
    weights = np.random.default_rng(1).normal(size=(columns.shape[1], len(CLASSES)))
    for number in range(len(seen)):
        parts = [rows[number] for _, rows in contributions(seen, scores, weights)]
        assert np.allclose(sum(parts), columns[number] @ weights)
