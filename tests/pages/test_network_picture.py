"""The picture of a network, as somebody uses it in a browser."""

import gzip

import pytest
from playwright.sync_api import Page, expect

from graph.resources import resource
from tests.pages.conftest import Visitor
from tests.programs import island


def test_a_node_leads_to_its_page_and_an_edge_to_its_evidence(visitor: Visitor) -> None:
    island("network")
    page = visitor(viewport={"width": 1300, "height": 1400})
    page.goto("/graph-view?iri=/id/proposal/eksempel-digital-samhandling-3")
    place = _place_of(page, "–")
    page.mouse.click(*place)
    page.wait_for_url("**/explore?actor=*&proposal=*")
    assert page.locator(".hits li").count() > 0
    page.go_back()
    place = _place_of(page, "kommune · 1 ")
    page.mouse.click(*place)
    page.wait_for_url("**/actor/*")


def _place_of(page: Page, words: str) -> tuple[float, float]:
    """Where the pointer is over what is told of in some words, once it has been moved over the picture."""
    canvas, panel = page.locator(".network-canvas"), page.locator("#network-panel")
    expect(canvas).to_have_attribute("data-nodes", "12")
    box = canvas.bounding_box()
    assert box is not None
    for y in range(40, int(box["height"]), 45):
        for x in range(100, int(box["width"]), 9):
            page.mouse.move(box["x"] + x, box["y"] + y)
            if words in panel.inner_text():
                return box["x"] + x, box["y"] + y
    pytest.fail(f"Nothing in the picture tells of {words}.")


def test_the_picture_obeys_the_keyboard(visitor: Visitor) -> None:
    island("network")
    page = visitor()
    page.goto("/graph-view")
    canvas = page.locator(".network-canvas")
    canvas.focus()
    here = canvas.get_attribute("data-here")
    assert here
    for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown", "+", "-", "Escape"):
        page.keyboard.press(key)
    page.keyboard.press("ArrowLeft")
    there = canvas.get_attribute("data-here") or ""
    expect(page.locator("#network-panel")).to_contain_text("forbindelser")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{there.rpartition('/')[2]}*")


def test_a_picture_can_be_kept(visitor: Visitor) -> None:
    island("network")
    page = visitor()
    page.goto("/graph-view?view=agreement")
    with page.expect_download() as kept:
        page.click("#network-tools button >> nth=1")
    assert kept.value.path().read_bytes().startswith(b"\x89PNG")


def test_paper_gets_all_of_the_picture_in_its_own_colours(visitor: Visitor) -> None:
    island("network")
    page = visitor(color_scheme="dark")
    page.goto("/graph-view?view=agreement")
    canvas, paper = page.locator(".network-canvas"), page.locator(".network img")
    expect(canvas).to_be_visible()
    expect(paper).to_be_hidden()
    page.emulate_media(media="print")
    expect(canvas).to_be_hidden()
    expect(paper).to_be_visible()
    assert paper.evaluate("picture => picture.decode().then(() => picture.naturalWidth)")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--agrees')") == "#2c6e49"
    expect(page.locator(".legend")).to_be_visible()


def test_the_script_is_small_and_only_where_something_is_drawn(visitor: Visitor) -> None:
    island("network")
    written = resource("api", "static", "islands", "network.js").read_bytes()
    assert len(gzip.compress(written)) < 150_000
    page = visitor()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/explore", "/graph-view?view=matrix", "/graph-view?least=9999"):
        page.goto(path)
    assert not any("network.js" in url for url in asked)


def test_the_page_is_whole_without_script(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False)
    page.goto("/graph-view")
    picture = page.locator("#network img")
    assert (picture.get_attribute("src") or "").startswith("/graph-view?format=svg")
    page.select_option("select[name=view]", "agreement")
    page.click(".network-form button")
    assert "view=agreement" in page.url
    page.select_option("select[name=relation]", "conflict")
    page.click(".network-form button")
    page.locator("table td:nth-child(3) a").first.click()
    assert page.locator(".hits li").count() > 0
