from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from graph.extraction import open_extractor
from graph.extraction.classes import CLASSES, softmax
from graph.extraction.classifier import Classifier, Model
from graph.extraction.cues import CueFinder
from graph.extraction.lexicon import Lexicon
from graph.extraction.observations import observations
from graph.extraction.training import Sample, labels_of, train
from graph.model import Document, Kind, Span, Statement
from graph.registry import Registry

TEXT = "Skolene bør få mer tid. Vi er bekymret for skyssen. Byen ligger ved elva. Vi støtter planen."
KINDS = (Kind.RECOMMENDATION, Kind.CONCERN, None, Kind.SUPPORT)


@pytest.fixture(scope="module")
def sample(lexicon: Lexicon, paragraphs: Callable[[str], Document]) -> Sample:
    seen = observations(paragraphs(TEXT), CueFinder(lexicon), ())
    marked = zip(seen, KINDS, strict=True)
    return Sample(seen, tuple(Statement(one.unit.span, one.quote, kind) for one, kind in marked if kind))


def test_units_are_labelled_by_the_statement_that_overlaps_them(sample: Sample) -> None:
    assert labels_of(sample) == ["recommendation", "concern", "none", "support"]


def test_a_statement_that_hardly_overlaps_labels_nothing(sample: Sample) -> None:
    first = Statement(Span(0, 3), "Sko", Kind.CONCERN)
    assert labels_of(Sample(sample.observations, (first,)))[0] == "none"


def test_a_model_learns_what_it_is_shown(sample: Sample) -> None:
    model = train([sample], [], steps=10)
    shares = softmax(Classifier(model).scores(sample.observations))
    assert [CLASSES[number] for number in shares.argmax(axis=1)] == labels_of(sample)
    assert np.allclose(shares.sum(axis=1), 1)


def test_the_same_samples_give_the_same_bytes(sample: Sample, tmp_path: Path) -> None:
    for name in ("first", "second"):
        train([sample], ["bor"], steps=5).save(tmp_path / name)
    for name in ("weights.npy", "card.json"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def test_a_saved_model_is_the_same_when_loaded(sample: Sample, tmp_path: Path) -> None:
    model = train([sample], ["bor"], steps=5)
    model.save(tmp_path)
    assert Model.load(tmp_path).digest == model.digest


def test_an_extractor_answers_by_the_model_that_it_is_opened_with(sample: Sample, registry: Registry) -> None:
    shipped, other = open_extractor(registry), open_extractor(registry, model=train([sample], [], steps=5))
    assert other.fingerprint != shipped.fingerprint
