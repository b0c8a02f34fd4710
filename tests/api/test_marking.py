"""A name that exists in another language only is marked with that, so that it is read aloud as it is meant."""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from pyoxigraph import Literal
from selectolax.lexbor import LexborHTMLParser

from api.languages import _CHOSEN, Chosen, Name, best, marked, named

_GOAL = "/id/instrument/eksempelstrategien"
_PAGE = {"accept": "text/html"}


@contextmanager
def _page_in(code: str) -> Iterator[None]:
    token = _CHOSEN.set(Chosen(code))
    yield
    _CHOSEN.reset(token)


@pytest.mark.parametrize(
    ("page", "tag", "expected"),
    [
        ("en", "nb", '<span lang="nb">Loven</span>'),
        ("en", "no", '<span lang="no">Loven</span>'),
        ("nn", "nb", '<span lang="nb">Loven</span>'),
        ("nb", "nb", "Loven"),
        ("nb", "no", "Loven"),
        ("en", "en", "Loven"),
    ],
)
def test_only_a_name_in_another_language_than_the_page_is_marked(page: str, tag: str, expected: str) -> None:
    with _page_in(page):
        assert str(marked(best([Literal("Loven", language=tag)]))) == expected
        assert str(marked(named({tag: "Loven"}))) == expected


def test_a_name_in_no_language_is_not_marked() -> None:
    with _page_in("en"):
        assert marked(best([Literal("EHDS")])) == "EHDS"
        assert marked(best([])) == ""
        assert marked("plain") == "plain"


def test_what_a_hostile_name_says_stays_text() -> None:
    with _page_in("en"):
        shown = marked(best([Literal('<b>"', language="nb")]))
    assert str(shown) == '<span lang="nb">&lt;b&gt;&#34;</span>'


def test_a_name_is_text_to_everything_else_and_stays_one_when_it_is_written_otherwise_or_kept() -> None:
    name = Name("loven", "nb")
    assert name == "loven"
    assert isinstance(name.upper(), str)
    assert name.spelt("Loven").other_language == name.other_language
    assert pickle.loads(pickle.dumps(name)) == name


@pytest.mark.parametrize("code", ["nb", "nn", "en"])
def test_pages_mark_names_in_their_text_and_nowhere_else(client: httpx.Client, code: str) -> None:
    start = client.get("/", headers={**_PAGE, "cookie": f"lang={code}"})
    page = LexborHTMLParser(start.text)
    found = {each.attributes["lang"] for each in page.css("main span[lang]")}
    assert code not in found
    assert found == (set() if code == "nb" else {"nb"})
    assert "&lt;span" not in start.text
    assert not page.css("title span, option span")
