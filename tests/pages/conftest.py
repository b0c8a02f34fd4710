from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import served

_POLICY_REPORTS = (
    "document.addEventListener('securitypolicyviolation', e => console.error('refused', e.violatedDirective))"
)
Visitor = Callable[..., Page]

expect.set_options(timeout=30_000)  # a machine may have much else to do


@pytest.fixture(scope="session")
def address(example_folder: Path) -> Iterator[str]:
    """Where the example is served."""
    with served(example_folder, "--budget", "6000") as (_, found):
        yield found


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    """Makes new visitors, with options of a browser context.

    At the end no page may have asked another host, and no console may show an error, but for pages that are refused.
    """
    contexts = []
    asked: list[str] = []
    troubles: list[str] = []

    def visiting(**options: object) -> Page:
        context = browser.new_context(base_url=address, **{"locale": "nb", **options})
        contexts.append(context)
        if options.get("java_script_enabled", True):
            context.add_init_script(_POLICY_REPORTS)
        page = context.new_page()
        context.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        return page

    yield visiting
    for context in contexts:
        context.close()
    viewer = ("chrome:", "chrome-extension:")  # how the browser shows a PDF
    assert [url for url in asked if not url.startswith((f"{address}/", "data:", "blob:", *viewer))] == []
    assert [trouble for trouble in troubles if "the server responded with a status of 4" not in trouble] == []
