"""Every prediction can be explained, by what stands in the text and by nothing else."""

from collections.abc import Callable, Sequence

import pytest

from graph.extraction import ExplainingExtractor
from graph.extraction.cues import CueFinder
from graph.extraction.explanation import Explanation
from graph.extraction.feature_names import Sort, names
from graph.extraction.features import FeatureMaker
from graph.extraction.lexicon import Lexicon
from graph.extraction.observations import Observation, observations
from graph.model import Document, Metadata, Part, Response, Span, Statement

TEXT = """
# Om forslaget
Kommunen støtter forslaget om gratis leksehjelp.
Vi ber departementet om å:
- utvide fristen
Er dere enige i forslag 2?
☒ Ja
☒ Alternativ B
Fristen er satt til mars. Vi er likevel bekymret for kostnadene, og meiner at staten bør dekkje dei.
"""
MINUTES = """
# Saksprotokoll
# Innstilling
Kommunen bør gå imot forslaget.
# Vedtak
Eksempel kommune støtter forslaget.
"""


@pytest.fixture(scope="module", params=[TEXT, MINUTES], ids=["a letter", "minutes"])
def document(request: pytest.FixtureRequest, paragraphs: Callable[[str], Document]) -> Document:
    return paragraphs(request.param)


@pytest.fixture(scope="module")
def seen(document: Document, lexicon: Lexicon) -> Sequence[Observation]:
    return observations(document, CueFinder(lexicon), ("Kommunen",))


def response_of(document: Document) -> Response:
    return Response("svar", Metadata(), (Part(document),))


def explained(extractor: ExplainingExtractor, document: Document) -> list[tuple[Statement, Explanation]]:
    response = response_of(document)
    statements = extractor(document, response, None).statements
    found = dict(extractor.explanations(document, response, None, [one.span for one in statements]))
    return [(one, found[one.span]) for one in statements]


def test_every_feature_of_a_unit_has_a_name(seen: Sequence[Observation]) -> None:
    [(_, features)] = FeatureMaker().features(seen)
    for number, one in enumerate(seen):
        places = {place for members, _ in features.groups(number) for place in members}
        assert places == names(seen, number).keys(), one.quote


def test_the_weights_of_all_features_add_up_to_the_odds(extractor: ExplainingExtractor, document: Document) -> None:
    found = explained(extractor, document)
    assert found
    for statement, why in found:
        weights = sum(weight.weight for weight in why.weights(statement.kind))
        assert weights == pytest.approx(why.odds(statement.kind), abs=1e-4)


def test_a_cue_is_told_with_the_words_that_it_matched(
    extractor: ExplainingExtractor, paragraphs: Callable[[str], Document]
) -> None:
    [(statement, why)] = explained(extractor, paragraphs("Vi støtter forslaget om gratis leksehjelp."))
    first = why.weights(statement.kind)[0]
    assert (first.name.sort, first.name.text, first.words) == (Sort.CUE, "stotter", "støtter")
    assert first.weight > 1


def test_the_words_of_a_unit_are_told_apart_from_those_around_it(
    extractor: ExplainingExtractor, paragraphs: Callable[[str], Document]
) -> None:
    document = paragraphs("# Finansiering\nVi støtter forslaget.\nByen ligger ved elva.")
    ((_, why),) = explained(extractor, document)
    told = {(weight.name.sort, weight.name.text) for weight in why.weights("support")}
    assert {
        (Sort.WORD, "støtter"),
        (Sort.WORDS, "vi støtter"),
        (Sort.HEADING, "finansiering"),
        (Sort.AFTER, "elva"),
    } <= told
    assert (Sort.WORD, "elva") not in told


def test_a_ticked_box_is_explained_by_its_rule(
    extractor: ExplainingExtractor, paragraphs: Callable[[str], Document]
) -> None:
    [(_, why)] = explained(extractor, paragraphs("Er dere enige i forslag 2?\n☒ Ja"))
    assert why.rule


def test_a_span_where_no_unit_stands_has_no_explanation(
    extractor: ExplainingExtractor, paragraphs: Callable[[str], Document]
) -> None:
    document = paragraphs("Vi støtter forslaget.")
    assert not list(extractor.explanations(document, response_of(document), None, [Span(500, 510)]))
    empty = paragraphs("")
    assert not list(extractor.explanations(empty, response_of(empty), None, [Span(0, 5)]))


def test_probabilities_of_every_unit_are_told(
    extractor: ExplainingExtractor, document: Document, seen: Sequence[Observation]
) -> None:
    shares = extractor.shares(document, response_of(document), None)
    assert len(shares) == len(seen)
    assert all(sum(classes.values()) == pytest.approx(1) for _, classes in shares)
