"""Heat maps of networks, against what the same networks say as data."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.benchmarks.generated import generate
from tests.pages.asking import page
from tests.pages.conftest import Visitor
from tests.serving import served

_ACTORS = "/graph-view?view=agreement-matrix"


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a graph is served in which many actors have said much."""
    folder = tmp_path_factory.mktemp("crowded")
    generate(folder, 200_000)
    with served(folder) as (_, found):
        yield found


def _network(address: str, path: str) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """What a network is as data: the names of its nodes, and its edges."""
    elements = (
        httpx.get(f"{address}{path}&format=json", trust_env=False, timeout=60).raise_for_status().json()["elements"]
    )
    names = {node["data"]["id"]: node["data"]["label"] for node in elements["nodes"]}
    return names, [edge["data"] for edge in elements["edges"]]


def _map(address: str, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(page(address, path))


def _cells(shown: LexborHTMLParser) -> Iterator[tuple[str, str, LexborNode]]:
    """The cells that say something: names of row and column, and the cell."""
    columns = [head.text(strip=True) for head in shown.css(".heat thead th")][1:]
    for row in shown.css(".heat tbody tr"):
        name = row.css_first("th").text(strip=True)
        for column, cell in zip(columns, row.css("td:not(.beyond)"), strict=False):
            if cell.css_first("a"):
                yield name, column, cell


def test_a_heat_map_says_how_often_each_actor_is_for_and_against(address: str) -> None:
    _, edges = _network(address, "/graph-view?over=instrument")
    weights = {edge["href"]: edge["weight"] for edge in edges}
    told: Counter[str] = Counter()
    for _, _, cell in _cells(_map(address, "/graph-view?view=matrix&over=instrument")):
        link = cell.css_first("a")
        told[link.attributes["href"] or ""] += sum(abs(int(part.replace("−", "-"))) for part in link.text().split())
    assert told
    assert all(weights[href] == count for href, count in told.items())


@pytest.mark.parametrize("over", ["proposal", "instrument"])
@pytest.mark.parametrize(
    ("relation", "said"),
    [
        ("congruence", lambda edge: f"+{edge['congruence']:g}"),
        ("conflict", lambda edge: f"−{edge['conflict']:g}"),
        ("subtract", lambda edge: f"+{edge['congruence']:g} −{edge['conflict']:g}"),
    ],
)
def test_each_pair_of_actors_has_one_cell_that_says_what_joins_them(
    address: str, over: str, relation: str, said: Callable[[dict[str, Any]], str]
) -> None:
    query = f"&relation={relation}&over={over}"
    names, edges = _network(address, f"/graph-view?view=agreement{query}")
    found = [(frozenset((row, column)), cell) for row, column, cell in _cells(_map(address, f"{_ACTORS}{query}"))]
    assert found
    assert {pair: cell.text(strip=True) for pair, cell in found} == {
        frozenset((names[edge["source"]], names[edge["target"]])): _nonzero(said(edge)) for edge in edges
    }
    assert len(found) == len(edges)
    for pair, cell in found:
        [edge] = [edge for edge in edges if {names[edge["source"]], names[edge["target"]]} == pair]
        assert edge["tone"] in (cell.attributes["class"] or "")


def _nonzero(counts: str) -> str:
    return " ".join(count for count in counts.split() if not count.endswith(("+0", "−0")))


def test_a_cell_leads_to_the_same_words_as_the_edge(address: str) -> None:
    query = "&relation=conflict&consultation=eksempel-digital-samhandling"
    names, edges = _network(address, f"/graph-view?view=agreement{query}")
    for row, column, cell in list(_cells(_map(address, f"{_ACTORS}{query}&normalisation=jaccard")))[:5]:
        [edge] = [edge for edge in edges if {names[edge["source"]], names[edge["target"]]} == {row, column}]
        answer = httpx.get(address + (cell.css_first("a").attributes["href"] or ""), trust_env=False, timeout=60)
        assert answer.status_code == 303
        led, drawn = (
            sorted(where.partition("?")[2].split("&")) for where in (answer.headers["location"], edge["href"])
        )
        assert led == drawn
        assert "conflict" not in answer.headers["location"]


def test_two_who_share_nothing_lead_to_what_both_say(address: str) -> None:
    pair = "actor=eksempeltilsynet&actor=eksempelvik-kommune"
    answer = httpx.get(f"{address}/graph-view?{pair}", trust_env=False, timeout=60)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/explore?{pair}")


def test_shades_are_of_the_heaviest_and_weights_that_are_divided_are_told_in_the_language_of_the_page(
    address: str,
) -> None:
    names, edges = _network(address, "/graph-view?view=agreement&normalisation=cosine")
    weights = {frozenset((names[edge["source"]], names[edge["target"]])): edge["weight"] for edge in edges}
    most = max(weights.values())
    for row, column, cell in _cells(_map(address, f"{_ACTORS}&normalisation=cosine")):
        weight = weights[frozenset((row, column))]
        assert float(cell.text(strip=True).replace(",", ".")) == pytest.approx(weight, abs=0.006)
        level = int((cell.attributes["class"] or "")[-1])
        assert (level - 1) / 4 < weight / most <= level / 4


def test_rows_and_columns_have_one_order_that_stays(address: str) -> None:
    shown = _map(address, f"{_ACTORS}&relation=subtract")
    columns = [head.text(strip=True) for head in shown.css(".heat thead th")][1:]
    rows = [head.text(strip=True) for head in shown.css(".heat tbody th")]
    assert columns[1:] == rows[:-1]
    assert shown.css_first(".heat").html == _map(address, f"{_ACTORS}&relation=subtract").css_first(".heat").html


@pytest.mark.parametrize(
    "query", ["view=agreement-matrix&relation=subtract", "view=matrix", "view=matrix&over=instrument"]
)
@pytest.mark.parametrize("narrowed", ["", "&consultation=eksempelsak-2&least=0"])
def test_of_many_the_strongest_are_shown_with_the_way_to_the_others(crowded: str, query: str, narrowed: str) -> None:
    shown = _map(crowded, f"/graph-view?{query}{narrowed}")
    assert len((shown.html or "").encode()) < 60_000
    assert re.search(r"Vist er \d+ av \d+ noder", shown.css_first(".note + .hint + .note").text())
    way = shown.css_first(".note + .hint + .note a").attributes["href"] or ""
    assert _network(crowded, way)[1]


def test_a_heat_map_is_gone_through_with_the_keyboard_and_without_script(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False)
    page.goto(f"{_ACTORS}&relation=subtract")
    page.locator(".scroll").first.focus()
    page.keyboard.press("Tab")
    assert page.locator(".heat a").first.evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/explore?actor=*&actor=*")
    assert page.locator(".hits li").count() > 0


def test_no_cell_is_hidden_while_it_has_the_focus(visitor: Visitor) -> None:
    page = visitor(viewport={"width": 320, "height": 700}, reduced_motion="reduce")
    page.goto("/graph-view?view=matrix")
    links = page.locator(".heat a")
    links.last.focus()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(
            """() => {
                const { left, top, bottom } = document.activeElement.getBoundingClientRect();
                return document.elementFromPoint(left + 6, (top + bottom) / 2) === document.activeElement;
            }"""
        )
