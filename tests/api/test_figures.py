"""What pages count from columns, against what the graph answers to the questions of the same names."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

import httpx
import pytest
from fastapi import Request
from pyoxigraph import NamedNode

from api.app import create_app
from api.asking import Row, rows
from api.explore.loading import Explorables
from api.figures.counting import Counting
from api.figures.figures import Figures
from api.questions import about, limited, question_text
from api.site.resident import ResidentStore
from api.words import UnsearchedStore
from graph.namespaces import STP
from graph.query.named import named_query

_VIEWS = (
    "overview",
    "matrix",
    "matrix&by=goals",
    "matrix&by=instruments",
    "matter&on=1",
    "demands",
    "change",
    "change&change=changed",
    "responses",
)
_PROPOSED = '?one stp:number "1" ; dcterms:isPartOf ?thing . ?response stp:respondsTo ?thing'
_STANCES = ("supports", "opposes", "critical", "asks")


class _Asked:
    """The example, with its columns gathered, and with the graph to compare them with."""

    def __init__(self, folder: Path) -> None:
        self._request = Request({"type": "http", "headers": []})
        self._store = UnsearchedStore(ResidentStore(folder))
        explorables = Explorables(self._store)
        figures = Figures(explorables)
        assert figures.counting is None
        asyncio.run(explorables.known(self._request))
        assert figures.counting
        self.counting: Counting = figures.counting

    def rows(self, text: str, **terms: NamedNode) -> list[Row]:
        """What the graph answers."""
        return asyncio.run(rows(self._request, self._store, text, **terms))

    def pages(self, paths: Iterable[str], *, counted: bool) -> dict[str, str]:
        """Pages as the application makes them that has gathered its columns, or has not."""

        async def asked() -> dict[str, str]:
            transport = httpx.ASGITransport(create_app(self._store))
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                if counted:
                    await client.get("/explore")
                return {path: (await client.get(path)).raise_for_status().text for path in paths}

        return asyncio.run(asked())

    def things(self, pattern: str) -> list[NamedNode]:
        """What a pattern finds for ?thing."""
        found = self.rows(f"SELECT DISTINCT ?thing WHERE {{ {pattern} }} ORDER BY ?thing")
        return [thing for row in found if isinstance(thing := row["thing"], NamedNode)]


@pytest.fixture(scope="module")
def known(example_folder: Path) -> _Asked:
    """The example, counted and asked."""
    return _Asked(example_folder)


def _same(counted: Iterable[Row], asked: Iterable[Row], *names: str) -> bool:
    """Whether rows have the same values of some variables, in any order."""
    one, other = ([str([row.get(name) for name in names]) for row in some] for some in (counted, asked))
    return sorted(one) == sorted(other)


def test_positions_on_every_thing_are_counted_and_ordered_as_the_graph_has_them(known: _Asked) -> None:
    things = known.things("?statement stp:stance ?stance ; stp:concerns|dcterms:subject ?thing")
    assert len(things) > 20
    for thing in things:
        parts = [thing, *(row["about"] for row in known.rows(question_text("subject-parts"), thing=thing))]
        names = [part for part in parts if isinstance(part, NamedNode)]
        for question, columns in (("subject-stances", ("stance",)), ("subject-actors", ("stance", "actor"))):
            counted = getattr(known.counting, question.replace("-", "_"))(names)
            assert _same(counted, known.rows(about(question, names)), *columns, "positions")
        asked = known.rows(limited(about("subject-positions", names), 20, 1))
        counted = known.counting.subject_positions(names, None, 20, 1)
        assert [row["statement"] for row in counted] == [row["statement"] for row in asked]


@pytest.mark.parametrize("stance", _STANCES)
def test_the_positions_of_one_stance_are_found(known: _Asked, stance: str) -> None:
    (theme, *_) = known.things("?statement stp:stance ?stance ; dcterms:subject ?thing")
    kind = NamedNode(f"https://w3id.org/standpunkt/id/stance/{stance}")
    asked = known.rows(limited(about("subject-positions", [theme]), 5, 0), stance=kind)
    counted = known.counting.subject_positions([theme], kind, 5, 0)
    assert [row["statement"] for row in counted] == [row["statement"] for row in asked]


def test_every_actor_agrees_as_often_as_the_graph_says(known: _Asked) -> None:
    for actor in known.things("?verdict stp:verdictBy ?thing"):
        asked = known.rows(question_text("held-agreement"), thing=actor)
        assert _same(known.counting.held_agreement(actor), asked, "other", "agrees", "disagrees")


def test_the_figures_of_consultations_are_those_of_the_graph(known: _Asked) -> None:
    consultations = known.things("?response stp:respondsTo ?thing")
    assert len(consultations) > 1
    for each in consultations:
        counting = known.counting
        asked = known.rows(question_text("statements-counted"), consultation=each)
        assert _same(counting.statements_counted(each), asked, "response", "count", "reviewed")
        asked = known.rows(question_text("verdicts"), consultation=each)
        assert _same(counting.verdicts(each), asked, "actor", "proposal", "verdict", "reviewed")
        asked = known.rows(question_text("debated-there"), consultation=each)
        ordered = [(row["class"], row["thing"], row["count"]) for row in asked]
        assert [(row["class"], row["thing"], row["count"]) for row in counting.debated_there(each)] == ordered
        for kind in (STP.Goal, STP.PolicyInstrument):
            asked = known.rows(question_text("stances"), consultation=each, **{"class": kind})
            assert _same(counting.stances(each, kind), asked, "thing", "actor", "stance", "count")


def test_proposals_are_received_as_the_named_query_says(known: _Asked) -> None:
    names = ("proposal", "supports", "withRemarks", "opposes", "noStance", "reviewedAnswers")
    asked = known.rows(named_query("proposals-overview").text)
    for each in known.things("?response stp:respondsTo ?thing"):
        proposals = [row["proposal"] for row in asked if row["consultation"] == each]
        counted = known.counting.proposals_overview(each, [getattr(one, "value", "") for one in proposals])
        assert _same(counted, [row for row in asked if row["consultation"] == each], *names)


@pytest.mark.parametrize("view", _VIEWS)
def test_a_view_of_a_consultation_is_the_same_whether_it_was_counted_or_asked_for(known: _Asked, view: str) -> None:
    paths = [f"/doc/consultation/{each.value.rpartition('/')[2]}?view={view}" for each in known.things(_PROPOSED)]
    assert known.pages(paths, counted=True) == known.pages(paths, counted=False)


@pytest.mark.parametrize("kind", ["actor", "theme", "goal", "instrument"])
def test_the_page_of_a_thing_is_the_same_whether_it_was_counted_or_asked_for(known: _Asked, kind: str) -> None:
    things = known.things("?statement stp:stance ?stance ; stp:heldBy|stp:concerns|dcterms:subject ?thing")
    names = [thing.value.partition("/id/")[2] for thing in things if f"/id/{kind}/" in thing.value]
    assert names
    paths = [f"/doc/{name}.html" for name in names]
    assert known.pages(paths, counted=True) == known.pages(paths, counted=False)
