import pytest

from graph.store.messages import Question, Reply
from graph.store.remembered import RememberedReplies

_ROOM = 32_000


def _kept(memory: RememberedReplies, text: str, content: bytes = b"yes", version: str = "1") -> bytes:
    question = Question(text)
    sent = question.to_bytes()
    memory.keep(question, sent, Reply("boolean", "json", content, version))
    return sent


def test_what_was_answered_is_remembered_for_the_version_that_answered() -> None:
    memory = RememberedReplies(_ROOM)
    sent = _kept(memory, "ASK { ?s ?p ?o }")
    known = memory.reply("1", sent)
    assert known is not None
    assert known.content == b"yes"
    assert memory.reply("2", sent) is None


def test_when_the_next_version_answers_nothing_of_the_last_one_stays() -> None:
    memory = RememberedReplies(_ROOM)
    sent = _kept(memory, "ASK { ?s ?p ?o }")
    later = _kept(memory, "ASK { ?a ?b ?c }", version="2")
    assert memory.reply("1", sent) is None
    assert memory.reply("2", sent) is None
    assert memory.reply("2", later) is not None


def test_another_format_is_another_question() -> None:
    memory = RememberedReplies(_ROOM)
    _kept(memory, "ASK { ?s ?p ?o }")
    assert memory.reply("1", Question("ASK { ?s ?p ?o }", solutions="xml").to_bytes()) is None


@pytest.mark.parametrize("word", ["RAND()", "now()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_may_be_something_else_each_time_is_not_remembered(word: str) -> None:
    memory = RememberedReplies(_ROOM)
    sent = _kept(memory, f"SELECT ({word} AS ?n) {{ }}")
    assert memory.reply("1", sent) is None


def test_a_reply_that_would_crowd_out_many_others_is_not_remembered() -> None:
    memory = RememberedReplies(_ROOM)
    assert memory.reply("1", _kept(memory, "ASK { }", b"x" * (_ROOM // 30))) is None


def test_without_room_nothing_is_remembered() -> None:
    memory = RememberedReplies(0)
    assert memory.reply("1", _kept(memory, "ASK { }")) is None


def test_where_there_is_no_room_what_was_asked_for_longest_ago_is_forgotten() -> None:
    memory = RememberedReplies(_ROOM)
    first, second = (_kept(memory, f"ASK {{ <http://a/{number}> ?p ?o }}", b"x" * 500) for number in range(2))
    for number in range(2, 200):
        assert memory.reply("1", first) is not None
        _kept(memory, f"ASK {{ <http://a/{number}> ?p ?o }}", b"x" * 500)
    assert memory.reply("1", second) is None


def test_what_is_remembered_never_takes_more_than_the_room() -> None:
    memory = RememberedReplies(_ROOM)
    sent = [_kept(memory, f"ASK {{ <http://a/{number}> ?p ?o }}", b"x" * (number % 700)) for number in range(500)]
    held = [(each, known) for each in sent if (known := memory.reply("1", each))]
    assert 0 < sum(len(each) + len(known.content) for each, known in held) <= _ROOM
