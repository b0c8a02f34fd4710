import asyncio
import os
import shutil
import signal
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from graph.errors import (
    AnswerTooLargeError,
    DataFolderError,
    QueryError,
    QueryMemoryError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    StoreBusyError,
)
from graph.folder import DataFolder, Manifest
from graph.store.guarded import GuardedStore
from graph.store.limits import Limits
from graph.store.messages import Question
from tests.serving import broker_of

_LIMITS = Limits(seconds=1.0, memory=128_000_000, answer=1_000_000, workers=2, remembered=0)
_REMEMBERING = replace(_LIMITS, remembered=1_000_000)
_SIMPLE = "ASK { ?s a stp:Position }"
_ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6)) + " }"


def _bomb() -> str:
    text = '"aaaaaaaaaa"'
    for _ in range(9):
        text = f'REPLACE({text}, "a", "aaaaaaaaaa")'
    return f"SELECT (STRLEN({text}) AS ?n) {{ }}"


def _run(consultation: Path, use: Callable[[GuardedStore], Awaitable[None]], limits: Limits = _LIMITS) -> None:
    """Use a store, and see that no process of it is left."""

    async def opened() -> None:
        async with GuardedStore(consultation, limits) as store:
            await use(store)

    before = _children()
    asyncio.run(opened())
    assert _children() <= before


def _open_files() -> int:
    return psutil.Process().num_fds()


def _children() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


@pytest.mark.parametrize(
    ("query", "error"),
    [
        pytest.param(_ENDLESS, QueryTimeoutError, id="cross product"),
        pytest.param(_ENDLESS.replace("(COUNT(*) AS ?n)", "*") + " ORDER BY ?o5 ?s0", QueryError, id="sort"),
        pytest.param("SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f }", AnswerTooLargeError, id="distinct product"),
        pytest.param(_bomb(), QueryError, id="string bomb"),
        pytest.param(
            "SELECT (COUNT(*) AS ?n) { ?a (!<x:>|^!<x:>)* ?b . ?c (!<x:>|^!<x:>)* ?d . ?e (!<x:>|^!<x:>)* ?f }",
            QueryError,
            id="property paths",
        ),
        pytest.param("SELECT * " + "{" * 10_000 + "}" * 10_000, QueryError, id="nesting"),
        pytest.param("SELECT * { " + "?s ?p ?o . " * 10_000 + "}", QueryError, id="too long"),
        pytest.param("ASK { SERVICE <http://127.0.0.1:9/> { } }", QueryRefusedError, id="service"),
        pytest.param("SELECT", QuerySyntaxError, id="syntax"),
    ],
)
def test_a_hostile_query_is_ended_and_the_next_one_is_answered(
    consultation: Path, query: str, error: type[QueryError]
) -> None:
    async def use(store: GuardedStore) -> None:
        with pytest.raises(error):
            await store.answer(Question(query))
        reply = await store.answer(Question(_SIMPLE))
        assert reply.content == b'{"head":{},"boolean":true}'

    _run(consultation, use)


def test_a_query_that_needs_too_much_memory_is_told_so(consultation: Path) -> None:
    async def use(store: GuardedStore) -> None:
        with pytest.raises(QueryMemoryError, match="more than 128 MB"):
            await store.answer(Question(_bomb()))

    _run(consultation, use, Limits(seconds=60, memory=128_000_000, workers=1))


def test_many_hostile_queries_at_once_leave_the_store_as_it_was(consultation: Path) -> None:
    async def use(store: GuardedStore) -> None:
        attacks = [store.answer(Question(query)) for query in (_ENDLESS, _bomb(), _ENDLESS, _bomb())]
        simple = [store.answer(Question(_SIMPLE)) for _ in range(8)]
        outcomes = await asyncio.gather(*attacks, *simple, return_exceptions=True)
        assert all(isinstance(outcome, QueryError) for outcome in outcomes[:4])
        assert all(getattr(outcome, "kind", None) == "boolean" for outcome in outcomes[4:])

    _run(consultation, use)


def test_the_query_of_somebody_who_left_is_stopped(consultation: Path) -> None:
    async def use(store: GuardedStore) -> None:
        asking = asyncio.create_task(store.answer(Question(_ENDLESS)))
        await asyncio.sleep(0.2)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert (await store.answer(Question(_SIMPLE))).kind == "boolean"

    _run(consultation, use, Limits(seconds=60, workers=1))


def test_who_comes_when_too_many_wait_is_told_to_come_again(consultation: Path) -> None:
    async def use(store: GuardedStore) -> None:
        await store.answer(Question(_SIMPLE))
        asked = [asyncio.create_task(store.answer(Question(_ENDLESS))) for _ in range(3)]
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        assert sorted(type(outcome).__name__ for outcome in outcomes) == [
            "QueryTimeoutError", "QueryTimeoutError", "StoreBusyError",
        ]  # fmt: skip

    _run(consultation, use, Limits(seconds=0.5, workers=1, waiting=1))


def test_who_waits_too_long_for_a_turn_is_told_to_come_again(consultation: Path) -> None:
    async def use(store: GuardedStore) -> None:
        heavy = asyncio.create_task(store.answer(Question(_ENDLESS)))
        await asyncio.sleep(0.1)
        with pytest.raises(StoreBusyError):
            await store.answer(Question(_SIMPLE))
        with pytest.raises(QueryTimeoutError):
            await heavy

    _run(consultation, use, Limits(seconds=1.5, workers=1, patience=0.2))


def test_a_worker_that_used_much_memory_is_replaced(consultation: Path) -> None:
    text = '"aaaaaaaaaa"'
    for _ in range(6):
        text = f'REPLACE({text}, "a", "aaaaaaaaaa")'

    async def use(store: GuardedStore) -> None:
        before = _children()
        await store.answer(Question(f"SELECT (STRLEN({text}) AS ?n) {{ }}"))
        for _ in range(4):
            await store.answer(Question(_SIMPLE))
        assert _children() != before

    _run(consultation, use)


def test_a_crew_that_was_killed_is_replaced(consultation: Path) -> None:
    async def use(store: GuardedStore) -> None:
        broker = broker_of(os.getpid())
        broker.send_signal(signal.SIGKILL)
        await asyncio.sleep(0.05)
        assert (await store.answer(Question(_SIMPLE))).kind == "boolean"

    _run(consultation, use)


def test_a_new_version_of_the_graph_is_served_without_a_pause(consultation: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.trig"
    shutil.copy(consultation, data)
    following = tmp_path / "next.trig"
    following.write_text(consultation.read_text() + "<http://a> <http://b> <http://c> .\n")

    async def use(store: GuardedStore) -> None:
        version, triples = store.version, store.triples
        following.replace(data)
        for _ in range(100):
            await store.answer(Question(_SIMPLE))
            if store.version != version:
                break
            await asyncio.sleep(0.1)
        assert store.triples == triples + 1

    _run(data, use)


def test_a_new_version_that_cannot_be_read_leaves_the_old_one_in_service(consultation: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.trig"
    shutil.copy(consultation, data)

    async def use(store: GuardedStore) -> None:
        data.write_text("damaged")
        await asyncio.sleep(2)
        assert (await store.answer(Question(_SIMPLE))).content == b'{"head":{},"boolean":true}'

    _run(data, use)


def test_a_data_folder_that_was_built_anew_is_served(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")

    def commit(generation: int, key: str) -> None:
        with data.locked():
            lines = [f"<http://a/{key}> <http://b> <http://c> <http://g/{key}> .\n"]
            graphs = {f"response/{key}": data.write_graph(f"response/{key}", lines)}
            data.commit(Manifest(generation, "https://standpunkt.example", graphs))

    async def use(store: GuardedStore) -> None:
        asked = Question("ASK { <http://a/second> ?p ?o }")
        assert b"false" in (await store.answer(asked)).content
        commit(1, "second")  # the same number, as after the folder was removed and built again
        for _ in range(100):
            if b"true" in (await store.answer(asked)).content:
                return
            await asyncio.sleep(0.1)
        pytest.fail("the new content is not served")

    commit(1, "first")
    _run(data.path, use, _REMEMBERING)


def test_who_asks_again_does_not_wait_for_a_worker(consultation: Path) -> None:
    async def use(store: GuardedStore) -> None:
        first = await store.answer(Question(_SIMPLE), "somebody")
        heavy = [asyncio.create_task(store.answer(Question(_ENDLESS), "another")) for _ in range(_LIMITS.workers)]
        await asyncio.sleep(0.2)
        assert await store.answer(Question(_SIMPLE), "a third") == first
        assert not any(each.done() for each in heavy)
        await asyncio.gather(*heavy, return_exceptions=True)

    _run(consultation, use, replace(_REMEMBERING, seconds=3.0, quick=2.5))


def test_without_a_graph_the_store_does_not_open(tmp_path: Path) -> None:
    async def use(_: GuardedStore) -> None:
        pytest.fail("there is nothing to open")

    with pytest.raises(DataFolderError, match="standpunkt build"):
        _run(tmp_path, use)


def test_no_file_descriptor_is_lost(consultation: Path) -> None:
    async def use(store: GuardedStore) -> None:
        for _ in range(5):
            with pytest.raises(QueryError):
                await store.answer(Question(_bomb()))

    before = _open_files()
    _run(consultation, use)
    assert _open_files() <= before + 1
