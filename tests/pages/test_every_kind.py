"""What holds of every page, whatever it shows."""

import re

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.pages.conftest import Visitor
from tests.pages.kinds import KINDS, PageKind

_MOST_BYTES = 60_000
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_NARROW = {"width": 320, "height": 640}  # 1280 pixels at 400 %
_OF_EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def _violations(page: Page, kind: str, *rules: str) -> list[str]:
    options = {"runOnly": {"type": kind, "values": list(rules)}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['html']} {node['failureSummary']}" for each in found for node in each["nodes"]]


@_OF_EVERY_KIND
def test_everybody_can_use_it(visitor: Visitor, address: str, kind: PageKind) -> None:
    page = visitor(color_scheme="light")
    page.goto(kind.at(address))
    assert _violations(page, "tag", *_RULES) == []
    if kind.pictured:  # the others are made of the same colours
        page.emulate_media(color_scheme="dark")
        assert _violations(page, "rule", "color-contrast") == []
    page.set_viewport_size(_NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= _NARROW["width"]


@_OF_EVERY_KIND
def test_it_is_small_and_whole_without_script(address: str, kind: PageKind) -> None:
    response = httpx.get(address + kind.at(address), headers={"accept": "text/html"}, trust_env=False, timeout=30)
    assert response.status_code == kind.status
    assert len(response.content) < _MOST_BYTES
    assert len(re.findall(r"<h1", response.text)) == 1
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", response.text)
    assert "unsafe" not in response.headers["content-security-policy"]
