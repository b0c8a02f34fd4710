import pytest
from pyoxigraph import Literal, NamedNode

from graph.namespaces import XSD
from graph.store.limits import Limits
from graph.store.messages import LENGTH_BYTES, Notice, Question, length_of


def test_a_question_arrives_as_it_was_sent() -> None:
    terms = {
        "a": NamedNode("http://a"),
        "b": Literal('æ "\n\\', language="nb"),
        "c": Literal("07", datatype=XSD.integer),
    }
    sent = Question("SELECT * {}", terms, "csv", None, ("http://g",), ("http://h",))
    frame = sent.to_bytes()
    assert length_of(frame[:LENGTH_BYTES]) == len(frame) - LENGTH_BYTES
    assert Question.from_bytes(frame[LENGTH_BYTES:]) == sent


def test_a_notice_arrives_as_it_was_sent() -> None:
    sent = Notice(7, "solutions", "json", worn=True)
    assert Notice.from_bytes(sent.to_bytes()[LENGTH_BYTES:]) == sent


def test_a_limit_must_be_more_than_zero() -> None:
    with pytest.raises(ValueError, match="seconds"):
        Limits(seconds=0)
