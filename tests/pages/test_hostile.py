"""A consultation and an answer to it that somebody wrote to do harm, on every page that shows their words."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import etree
from playwright.sync_api import Browser

from graph.pipeline import Options, build
from tests.pages.asking import asked
from tests.serving import served

_CONSULTATION = """
key = "slem"
title.nb = "Høring </title><script>alert(1)</script> \\u202Eom snudd tekst"
asked_by = "Departementet <img src=x onerror=alert(2)>"
deadline = 2025-10-15
invited = [{ name = "Eksempel '\\"><script>alert(3)</script>", kind = "kommune" }]

[[proposals]]
number = "1"
title.nb = "Plikt </a><script>alert(4)</script> HUGE"
phrases = ["delingsplikt"]
"""
_RESPONSE = """\
Eksempelvik kommune

Høringssvar </title><script>alert(5)</script> \u202eomvendt

1. september 2025

Eksempelvik kommune støtter delingsplikt <img src=x onerror=alert(6)> \u202edette er snudd.
Kommunen går imot delingsplikt "'></mark><script>alert(7)</script>, jf. javascript:alert(8).
Staten bør betale HUGE innen delingsplikt trer i kraft.
"""
_PATHS = (
    "/",
    "/consultations",
    "/search?q=delingsplikt",
    "/explore",
    "/queries/who-supports-with-remarks",
    *(
        f"/doc/consultation/slem?view={view}"
        for view in ("overview", "matrix", "matter&on=1", "demands", "responses", "matrix&by=instruments")
    ),
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where they are served."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    for name, text in (("consultation.toml", _CONSULTATION), ("svar.txt", _RESPONSE)):
        (folder / "in" / name).write_text(text.replace("HUGE", "A" * 5000), encoding="utf-8")
    build([folder / "in"], Options(folder / "data"))
    with served(folder / "data", "--workers", "1", "--budget", "6000") as (_, address):
        yield address


@pytest.mark.parametrize("locale", ["nb", "en"])
def test_words_that_were_written_to_do_harm_do_none_anywhere(browser: Browser, hostile: str, locale: str) -> None:
    things = asked(
        hostile, "SELECT ?s { ?s a ?kind . VALUES ?kind { stp:Statement stp:Response stp:Verdict stp:Proposal } }"
    )
    paths = {*_PATHS, *("/doc/" + row["s"].partition("/id/")[2] for row in things)}
    assert len(paths) > 15
    context = browser.new_context(base_url=hostile, viewport={"width": 320, "height": 600}, locale=locale)
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for path in sorted(paths):
        assert page.goto(path).status == 200, path  # type: ignore[union-attr]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        scripts = page.locator("script:not([src^='/static/']):not([type='application/ld+json'])")
        assert (scripts.count(), page.locator("img:not([src^='/static/'])").count()) == (0, 0), path
    assert dialogs == []
    context.close()


def test_their_words_are_there_to_read(hostile: str) -> None:
    said = httpx.get(
        f"{hostile}/doc/consultation/slem?view=matter&on=1", headers={"accept": "text/html"}, trust_env=False
    )
    assert "&lt;script&gt;alert(7)&lt;/script&gt;" in said.text


def test_feeds_of_them_are_well_formed(hostile: str) -> None:
    for name in ("responses", "positions"):
        feed = etree.fromstring(httpx.get(f"{hostile}/feeds/{name}.atom", trust_env=False).content)
        assert feed.xpath("count(//*[local-name()='script'])") == 0
        assert "<script>" in "".join(feed.itertext())
