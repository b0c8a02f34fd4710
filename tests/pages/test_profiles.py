"""The pages of actors and of what they take a stand on, against what the graph says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import expect

from tests.pages.asking import asked, page
from tests.pages.conftest import Visitor
from tests.serving import served

_COUNTS_OF_ACTOR = """
SELECT ?stance (COUNT(DISTINCT ?statement) AS ?count) WHERE {{
  ?statement stp:heldBy <{thing}> ; stp:stance ?stance ; stp:expressedIn ?response .
  FILTER NOT EXISTS {{ ?later dcterms:replaces ?response }}
}} GROUP BY ?stance
"""
_COUNTS_OF_SUBJECT = """
SELECT ?stance (COUNT(DISTINCT ?statement) AS ?count) WHERE {{
  {{ ?statement stp:concerns <{thing}> }} UNION {{ ?statement dcterms:subject <{thing}> }}
  ?statement stp:stance ?stance ; stp:expressedIn ?response .
  FILTER NOT EXISTS {{ ?later dcterms:replaces ?response }}
}} GROUP BY ?stance
"""


def _path(iri: str) -> str:
    return "/doc/" + iri.partition("/id/")[2]


def _counts(tree: html.HtmlElement) -> dict[str, int]:
    """How many positions the page says there are of each stance, by the addresses of its choices."""
    links = tree.xpath("//nav[@class='choices']/a[contains(@href, 'stance=')]")
    return {re.findall(r"stance=(\w+)", link.get("href"))[0]: int(link.xpath("./span")[0].text) for link in links}


def _quotes(address: str, path: str) -> Iterator[str]:
    """The statements that a page and those after it quote."""
    following: str | None = path
    while following:
        tree = html.fromstring(page(address, following))
        for link in tree.xpath("//ol[@class='quotes']//a[text()='fast lenke']/@href"):
            yield link.rpartition("/")[2]
        following = next(iter(tree.xpath("//nav//a[text()='Neste standpunkter']/@href")), None)


@pytest.mark.parametrize(
    ("things", "counts", "held"),
    [
        ("?s stp:heldBy ?thing ; stp:stance ?x", _COUNTS_OF_ACTOR, "stp:heldBy"),
        ("?s stp:concerns ?thing ; stp:stance ?x . ?thing a stp:Goal", _COUNTS_OF_SUBJECT, "stp:concerns"),
        ("?s stp:concerns ?thing ; stp:stance ?x . ?thing a stp:DigitalSolution", _COUNTS_OF_SUBJECT, "stp:concerns"),
    ],
    ids=["actors", "goals", "solutions"],
)
def test_every_position_is_counted_and_quoted_once(address: str, things: str, counts: str, held: str) -> None:
    found = [row["thing"] for row in asked(address, f"SELECT DISTINCT ?thing {{ {things} }} ORDER BY ?thing")]
    assert found
    for thing in found:
        tree = html.fromstring(page(address, _path(thing)))
        expected = {
            row["stance"].rpartition("/")[2]: int(row["count"]) for row in asked(address, counts.format(thing=thing))
        }
        assert _counts(tree) == expected
        quoted = list(_quotes(address, _path(thing)))
        said = asked(
            address,
            f"SELECT DISTINCT ?s {{ ?s {held} <{thing}> ; stp:stance ?x ; stp:expressedIn ?r "
            "FILTER NOT EXISTS { ?later dcterms:replaces ?r } }",
        )
        assert sorted(quoted) == sorted(row["s"].rpartition("/")[2] for row in said)


def test_a_joint_position_is_counted_once_and_shows_all_who_hold_it(address: str) -> None:
    (joint,) = asked(
        address,
        "SELECT ?s { ?s stp:heldBy ?a ; stp:concerns instrument:ehds } GROUP BY ?s HAVING(COUNT(DISTINCT ?a) = 3)",
    )
    tree = html.fromstring(page(address, "/doc/instrument/ehds"))
    quotes = tree.xpath(f"//li[@class='quote'][.//a[contains(@href, '{joint['s'].rpartition('/')[2]}')]]")
    assert [len(quote.xpath(".//strong/a")) for quote in quotes] == [3]
    sides = tree.xpath("//div[@class='sides']/div[@data-stance='asks']//li")
    assert len(sides) == 6


def test_an_actors_verdicts_lead_to_the_words_that_they_rest_on(address: str) -> None:
    path = "/doc/actor/eksempelbygda-kommune"
    tree = html.fromstring(page(address, path))
    told = {
        (each.get("data-verdict"), each.xpath("./a/@href")[0].rpartition("/")[2], each.xpath("./a[2]/@href")[0])
        for each in tree.xpath("//ul[@class='verdicts']/li")
    }
    rows = asked(
        address,
        "SELECT ?verdict ?proposal ?statement { ?v stp:verdictBy ?a ; stp:verdict ?verdict ; "
        "stp:onProposal ?proposal ; stp:expressedIn ?r ; prov:wasDerivedFrom ?statement . "
        "FILTER(STRENDS(STR(?a), '/eksempelbygda-kommune')) "
        "FILTER NOT EXISTS { ?later dcterms:replaces ?r } }",
    )
    keys = {tuple(row[name].rpartition("/")[2] for name in ("verdict", "proposal")) for row in rows}
    assert {(verdict, proposal) for verdict, proposal, _ in told} == keys
    grounds = {row["statement"].rpartition("/")[2] for row in rows}
    for _, _, words in told:
        assert words.partition("#s-")[2] in grounds
        assert f'id="s-{words.partition("#s-")[2]}"' in page(address, words.partition("#")[0])


def test_who_agrees_is_counted_from_verdicts_on_the_same_proposals(address: str) -> None:
    tree = html.fromstring(page(address, "/doc/actor/eksempelbygda-kommune"))
    pairs = "VALUES (?x ?side) { (verdict:supports 1) (verdict:supports-with-remarks 1) (verdict:opposes 0) }"
    sides: dict[str, dict[str, str]] = {}
    for row in asked(
        address,
        f"SELECT DISTINCT ?actor ?proposal ?side {{ {pairs} ?v stp:verdictBy ?actor ; stp:verdict ?x ; "
        "stp:onProposal ?proposal ; stp:expressedIn ?r . FILTER NOT EXISTS { ?later dcterms:replaces ?r } }",
    ):
        sides.setdefault(row["actor"].rpartition("/")[2], {})[row["proposal"]] = row["side"]
    own = sides["eksempelbygda-kommune"]
    items = tree.xpath("//section[@aria-labelledby='agreement-title']//li")
    assert len(items) > 5
    for item in items:
        other = sides[item.xpath("./a/@href")[0].rpartition("/")[2]]
        same = sum(own[proposal] == other[proposal] for proposal in own.keys() & other.keys())
        assert item.xpath("./small")[0].text == f"enig om {same}, uenig om {len(own.keys() & other.keys()) - same}"


def test_an_actor_is_told_of_across_a_change_of_name(address: str) -> None:
    assert "Direktoratet for e-helse går inn i Helsedirektoratet" in page(address, "/doc/actor/ehelse")
    assert "Direktoratet for e-helse går inn i Helsedirektoratet" in page(address, "/doc/actor/hdir")


_RENAMED = """
@prefix stp: <https://w3id.org/standpunkt/ns#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix id: <https://standpunkt.example/id/> .
<https://standpunkt.example/id/actor/old> a org:Organization ; skos:prefLabel "Gamle Eksempel"@nb .
<https://standpunkt.example/id/actor/new> a org:Organization ; skos:prefLabel "Nye Eksempel"@nb .
<https://standpunkt.example/id/event/e> a org:ChangeEvent ; skos:prefLabel "Nytt navn"@nb ;
  dcterms:date "2024-01-01"^^xsd:date ; org:originalOrganization <https://standpunkt.example/id/actor/old> ;
  org:resultingOrganization <https://standpunkt.example/id/actor/new> .
<https://standpunkt.example/id/response/r1> a stp:Response ; dcterms:creator <https://standpunkt.example/id/actor/old> ;
  dcterms:issued "2023-05-01"^^xsd:date .
<https://standpunkt.example/id/response/r2> a stp:Response ; dcterms:creator <https://standpunkt.example/id/actor/new> ;
  dcterms:issued "2025-05-01"^^xsd:date .
"""


def test_what_was_said_under_another_name_is_told_year_by_year(tmp_path: Path) -> None:
    file = tmp_path / "data.ttl"
    file.write_text(_RENAMED, encoding="utf-8")
    with served(file, "--workers", "1") as (_, address):
        for key in ("old", "new"):
            tree = html.fromstring(page(address, f"/doc/actor/{key}"))
            rows = tree.xpath("//section[@id='years']//tbody/tr")
            assert [[cell.text_content() for cell in row] for row in rows] == [
                ["2023", "Gamle Eksempel", "1", "0"],
                ["2025", "Nye Eksempel", "1", "0"],
            ]


@pytest.mark.parametrize(
    "query", ["stance=x", "positions=99", "positions=0", f"positions={'9' * 300}", "stance=<script>"]
)
def test_positions_that_are_not_there_are_said_not_to_be(address: str, query: str) -> None:
    told = page(address, f"/doc/actor/eksempelbygda-kommune?{query}", 404)
    assert re.search("kan være en av supports|ingen slik side med standpunkter", told)
    assert "<script>" not in told


def test_somebody_finds_who_is_critical_of_an_instrument_and_reads_it_in_the_response(visitor: Visitor) -> None:
    page = visitor()
    page.goto("/doc/instrument/ehds")
    page.locator(".choices").get_by_role("link", name="er kritisk").click()
    expect(page.locator(".quote")).to_have_count(3)
    page.get_by_role("link", name="les i svaret").first.click()
    expect(page.locator(".text")).to_be_visible()
    assert page.evaluate("document.querySelector(':target') !== null")
    page.go_back()
    expect(page.locator(".quote")).to_have_count(3)
