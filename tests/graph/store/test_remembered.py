import asyncio
import os

import pytest

from graph.store.messages import Question, Reply
from graph.store.remembered import RememberedReplies

_ROOM = 32_000


def _kept(memory: RememberedReplies, text: str, content: bytes = b"yes", version: str = "1") -> bytes:
    question = Question(text)
    sent = question.to_bytes()
    memory.keep(question, sent, Reply("boolean", "json", content, version))
    return sent


def _known(memory: RememberedReplies, version: str, sent: bytes) -> Reply | None:
    return asyncio.run(memory.reply(version, sent))


async def _packed() -> None:
    """Wait until whatever else is under way is done."""
    await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})


def test_what_was_answered_is_remembered_for_the_version_that_answered() -> None:
    memory = RememberedReplies(_ROOM)
    sent = _kept(memory, "ASK { ?s ?p ?o }")
    known = _known(memory, "1", sent)
    assert known is not None
    assert known.content == b"yes"
    assert _known(memory, "2", sent) is None


def test_when_the_next_version_answers_nothing_of_the_last_one_stays() -> None:
    memory = RememberedReplies(_ROOM)
    sent = _kept(memory, "ASK { ?s ?p ?o }")
    later = _kept(memory, "ASK { ?a ?b ?c }", version="2")
    assert _known(memory, "1", sent) is None
    assert _known(memory, "2", sent) is None
    assert _known(memory, "2", later) is not None


def test_another_format_is_another_question() -> None:
    memory = RememberedReplies(_ROOM)
    _kept(memory, "ASK { ?s ?p ?o }")
    assert _known(memory, "1", Question("ASK { ?s ?p ?o }", solutions="xml").to_bytes()) is None


@pytest.mark.parametrize("word", ["RAND()", "now()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_may_be_something_else_each_time_is_not_remembered(word: str) -> None:
    memory = RememberedReplies(_ROOM)
    sent = _kept(memory, f"SELECT ({word} AS ?n) {{ }}")
    assert _known(memory, "1", sent) is None


def test_a_reply_that_would_crowd_out_many_others_is_not_remembered() -> None:
    memory = RememberedReplies(_ROOM)
    assert _known(memory, "1", _kept(memory, "ASK { }", os.urandom(_ROOM // 30))) is None


def test_replies_take_the_room_that_they_have_when_they_are_packed() -> None:
    memory, content = RememberedReplies(480_000), b"row" * 40_000
    sent = [_kept(memory, f"ASK {{ <http://a/{number}> ?p ?o }}", content) for number in range(20)]
    found = [_known(memory, "1", each) for each in sent]
    assert all(known and known.content == content for known in found)


def test_large_replies_are_kept_in_a_moment_and_one_at_a_time() -> None:
    async def use() -> None:
        memory, content = RememberedReplies(32_000_000), b"row" * 1_000_000
        first, second = _kept(memory, "ASK { ?a ?b ?c }", content), _kept(memory, "ASK { ?d ?e ?f }", content)
        await _packed()
        known = await memory.reply("1", first)
        assert known is not None
        assert known.content == content
        assert await memory.reply("1", second) is None

    asyncio.run(use())


def test_a_large_reply_of_a_version_that_is_over_when_it_is_packed_is_not_kept() -> None:
    async def use() -> None:
        memory = RememberedReplies(32_000_000)
        large = _kept(memory, "ASK { ?a ?b ?c }", b"row" * 1_000_000)
        small = _kept(memory, "ASK { ?d ?e ?f }", version="2")
        await _packed()
        assert await memory.reply("1", large) is None
        assert await memory.reply("2", large) is None
        assert await memory.reply("2", small) is not None

    asyncio.run(use())


def test_without_room_nothing_is_remembered() -> None:
    memory = RememberedReplies(0)
    assert _known(memory, "1", _kept(memory, "ASK { }")) is None


def test_where_there_is_no_room_what_was_asked_for_longest_ago_is_forgotten() -> None:
    memory = RememberedReplies(_ROOM)
    first, second = (_kept(memory, f"ASK {{ <http://a/{number}> ?p ?o }}", b"x" * 500) for number in range(2))
    for number in range(2, 200):
        assert _known(memory, "1", first) is not None
        _kept(memory, f"ASK {{ <http://a/{number}> ?p ?o }}", b"x" * 500)
    assert _known(memory, "1", second) is None


def test_what_is_remembered_never_takes_more_than_the_room() -> None:
    memory = RememberedReplies(_ROOM)
    sent = [_kept(memory, f"ASK {{ <http://a/{number}> ?p ?o }}", b"x" * (number % 700)) for number in range(500)]
    held = [(each, known) for each in sent if (known := _known(memory, "1", each))]
    assert 0 < sum(len(each) + len(known.content) for each, known in held) <= _ROOM
