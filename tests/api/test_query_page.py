"""The query page as people meet it, in Debian's Chromium."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from api.examples import example_text
from api.identities import Identities
from api.pages import Pages
from graph.query.named import named_queries, named_query, terms_in
from graph.store.embedded import open_store
from tests.programs import island

_PAGE = {"accept": "text/html"}
_POLICY_REPORTS = (
    "document.addEventListener('securitypolicyviolation', e => console.error('refused', e.violatedDirective))"
)
_RUN = ".tabPanel.active .yasqe_queryButton"
_ROWS = ".tabPanel.active table tbody tr"
_EDITOR = ".tabPanel.active .CodeMirror"

Serve = Callable[..., AbstractContextManager[tuple["Popen[str]", str]]]


@pytest.fixture(scope="module")
def _editor() -> None:
    """The compiled editor, without which there is little to see."""
    island("sparql")


@pytest.fixture
def page(_editor: None, browser: Browser, address: str) -> Iterator[Page]:
    """A new visitor's page; at the end no request may have gone elsewhere and nothing may have been refused."""
    with browser.new_context(base_url=address, locale="nb") as context:
        context.add_init_script(_POLICY_REPORTS)
        found = context.new_page()
        asked: list[str] = []
        troubles: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        found.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        found.on("pageerror", lambda error: troubles.append(str(error)))
        yield found
        assert asked
        assert [url for url in asked if not url.startswith((f"{address}/", "data:", "blob:"))] == []
        assert [trouble for trouble in troubles if "status of 400" not in trouble] == []


def _write(page: Page, query: str, *, slowly: bool = False) -> None:
    page.click(_EDITOR)
    page.keyboard.press("Control+A")
    if slowly:
        page.keyboard.type(query, delay=5)
    else:
        page.keyboard.insert_text(query)


def test_a_query_is_written_run_and_its_answer_leads_into_the_site(page: Page) -> None:
    page.goto("/sparql")
    page.click(_RUN)
    expect(page.locator(_ROWS).first).to_be_visible()
    links = page.locator(f"{_ROWS} td a")
    assert {urlsplit(links.nth(n).evaluate("a => a.href")).path for n in range(links.count())} > {
        "/id/actor/eksempel-kommune"
    }
    page.fill(".yasr_plugin_control input", "folketall")
    expect(page.locator(_ROWS)).to_have_count(1)
    downloads = page.locator(".tabPanel.active .downloads a")
    assert downloads.all_inner_texts() == ["JSON", "XML", "CSV", "TSV"]
    for number in range(downloads.count()):
        answer = httpx.get(downloads.nth(number).evaluate("a => a.href"), trust_env=False)
        assert answer.status_code == 200


def test_the_answer_to_a_query_too_long_for_an_address_can_be_had_too(page: Page) -> None:
    page.goto("/sparql")
    _write(page, f"SELECT ?n {{ VALUES ?n {{ 7 }} }} # {'x' * 40_000}")
    page.click(_RUN)
    expect(page.locator(_ROWS)).to_have_count(1)
    with page.expect_download() as download:
        page.click(".tabPanel.active .downloads a >> text=CSV")
    assert download.value.path().read_text().split() == ["n", "7"]


def test_columns_sort(page: Page) -> None:
    page.goto("/sparql")
    _write(page, "SELECT ?n { VALUES ?n { 10 9 11 } }")
    page.click(_RUN)
    expect(page.locator(_ROWS)).to_have_count(3)
    orders = []
    for _ in range(2):
        page.click("th button")
        orders.append(page.locator(_ROWS).all_inner_texts())
    assert orders == [["9", "10", "11"], ["11", "10", "9"]]


def test_triples_and_yes_or_no_are_shown_too(page: Page) -> None:
    page.goto("/sparql")
    _write(page, "CONSTRUCT WHERE { ?verdict a <https://w3id.org/standpunkt/ns#Verdict> } LIMIT 3")
    page.click(_RUN)
    expect(page.locator(_ROWS)).to_have_count(3)
    assert page.locator(".tabPanel.active .downloads a").all_inner_texts() == [
        "TURTLE",
        "NTRIPLES",
        "RDFXML",
        "JSONLD",
        "NQUADS",
        "TRIG",
    ]
    _write(page, "ASK { ?s ?p ?o }")
    page.click(_RUN)
    expect(page.locator(".yasr_results")).to_contain_text("Ja")


def test_a_named_query_opens_in_a_tab_of_its_own_and_once(page: Page) -> None:
    page.goto("/sparql")
    for _ in range(2):
        page.select_option(".examples select", "who-opposes")
    title = named_query("who-opposes").header.titles["nb"]
    assert page.locator(".tabsList .tab.active").inner_text().startswith(title)
    assert page.locator(".tabsList .tab").count() == 2
    page.click(_RUN)
    expect(page.locator(_ROWS).first).to_be_visible()
    page.reload()
    expect(page.locator(".tabsList .tab")).to_have_count(2)


def test_terms_are_suggested_by_name_and_by_label(page: Page) -> None:
    page.goto("/sparql")
    _write(page, "SELECT * WHERE { ?position stp:onPr", slowly=True)
    hint = page.locator(".CodeMirror-hints .CodeMirror-hint")
    expect(hint).to_contain_text(["stp:onProposal"])
    page.keyboard.press("Enter")
    expect(page.locator(_EDITOR)).to_contain_text("PREFIX stp:")
    page.keyboard.type(" ?proposal ; dokumentasjonx", delay=5)
    expect(hint).to_have_count(0)
    _write(page, "SELECT * WHERE { ?position a stp:Posi", slowly=True)
    expect(hint.first).to_contain_text("stp:Position")
    _write(page, "SELECT * WHERE { ?position stp:stance stance:opp", slowly=True)
    expect(hint.first).to_contain_text("stance:opposes")
    _write(page, "SELECT * WHERE { ?position stp:stance imot", slowly=True)
    expect(hint.first).to_contain_text("stance:opposeser imot")


def test_what_is_wrong_with_a_query_is_told(page: Page) -> None:
    page.goto("/sparql")
    _write(page, "SELECT * WHERE { ?s ?p }")
    page.click(_RUN)
    expect(page.locator(".yasr .message")).to_contain_text("not valid SPARQL")
    expect(page.locator(".downloads")).to_have_count(0)


def test_an_address_with_a_query_shows_its_answer_at_once(page: Page) -> None:
    page.goto("/sparql?query=SELECT+%28%22%3Cb%3Ehei%3C%2Fb%3E%22+AS+%3Ffound%29+%7B%7D")
    expect(page.locator("#answer td")).to_have_text("<b>hei</b>")
    expect(page.locator(_EDITOR)).to_contain_text("AS ?found")
    page.click(_RUN)
    expect(page.locator("#answer")).to_have_count(0)
    expect(page.locator(_ROWS)).to_have_text("<b>hei</b>")
    page.click(".tabPanel.active .yasqe_share")
    link = page.locator(".yasqe_sharePopup input").input_value()
    assert parse_qs(urlsplit(link).query)["query"][0].startswith('SELECT ("<b>hei</b>" AS ?found)')


def test_without_script_the_form_does_the_same(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False, locale="nb") as context:
        page = context.new_page()
        page.goto("/sparql?named=who-had-no-remarks")
        assert page.input_value("textarea").startswith("# Hvem hadde ingen merknader?")
        page.click("form.editor button")
        expect(page.locator("table tbody tr")).to_have_count(1)


def test_an_installation_without_the_editor_says_so_and_has_the_form(tmp_path: Path) -> None:
    text = bytes(Pages(tmp_path).sparql("ASK {}", Identities("https://standpunkt.example")).body).decode()
    assert "<script" not in text
    assert "uten editoren" in text
    assert '<textarea id="query"' in text


def test_the_policy_of_the_page_allows_our_own_script_and_nothing_inline(client: httpx.Client) -> None:
    policy = client.get("/sparql", headers=_PAGE).headers["content-security-policy"]
    assert "script-src 'self'; connect-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_the_text_of_a_named_query_gives_what_the_query_gives(consultation: Path, name: str) -> None:
    store, named = open_store(consultation), named_query(name)
    bare = any(each.required and not each.default for each in named.header.parameters)
    expected = list(store.query(named.text, parameters={} if bare else terms_in(store, named, {})).rows())
    assert list(store.query(example_text(named)).rows()) == expected


def test_a_line_of_a_named_querys_text_narrows_it(consultation: Path) -> None:
    store, named = open_store(consultation), named_query("who-opposes")
    text = example_text(named)
    narrowed = text.replace('# ?proposal stp:number "1" .', '?proposal stp:number "2" .')
    assert narrowed != text
    expected = list(store.query(named.text, parameters=terms_in(store, named, {"proposal": "2"})).rows())
    assert list(store.query(narrowed).rows()) == expected
    assert len(expected) < len(list(store.query(text).rows()))
