"""Every constraint lets the good example through and stops its bad one, with its own message and no other."""

import pytest
from pyoxigraph import Literal, Quad

from graph.validation import Shapes
from graph.validation.data import Data
from graph.validation.index import Index
from graph.validation.reference import Reference
from graph.validation.shape import Result
from graph.validation.shapes import shape_triples
from graph.validation.terms import SH


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes.load()


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(shape_triples())


@pytest.fixture(scope="module")
def runner(reference: Reference) -> Shapes:
    """Our own runner, with the same names for all shapes."""
    return Shapes.read(reference.shapes)


def test_a_whole_graph_conforms_to_every_shape(shapes: Shapes, whole: tuple[Quad, ...], texts: dict[str, str]) -> None:
    assert shapes.check(whole, texts) == ()


def test_every_shape_finds_something_to_look_at_in_the_whole_graph(
    shapes: Shapes, whole: tuple[Quad, ...], texts: dict[str, str]
) -> None:
    data = Data(whole, texts)
    assert [shape.title for shape in shapes.targeted if not shape.targets.focus(data)] == []


def test_a_broken_graph_fails_with_one_message_and_no_other(
    shapes: Shapes, failing: tuple[Quad, ...], message: str, texts: dict[str, str]
) -> None:
    said = {finding.messages["en"] for finding in shapes.check(failing, texts)}
    assert said == {message}


def test_another_engine_reports_the_same_of_a_broken_graph(
    runner: Shapes, reference: Reference, failing: tuple[Quad, ...], message: str, texts: dict[str, str]
) -> None:
    ours = runner.results(Data(failing, texts))
    theirs = set(reference.results(failing, texts))
    assert set(ours) == theirs
    assert message in {dict(result.messages)["en"] for result in theirs}


def test_another_engine_finds_nothing_in_the_whole_graph(
    reference: Reference, whole: tuple[Quad, ...], texts: dict[str, str]
) -> None:
    found: list[Result] = list(reference.results(whole, texts))
    assert found == []


def test_every_message_has_a_failing_example(failing_messages: set[str]) -> None:
    index = Index(shape_triples())
    messages = (text for texts in index.column(SH.message).values() for text in texts)
    assert {text.value for text in messages if isinstance(text, Literal) and text.language == "en"} == failing_messages
