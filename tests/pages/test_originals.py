"""The original of a response: beside its text on a wide screen, a link on a phone, nothing on paper."""

from urllib.parse import urlsplit

import httpx
import pytest
from lxml import html
from playwright.sync_api import expect

from tests.pages.asking import asked, page
from tests.pages.conftest import Visitor

_WITHOUT = "/doc/response/eksempelbygda-kommune-endelig"


@pytest.fixture(scope="module")
def with_original(address: str) -> str:
    """The address of the response whose original is kept."""
    (found,) = asked(address, "SELECT ?url { ?response dcterms:hasPart / schema:contentUrl ?url }")
    return found["url"].removeprefix("https://standpunkt.example").removesuffix("/original.pdf")


@pytest.mark.parametrize("script", [True, False])
def test_the_original_stands_beside_the_text_as_soon_as_somebody_asks_for_it(
    visitor: Visitor, with_original: str, script: bool
) -> None:
    page = visitor(viewport={"width": 1280, "height": 900}, java_script_enabled=script)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(with_original)
    assert not [url for url in fetched if url.endswith(".pdf")]
    frame = page.locator("iframe")
    expect(frame).to_have_count(0)
    with page.expect_request("**/original.pdf"):
        page.get_by_text("Vis originalen ved siden av teksten").click()
    expect(frame).to_be_visible()
    assert frame.get_attribute("title") == "Originalen til svaret (PDF)"
    text, original = page.locator(".columns > .text").bounding_box(), frame.bounding_box()
    assert text is not None
    assert original is not None
    assert text["x"] + text["width"] <= original["x"]
    assert original["width"] > 400
    page.locator(".page-start a").click()
    expect(frame).to_be_visible()
    assert urlsplit(page.url).path == with_original
    page.get_by_text("Vis teksten uten originalen").click()
    expect(frame).to_have_count(0)


def test_page_numbers_and_quotes_lead_to_the_page_of_the_original(address: str, with_original: str) -> None:
    tree = html.fromstring(page(address, with_original))
    start = "//span[@class='page-start']/a"
    assert tree.xpath(f"{start}/@href") == [f"{with_original}/original.pdf#page=1"]
    assert tree.xpath(f"{start}/@aria-label") == ["Side 1 i originalen"]
    notes = tree.xpath("//ol[@class='notes']/li")
    links = tree.xpath("//ol[@class='notes']/li/p/a[text()='side 1 i originalen']/@href")
    assert links == [f"{with_original}/original.pdf#page=1"] * len(notes)


def test_a_response_without_original_neither_shows_nor_frames_one(address: str) -> None:
    answer = httpx.get(address + _WITHOUT, headers={"accept": "text/html"}, trust_env=False)
    assert "iframe" not in answer.text
    assert "original.pdf" not in answer.text
    assert "frame-src" not in answer.headers["content-security-policy"]


def test_a_phone_has_a_link_to_the_original_and_paper_has_none(visitor: Visitor, with_original: str) -> None:
    page = visitor(viewport={"width": 390, "height": 844})
    page.goto(f"{with_original}?original=beside")
    expect(page.locator("iframe")).not_to_be_visible()
    expect(page.get_by_text("Vis originalen ved siden av teksten")).not_to_be_visible()
    link = page.get_by_role("link", name="Åpne originalen (PDF)")
    expect(link).to_be_visible()
    assert link.get_attribute("href") == f"{with_original}/original.pdf"
    page.emulate_media(media="print")
    expect(link).not_to_be_visible()


def test_links_to_words_keep_the_original_beside_the_text(address: str, with_original: str) -> None:
    tree = html.fromstring(page(address, f"{with_original}?original=beside"))
    to_words = tree.xpath("//ol[@class='notes']/li//a[starts-with(@href, '?at=')]/@href")
    assert to_words
    assert all("&original=beside#s-" in link for link in to_words)
    plain = html.fromstring(page(address, with_original))
    assert not plain.xpath("//a[starts-with(@href, '?at=')][contains(@href, 'original=')]")
