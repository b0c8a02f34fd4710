"""Names that exist in another language only, on every kind of page, in the languages that mostly lack one."""

import re
from collections.abc import Iterator

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from graph.store.embedded import EmbeddedStore
from tests.pages.kinds import KINDS, PageKind

_MOST_BYTES = 60_000
_NAMES = "SELECT ?thing ?name (LANG(?name) AS ?language) { ?thing skos:prefLabel|dcterms:title ?name }"
_NOT_TO_BE_MARKED = "title, option, script, pre, code"
_IN_EACH = pytest.mark.parametrize("code", ["nn", "en"])


@pytest.fixture(scope="module")
def names(example: EmbeddedStore) -> dict[str, set[str]]:
    """By language of a page, the names in bokmål of what has none in that language, and that are none in it either."""
    found: dict[str, dict[str, str]] = {}
    for row in example.query(_NAMES).rows():
        thing, name, language = (str(getattr(term, "value", "")) for term in row)
        found.setdefault(thing, {})[language] = name
    return {code: _lacking(code, found) for code in ("nn", "en")}


def _lacking(code: str, found: dict[str, dict[str, str]]) -> set[str]:
    own = {each[code].casefold() for each in found.values() if code in each}
    return {
        each["nb"] for each in found.values() if code not in each and "nb" in each and each["nb"].casefold() not in own
    }


def _texts(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Each text that is read on a page, and the language that it is read in."""
    assert page.root is not None
    for node in page.root.traverse(include_text=True):
        if node.is_text_node and (text := node.text(deep=True).strip()):
            around = list(_around(node))
            if not any(each.tag in _NOT_TO_BE_MARKED.split(", ") for each in around):
                yield text, next((each.attributes["lang"] or "" for each in around if "lang" in each.attributes), "")


def _around(node: LexborNode) -> Iterator[LexborNode]:
    while node.parent is not None:
        node = node.parent
        yield node


def _page(address: str, kind: PageKind, code: str) -> httpx.Response:
    headers = {"accept": "text/html", "cookie": f"lang={code}"}
    return httpx.get(address + kind.at(address), headers=headers, trust_env=False, timeout=30)


@_IN_EACH
def test_they_are_read_in_the_language_that_they_are_in(address: str, names: dict[str, set[str]], code: str) -> None:
    read = [
        (kind.name, text, said)
        for kind in KINDS
        for text, said in _texts(LexborHTMLParser(_page(address, kind, code).text))
        if text in names[code]
    ]
    assert len(read) > 200
    assert [each for each in read if each[2] != "nb"] == []


@_IN_EACH
def test_marks_stand_in_texts_alone_and_leave_pages_small(address: str, code: str) -> None:
    for kind in KINDS:
        page = _page(address, kind, code)
        assert len(page.content) < _MOST_BYTES, kind.name
        assert "&lt;span lang" not in page.text, kind.name
        assert not re.search(r'="[^"]*<span', page.text), kind.name
        assert not re.search(r"<(title|option)[^>]*>[^<]*<span", page.text), kind.name


def test_a_page_in_the_language_of_its_names_marks_none_of_them(address: str) -> None:
    for kind in KINDS:
        page = LexborHTMLParser(_page(address, kind, "nb").text)
        assert not page.css("main h1 [lang=nb], main td [lang=nb], main th [lang=nb], main li > a [lang=nb]"), kind.name
