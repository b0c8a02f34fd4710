"""The page of a consultation, against what the graph says and as people use it."""

import re
from urllib.parse import unquote

import pytest
from lxml import html
from playwright.sync_api import expect

from tests.pages.asking import asked, page
from tests.pages.conftest import Visitor

_CONSULTATION = "/doc/consultation/eksempel-digital-samhandling"
_VERDICTS = """
SELECT DISTINCT ?actor ?number ?verdict WHERE {
  ?basis stp:verdictBy ?by ; stp:verdict ?verdict ; stp:onProposal ?proposal ; stp:expressedIn ?response .
  ?proposal stp:number ?number ; dcterms:isPartOf / dcterms:identifier "eksempel-digital-samhandling" .
  ?by skos:prefLabel ?actor .
  FILTER(LANG(?actor) = "nb" && ?number != "ovrige")
  FILTER NOT EXISTS { ?later dcterms:replaces ?response }
}
"""


def _tree(address: str, query: str = "") -> html.HtmlElement:
    return html.fromstring(page(address, _CONSULTATION + query))


def _texts(tree: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in tree.xpath(path)]


def test_every_cell_of_the_matrix_says_what_the_graph_says(address: str) -> None:
    tree = _tree(address, "?view=matrix")
    numbers = _texts(tree, "//table[@class='matrix']/thead//th")[1:]
    shown = {
        (actor, numbers[column], cell.get("class").removeprefix("tone-"))
        for row in tree.xpath("//table[@class='matrix']/tbody/tr[not(@class)]")
        for actor in [row.xpath("string(th)").strip()]
        for column, cells in enumerate(row.xpath("td"))
        for cell in cells.xpath("a")
    }
    known = {(row["actor"], row["number"], row["verdict"].rpartition("/")[2]) for row in asked(address, _VERDICTS)}
    assert shown == known
    assert len(known) > 60


def test_every_sign_of_the_matrix_is_explained_above_it(address: str) -> None:
    tree = _tree(address, "?view=matrix")
    signs = {each.get("class") for each in tree.xpath("//table[@class='matrix']//td/*[contains(@class, 'tone-')]")}
    told = " ".join(each.get("class") for each in tree.xpath("//ul[@class='legend']//*[@class]")).split()
    assert "tone-held" in signs
    assert signs <= set(told)


def test_a_cell_leads_to_the_quotes_that_it_rests_on_and_those_to_their_source(visitor: Visitor) -> None:
    reader = visitor()
    reader.goto(f"{_CONSULTATION}?view=matrix")
    row = reader.locator("tr", has=reader.get_by_role("rowheader", name="Eksempelbygda kommune"))
    row.get_by_role("link", name="går imot").first.click()
    expect(reader.get_by_role("heading", level=2).first).to_contain_text("3. Finansiering av de nasjonale")
    quotes = reader.locator(".said blockquote")
    expect(quotes.first).to_have_text("Kommunen går imot begge alternativene for finansiering.")
    assert set(reader.locator(".said cite").all_inner_texts()) == {"Eksempelbygda kommune"}
    reader.get_by_role("link", name="Kilden").first.click()
    expect(reader.locator("blockquote q, mark").first).to_contain_text("går imot begge alternativene")
    reader.go_back()
    reader.get_by_role("link", name="les i svaret").first.click()
    expect(reader.locator("span:target + mark")).to_contain_text("går imot")


def test_the_matrix_is_narrowed_by_a_form_without_script(visitor: Visitor) -> None:
    reader = visitor(java_script_enabled=False)
    reader.goto(_CONSULTATION)
    reader.get_by_role("link", name="Hvem mener hva", exact=True).click()
    reader.get_by_role("combobox", name="Slag aktør").select_option(label="kommune")
    reader.get_by_role("button", name="Vis").click()
    assert "kind=kommune" in reader.url
    assert reader.locator(".matrix .kind").all_inner_texts() == ["Kommune"]
    reader.get_by_role("combobox", name="Aktører mot").select_option(label="virkemidlene")
    reader.get_by_role("button", name="Vis").click()
    assert {"by=instruments", "kind=kommune"} <= set(reader.url.partition("?")[2].split("&"))
    assert "Lov om digital samhandling" in reader.locator(".matrix thead").inner_text()


def test_who_was_invited_and_answered_is_counted_by_kind(address: str) -> None:
    tree = _tree(address)
    figures = dict(
        zip(_texts(tree, "//dl[@class='figures']//dt"), _texts(tree, "//dl[@class='figures']//dd"), strict=True)
    )
    assert figures == {"Inviterte": "16", "Har svart": "20", "Uten merknader": "1", "Invitert, ikke svart": "3"}
    rows = tree.xpath("//h2[.='Hvem har svart?']/following::table[1]/tbody/tr")
    counted = {
        row.xpath("string(td[1])").strip(): [int(each) for each in row.xpath("td[position()>1]/text()")] for row in rows
    }
    assert [sum(column) for column in zip(*counted.values(), strict=True)] == [16, 20, 1, 3]
    assert counted["Kommune"] == [6, 8, 0, 1]


def test_proposals_are_counted_as_their_named_query_counts_them(address: str) -> None:
    table = _tree(address).xpath("//table[@class='received']/tbody/tr")
    shown = [[*_texts(row, "td[1]"), *_texts(row, "td[position()>2 and position()<7]")] for row in table]
    named = page(address, "/queries/proposals-overview?consultation=eksempel-digital-samhandling")
    known = [_texts(row, "td")[:1] + _texts(row, "td")[2:6] for row in html.fromstring(named).xpath("//tbody/tr")]
    assert shown == known


def test_quotes_come_sorted_by_verdict_and_say_that_nobody_confirmed_them(address: str) -> None:
    tree = _tree(address, "?view=matter&on=8")
    order = ["støtter", "støtter med merknader", "går imot", "merknader uten standpunkt"]
    verdicts = _texts(tree, "//ol[@class='said']/li/p[1]/span")
    assert verdicts == sorted(verdicts, key=order.index)
    assert set(verdicts) > {"støtter", "går imot"}
    assert "maskinelt foreslått, ikke gjennomgått" in tree.text_content()


def test_demands_that_nobody_else_makes_stand_once_with_all_who_make_them(address: str) -> None:
    quotes, number = [], 1
    while True:
        tree = _tree(address, f"?view=demands&part={number}")
        quotes += _texts(tree, "//ol[@class='said']/li/blockquote")
        if not tree.xpath("//a[@rel='next']"):
            break
        number += 1
    (count,) = _texts(tree, "//h2/span[@class='count']")
    assert len(quotes) == len(set(quotes)) == int(count)
    joint = tree.xpath("//li[count(.//cite) = 3]")
    assert joint or number > 1


@pytest.mark.parametrize("change", ["changed", "new", "silent", "unchanged"])
def test_an_earlier_round_is_compared_as_its_named_query_compares_it(address: str, change: str) -> None:
    shown = _texts(_tree(address, f"?view=change&change={change}"), "//tbody/tr")
    named = page(address, f"/queries/then-and-now?consultation=eksempel-digital-samhandling&change={change}")
    assert len(shown) == len(html.fromstring(named).xpath("//tbody/tr")) > 0


@pytest.mark.parametrize(("code", "others"), [("nb", {"en", "nn"}), ("nn", {"en", "nb"}), ("en", {"nb", "nn"})])
def test_words_of_then_and_now_are_marked_where_they_are_in_another_language(
    address: str, code: str, others: set[str]
) -> None:
    words = _tree(address, f"?view=change&lang={code}").xpath("//td[@class='long']/span[not(@class)]")
    assert {each.get("lang") for each in words} == others


def test_a_response_that_is_held_back_shows_nothing_but_that(address: str) -> None:
    (row,) = _tree(address, "?view=responses").xpath("//tr[contains(., 'Eksempelsenteret for digital sikkerhet')]")
    assert "holdt tilbake" in row.text_content()
    (line,) = _tree(address, "?view=matrix").xpath("//tr[contains(., 'Eksempelsenteret for digital sikkerhet')]")
    assert set(_texts(line, "td")) == {"holdt tilbake"}


@pytest.mark.parametrize("view", ["overview", "matrix", "demands", "change", "responses", "matter&on=1"])
def test_the_query_behind_each_table_can_be_asked(address: str, view: str) -> None:
    behind = _tree(address, f"?view={view}").xpath("//a[.='Spørringen bak']/@href")
    assert behind
    for each in behind:
        assert 'role="status">Ingen treff' not in page(address, each)


@pytest.mark.parametrize(
    ("query", "status", "part"),
    [
        ("?view=nothing", 400, "overview, matrix"),
        ("?view=matrix&by=colour", 400, "proposals, goals, instruments"),
        ("?view=matrix&part=0", 400, "et heltall fra 1"),
        ("?view=matrix&part=99", 400, "Denne listen har én del. Utelat part="),
        ("?view=matrix&part=" + "9" * 5000, 400, "et heltall fra 1"),
        ("?view=matter&on=nope", 400, "Ingenting er sagt om «nope»"),
        ("?view=matter&on=%3E%3Cscript%3E", 400, "&lt;script&gt;"),
        ("?view=matter&on=3&actor=nobody", 400, "Ingenting er sagt om «nobody»"),
    ],
)
def test_what_is_wrong_with_a_view_is_told(address: str, query: str, status: int, part: str) -> None:
    assert part in page(address, _CONSULTATION + query, status)


def test_data_of_a_consultation_are_the_same_whatever_its_page_shows(address: str) -> None:
    links = _tree(address, "?view=matrix").xpath("//link[@rel='alternate' and @type='text/turtle']/@href")
    assert [unquote(link) for link in links] == [f"{_CONSULTATION}.ttl"]
    assert re.search(
        r"Siter dette.*/id/consultation/eksempel-digital-samhandling", page(address, _CONSULTATION), re.DOTALL
    )


def test_who_sent_what_nobody_could_read_has_answered_all_the_same(address: str) -> None:
    (row,) = _tree(address, "?view=responses").xpath("//tr[contains(., 'Eksempelbu kommune')]")
    assert "svaret kunne ikke leses" in row.text_content()
    silent = page(address, "/queries/who-did-not-answer?consultation=eksempel-digital-samhandling")
    named = html.fromstring(silent).xpath("//tbody/tr/td[1]/a/text()")
    shown = _tree(address, "?view=responses").xpath("//tr[contains(., 'invitert, svarte ikke')]/th/a/text()")
    assert sorted(shown) == sorted(named)
