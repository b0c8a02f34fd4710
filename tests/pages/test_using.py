"""What people do on the pages, in a browser: they change the language, and use the keyboard alone, or no script."""

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Visitor

_CONSULTATION = "/doc/consultation/eksempel-digital-samhandling"


def test_a_visitor_chooses_a_language_and_keeps_it(visitor: Visitor) -> None:
    page = visitor(locale="nb")
    page.goto(f"{_CONSULTATION}?view=matrix&kind=kommune")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("combobox", name="Kind of actor")).to_have_value("kommune")
    page.get_by_role("link", name="Questions", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Questions you can ask")
    page.get_by_role("link", name="Nynorsk").click()
    page.get_by_role("link", name="Høyringar", exact=True).click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Høyring")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["lang"]


def test_a_browser_gets_the_language_that_it_asks_for(visitor: Visitor) -> None:
    page = visitor(locale="nn-NO")
    page.goto(_CONSULTATION)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Høyring – forslag til lov")
    expect(page.locator("html")).to_have_attribute("lang", "nn")


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until what is focused is called so."""
    for _ in range(200):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''")
        if focused.strip() == name:
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{name} does not show that it has the focus"
            return
    pytest.fail(f"The keyboard does not reach {name}.")


def test_the_keyboard_alone_leads_from_the_start_to_a_quote(visitor: Visitor) -> None:
    page = visitor()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Til innholdet")
    page.keyboard.press("Enter")
    _tab_to(page, "Høring – forslag til lov om digital samhandling i helse- og omsorgstjenesten")
    page.keyboard.press("Enter")
    page.wait_for_url("**/doc/consultation/**")
    _tab_to(page, "Hvem mener hva")
    page.keyboard.press("Enter")
    page.wait_for_url("**view=matrix**")
    _tab_to(page, "går imot")
    page.keyboard.press("Enter")
    page.wait_for_url("**view=matter**")
    expect(page.locator(".said blockquote").first).to_be_visible()


def test_without_script_words_are_searched_and_a_hit_is_opened(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("searchbox").fill("finansiering")
    page.get_by_role("button", name="Søk").click()
    expect(page.locator(".hits mark").first).to_be_visible()
    page.locator(".hits li p a").nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_be_attached()
    assert "/doc/" in page.url


def test_a_page_needs_its_text_and_its_stylesheet_and_little_else(visitor: Visitor) -> None:
    page = visitor()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("/static/")[2] or "page"))
    for path in ("/", _CONSULTATION, f"{_CONSULTATION}?view=matrix", "/queries/who-opposes"):
        asked.clear()
        page.goto(path, wait_until="networkidle")
        assert set(asked) <= {"page", "style.css", "icon.svg"}, path


def test_who_wants_little_motion_gets_none(visitor: Visitor) -> None:
    page = visitor(reduced_motion="reduce")
    page.goto(_CONSULTATION)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("getComputedStyle(document.querySelector('.views a')).transitionDuration") == "0s"


def test_what_is_printed_is_what_is_to_be_read(visitor: Visitor) -> None:
    page = visitor()
    page.goto(f"{_CONSULTATION}?view=matrix")
    page.emulate_media(media="print")
    for hidden in ("nav", "form", ".skip"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator(".matrix").is_visible()
