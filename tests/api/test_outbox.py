import asyncio
from typing import Any

from api.outbox import Delivery, Outbox

Message = Any


def _delivered(outbox: Outbox, size: int, seconds_for_each: float = 0.0) -> list[Message]:
    """What is sent of an answer of some size to a client that needs some time for each piece."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        await asyncio.sleep(seconds_for_each)
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    asyncio.run(Delivery(outbox, b"x" * size, {"content-type": "text/csv"})({"type": "http"}, receive, send))
    return sent


def test_an_answer_arrives_whole_and_leaves_its_room_to_the_next() -> None:
    outbox = Outbox(capacity=300_000)
    for _ in range(3):
        start, *parts = _delivered(outbox, 200_000)
        assert (b"content-length", b"200000") in start["headers"]
        assert b"".join(part["body"] for part in parts) == b"x" * 200_000
        assert [part.get("more_body", False) for part in parts] == [True, True, True, False]
    assert outbox.used == 0


def test_an_answer_without_room_is_a_clean_refusal() -> None:
    outbox = Outbox(capacity=300_000)
    outbox.used = 200_000
    start, body = _delivered(outbox, 200_000)
    assert start["status"] == 503
    assert (b"retry-after", b"10") in start["headers"]
    assert b"Try again" in body["body"]
    assert outbox.used == 200_000


def test_a_client_that_never_finishes_is_left_and_its_room_is_free() -> None:
    outbox = Outbox(seconds=0.1)
    parts = _delivered(outbox, 1_000_000, seconds_for_each=0.05)[1:]
    assert all(part["more_body"] for part in parts)
    assert outbox.used == 0
