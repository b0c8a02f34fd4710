"""What things are called is asked for once, for as long as the graph stays as it is."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from pyoxigraph import NamedNode

from api.asking import Row
from api.site.resident import ResidentStore
from api.things.naming import Names, label_rows
from graph.namespaces import concept
from graph.store.messages import Question, Reply

ASKS, OPPOSES = concept("stance", "asks"), concept("stance", "opposes")
NAMELESS = NamedNode("https://example.org/id/actor/nobody")


class Listening(ResidentStore):
    """A store that hears what it is asked, and whose version can change."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.heard: list[str] = []

    async def answer(self, question: Question, client: str = "") -> Reply:
        self.heard.append(question.text)
        return replace(await super().answer(question, client), version=self.version)

    def is_asked_about(self, thing: NamedNode) -> bool:
        """Whether the last question was about a thing."""
        return str(thing) in self.heard[-1]


@pytest.fixture
def store(described: Path) -> Listening:
    return Listening(described)


def asked(names: Names, *things: NamedNode) -> list[Row]:
    """The rows that a request is given for the names of some things."""
    application = FastAPI()
    application.state.names = names
    request = Request({"type": "http", "app": application, "headers": [], "client": None})
    return asyncio.run(label_rows(request, things))


def test_only_what_is_new_is_asked_for(store: Listening) -> None:
    names = Names(store)
    first = asked(names, ASKS)
    both = asked(names, ASKS, OPPOSES)
    assert both[: len(first)] == first
    assert store.is_asked_about(OPPOSES)
    assert not store.is_asked_about(ASKS)
    assert {row["mentioned"] for row in both} == {ASKS, OPPOSES}


def test_what_has_no_name_is_not_asked_for_again(store: Listening) -> None:
    names = Names(store)
    assert asked(names, NAMELESS) == asked(names, NAMELESS) == []
    assert len(store.heard) == 1


def test_another_version_of_the_graph_is_asked_anew(store: Listening) -> None:
    names = Names(store)
    asked(names, ASKS)
    store.version += " and more"
    asked(names, ASKS)
    assert len(store.heard) == 2


def test_nothing_is_kept_where_versions_are_not_known(store: Listening) -> None:
    names, store.version = Names(store), ""
    assert asked(names, ASKS) == asked(names, ASKS)
    assert len(store.heard) == 2


def test_of_very_many_things_no_question_is_longer_than_one_may_be(store: Listening) -> None:
    things = [
        NamedNode(f"https://standpunkt.example/id/actor/{'with-a-long-name-' * 4}{number}") for number in range(350)
    ]
    assert asked(Names(store), *things, ASKS)
    assert max(map(len, store.heard)) < store.limits.question


def test_more_things_than_are_remembered_are_all_named(store: Listening) -> None:
    names = Names(store)
    many = [NamedNode(f"https://example.org/{number}") for number in range(6000)]
    first = asked(names, ASKS)
    assert asked(names, ASKS, *many) == first
