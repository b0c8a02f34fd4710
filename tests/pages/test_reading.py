"""A response read at its own address, as people meet it and as machines count it."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import httpx
import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from graph.model import reading_form
from graph.pipeline import Options, build
from tests.pages.asking import asked, page
from tests.pages.conftest import Visitor
from tests.programs import island
from tests.serving import served

_RESPONSE = "/doc/response/eksempelbygda-kommune-endelig"
_STATEMENTS = """
SELECT ?statement ?words ?kind ?start WHERE {{
  ?statement stp:expressedIn ?response ; stp:readingForm ?words ; stp:kind|stp:reportedKind ?kind ;
    stp:evidence / oa:hasSelector / oa:start ?start .
  FILTER(STRENDS(STR(?response), "/{key}"))
}} ORDER BY ?start ?statement
"""


def _sections(address: str, path: str) -> Iterator[html.HtmlElement]:
    """The pages of a response, one after the other."""
    following: str | None = path
    while following:
        tree = html.fromstring(page(address, following))
        yield tree
        following = next(iter(tree.xpath("//nav//a[text()='Neste del']/@href")), None)


def _words(tree: html.HtmlElement, number: str) -> str:
    """The words that are marked as those of a statement, by its number."""
    marks = tree.xpath("//mark[@data-of]")
    return "".join(mark.text_content() for mark in marks if number in mark.get("data-of").split())


def test_every_statement_is_marked_in_its_own_words_and_has_its_note(address: str) -> None:
    keys = [
        row["key"]
        for row in asked(address, "SELECT ?key { ?r a stp:Response ; dcterms:identifier ?key ; stp:outcome ?o }")
    ]
    assert len(keys) > 20
    for key in keys:
        told = []
        for tree in _sections(address, f"/doc/response/{key}"):
            for note in tree.xpath("//ol[@class='notes']/li"):
                link = note.xpath(".//a[text()='Fast lenke']/@href")[0]
                told.append((link.rpartition("/")[2], "".join(_words(tree, note.get("data-note")).split())))
        found = asked(address, _STATEMENTS.format(key=key))
        assert sorted(told) == sorted(
            (row["statement"].rpartition("/")[2], "".join(row["words"].split())) for row in found
        )


def test_the_text_is_that_of_the_document_in_either_form(address: str, example_folder: Path) -> None:
    text_of = '?text a stp:Text ; dcterms:identifier ?sha . FILTER(CONTAINS(STR(?text), "bygda-kommune-endelig"))'
    (found,) = asked(address, f"SELECT ?sha {{ {text_of} }}")
    text = (example_folder / "texts" / f"{found['sha']}.txt").read_text("utf-8")
    for address_of_form in (_RESPONSE, f"{_RESPONSE}?form=exact"):
        (tree,) = _sections(address, address_of_form)
        blocks = [each.text_content() for each in tree.xpath("//div[contains(@class, 'text')]//bdi")]
        assert len(blocks) > 10
        for block in blocks:
            assert block in (text if "exact" in address_of_form else reading_form(text))


def test_the_verdicts_are_those_of_the_graph_and_lead_to_what_they_rest_on(address: str) -> None:
    (tree,) = _sections(address, _RESPONSE)
    found = asked(
        address,
        "SELECT DISTINCT ?statement { ?v a stp:Verdict ; prov:wasDerivedFrom ?statement ; stp:expressedIn ?r "
        'FILTER(STRENDS(STR(?r), "/eksempelbygda-kommune-endelig")) }',
    )
    links = tree.xpath("//ul[@class='verdicts']//a[starts-with(@href, '?at=')]/@href")
    assert {link.partition("#s-")[2] for link in links} == {row["statement"].rpartition("/")[2] for row in found}
    assert all(tree.xpath(f"//*[@id='s-{link.partition('#s-')[2]}']") for link in links)


def test_the_link_to_the_words_names_words_that_the_page_has(address: str) -> None:
    (tree,) = _sections(address, _RESPONSE)
    text = " ".join(tree.xpath("//div[@class='text']")[0].text_content().split())
    links = tree.xpath("//a[text()='Lenke til ordene']/@href")
    assert len(links) > 5
    for link in links:
        for words in link.partition(":~:text=")[2].split(","):
            assert unquote(words) in text


@pytest.mark.parametrize("query", ["section=9", "section=0", "section=x", f"section={'9' * 300}", "at=nothing"])
def test_a_section_that_is_not_there_is_said_not_to_be(address: str, query: str) -> None:
    assert re.search("[Uu]telat", page(address, f"{_RESPONSE}?{query}", 404))


def test_what_the_graph_says_of_a_response_stands_beside_its_text(address: str) -> None:
    assert "Slik står det i grafen" in page(address, _RESPONSE)
    whole = page(address, f"{_RESPONSE}?page=1")
    assert "Utsagn, omtaler og konklusjoner" in whole
    assert "data-reader" not in whole


def test_somebody_reads_a_response_and_follows_a_quote_to_its_actor_and_back(visitor: Visitor) -> None:
    island("reader")
    page = visitor()
    page.goto(_RESPONSE)
    mark = page.locator(".text mark[data-kind='opposition']").first
    mark.hover()
    expect(page.locator(".notes li.chosen .kind")).to_have_text("motstand")
    page.locator(".notes li.chosen >> text=Fast lenke").click()
    expect(page.locator("h1")).to_contain_text("går imot begge alternativene")
    page.get_by_role("link", name="Eksempelbygda kommune").first.click()
    expect(page.locator("h1")).to_have_text("Eksempelbygda kommune")
    page.locator(".choices").get_by_role("link", name="går imot").click()
    page.get_by_role("link", name="les i svaret").first.click()
    expect(page.locator(".reader")).to_be_visible()
    page.go_back()
    page.go_back()
    page.go_back()
    page.locator("figcaption").get_by_role("link", name="les i svaret").click()
    expect(page.locator(":target + mark")).to_be_visible()


def test_a_page_that_has_not_changed_keeps_the_policy_that_lets_its_script_run(address: str) -> None:
    island("reader")
    with httpx.Client(base_url=address, headers={"accept": "text/html"}, trust_env=False, timeout=30) as client:
        first = client.get(_RESPONSE)
        assert "script-src 'self'" in first.headers["content-security-policy"]
        again = client.get(_RESPONSE, headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304
        assert "content-security-policy" not in again.headers
        assert again.headers["x-content-type-options"] == "nosniff"


def test_the_notes_follow_the_text(visitor: Visitor) -> None:
    island("reader")
    page = visitor(viewport={"width": 1200, "height": 500})
    page.goto(_RESPONSE)
    expect(page.locator("#n-11")).not_to_be_in_viewport()
    page.locator("mark[data-of='11']").first.evaluate("mark => mark.scrollIntoView()")
    page.mouse.move(0, 0)
    expect(page.locator("#n-11")).to_be_in_viewport()


def test_without_script_a_note_leads_to_its_words_and_the_words_to_their_note(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False)
    page.goto(_RESPONSE)
    page.locator("#n-3 .to-text").click()
    assert "#s-" in page.url
    page.locator("a.to-note[data-number='3']").click()
    assert page.url.endswith("#n-3")
    page.get_by_role("link", name="Vis ordrett form").click()
    expect(page.locator(".text.exact")).to_be_visible()


def test_the_keyboard_reaches_the_words_and_their_notes(visitor: Visitor) -> None:
    island("reader")
    page = visitor()
    page.goto(_RESPONSE)
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.className || document.activeElement.tagName"))
    assert {"skip", "to-note", "mention"} <= reached
    expect(page.locator(".notes li.chosen")).not_to_have_count(0)


_HOSTILE = """\
Eksempelvik kommune

Høringssvar <script>alert(1)</script> \u202eomvendt\u202c

Eksempelvik kommune støtter forslaget <img src=x onerror=alert(2)> \u202edette er snudd. Vi mener {huge} må endres.
Kommunen går imot "'></mark><script>alert(3)</script> forslaget, jf. javascript:alert(4).

\u2067Med vennlig hilsen
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a response is served that somebody wrote to do harm, and one that may not be shown."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    (folder / "in" / "svar.txt").write_text(_HOSTILE.format(huge="A" * 9000), encoding="utf-8")
    (folder / "in" / "svar.toml").write_text("full_text = true\n", encoding="utf-8")
    (folder / "in" / "hemmelig.txt").write_text(
        "Unntatt offentlighet, jf. offl. § 13\n\nEksempelby kommune\n\nEt hemmelig ord støtter vi.\n", encoding="utf-8"
    )
    build([folder / "in"], Options(folder / "data"))
    with served(folder / "data", "--workers", "1") as (_, address):
        yield address


def _responses(address: str, status: str) -> str:
    (found,) = asked(address, f"SELECT ?r {{ ?r a stp:Response ; stp:publicationStatus publication-status:{status} }}")
    return "/doc/" + found["r"].partition("/id/")[2]


def test_a_text_that_was_written_to_do_harm_does_none(browser: Browser, hostile: str) -> None:
    context = browser.new_context(base_url=hostile, viewport={"width": 320, "height": 600})
    page: Page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(_responses(hostile, "public"))
    expect(page.locator(".text")).to_contain_text("<script>alert(3)</script>")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator(".text script, .text img").count() == 0
    # What is turned round stays within its own paragraph.
    assert page.locator(".text bdi").count() == page.locator(".text p, .text h3, .text li").count()
    assert dialogs == []
    context.close()


def test_of_a_response_that_is_held_back_no_word_is_shown(hostile: str) -> None:
    path = _responses(hostile, "to-be-assessed")
    for form in (path, f"{path}?form=exact", f"{path}?page=1", f"{path}.ttl"):
        answer = httpx.get(hostile + form, headers={"accept": "text/html"}, trust_env=False, timeout=30)
        assert answer.status_code == 200
        assert "hemmelig" not in answer.text
    assert re.search("vises ikke.*må vurderes", page(hostile, path))


def test_a_text_whose_rights_are_not_cleared_is_told_in_quotes_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "svar.txt").write_text(
        "Eksempelvik kommune\n\nHøringssvar\n\nKommunen har 900 innbyggere. Vi støtter forslaget.\n", encoding="utf-8"
    )
    build([tmp_path / "svar.txt"], Options(tmp_path / "data"))
    with served(tmp_path / "data", "--workers", "1") as (_, address):
        told = page(address, _responses(address, "public"))
    assert "rettighetene til den er ikke klarert" in told
    assert "Vi støtter forslaget." in told
    assert "900 innbyggere" not in told
    assert "data-reader" not in told
