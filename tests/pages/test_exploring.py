"""Explore, as somebody uses it in a browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Visitor
from tests.programs import island


def test_facets_are_chosen_and_a_row_leads_on(visitor: Visitor) -> None:
    island("explore")
    page = visitor()
    page.goto("/explore")
    total = page.locator("#total")
    before = total.inner_text()
    page.check("input[name=stance][value=opposes]")
    expect(total).not_to_have_text(before)
    assert page.url.endswith("/explore?stance=opposes")
    expect(page.locator("input[name=stance][value=opposes]")).to_be_focused()
    page.check("input[name=stance][value=critical]")
    expect(page.locator(".choices li")).to_have_count(3)
    page.go_back()
    expect(page.locator(".choices li")).to_have_count(2)
    words = page.locator(".hits blockquote").first.inner_text()
    page.locator(".hits blockquote a").first.click()
    expect(page.locator("body")).to_contain_text(words)


def test_everything_works_with_the_keyboard_alone(visitor: Visitor) -> None:
    page = visitor()
    page.goto("/explore")
    _tab_to(page, "input[name=q]")
    page.keyboard.type("kommunen")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    _tab_to(page, "#facet-actor summary")
    page.keyboard.press("Enter")
    _tab_to(page, "#facet-actor input")
    page.keyboard.press("Space")
    expect(page.locator(".choices li")).to_have_count(2)
    expect(page.locator("#facet-actor")).to_have_attribute("open", "")
    _tab_to(page, ".hits blockquote a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/statement/*")


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}.")


def test_it_is_whole_without_script(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False)
    page.goto("/explore")
    page.check("input[name=stance][value=asks]")
    page.click("#facets > button")
    assert "stance=asks" in page.url
    assert page.locator(".choices li").count() == 2
    page.locator("#facet-theme summary").click()
    page.click("#facet-theme button")
    assert page.locator("#facet-theme li").count() > 8
    assert page.locator("input[name=stance][value=asks]").is_checked()
    page.locator(".choices a").first.click()
    assert "stance" not in page.url
