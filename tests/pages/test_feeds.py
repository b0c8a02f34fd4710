import httpx
import pytest
from lxml import etree

from tests.pages.asking import asked

_ATOM = {"a": "http://www.w3.org/2005/Atom"}
_PUBLIC = "?r a stp:Response ; stp:publicationStatus publication-status:public ; dcterms:issued ?issued"


def _feed(address: str, path: str, **headers: str) -> tuple[httpx.Response, etree._Element]:
    response = httpx.get(address + path, headers=headers, trust_env=False, timeout=30)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return response, etree.fromstring(response.content)


def test_the_feed_of_responses_has_those_of_the_graph_the_latest_first(address: str) -> None:
    _, feed = _feed(address, "/feeds/responses.atom")
    days = feed.xpath("//a:entry/a:updated/text()", namespaces=_ATOM)
    assert days == sorted(days, reverse=True)
    known = {row["r"] for row in asked(address, f"SELECT ?r {{ {_PUBLIC} }}")}
    assert set(feed.xpath("//a:entry/a:id/text()", namespaces=_ATOM)) == known


@pytest.mark.parametrize("name", ["responses", "positions"])
def test_an_entry_has_what_atom_asks_for_and_leads_to_its_page(address: str, name: str) -> None:
    _, feed = _feed(address, f"/feeds/{name}.atom")
    for element in (feed, *feed.xpath("a:entry", namespaces=_ATOM)):
        assert [len(element.xpath(f"a:{each}", namespaces=_ATOM)) for each in ("id", "title", "updated")] == [1, 1, 1]
        assert element.xpath("a:author/a:name/text()", namespaces=_ATOM)
    link = feed.xpath("string(a:entry[1]/a:link[@rel='alternate']/@href)", namespaces=_ATOM)
    assert httpx.get(link, headers={"accept": "text/html"}, trust_env=False).status_code == 200


def test_what_nobody_confirmed_is_marked_in_the_readers_language(address: str) -> None:
    for language, said in (
        ("nb", "maskinelt foreslått, ikke gjennomgått"),
        ("en", "proposed by machine, not reviewed"),
    ):
        _, feed = _feed(address, "/feeds/positions.atom", **{"accept-language": language})
        summaries = feed.xpath("//a:entry/a:summary/text()", namespaces=_ATOM)
        assert summaries
        assert all(said in summary for summary in summaries)


def test_a_feed_can_be_of_one_consultation(address: str) -> None:
    _, one = _feed(address, "/feeds/consultation/eksempel-utredning-samhandling/responses.atom")
    answers = _PUBLIC + ' ; stp:respondsTo / dcterms:identifier "eksempel-utredning-samhandling"'
    known = {row["r"] for row in asked(address, f"SELECT ?r {{ {answers} }}")}
    assert set(one.xpath("//a:entry/a:id/text()", namespaces=_ATOM)) == known
    for path in ("/feeds/consultation/nope/responses.atom", "/feeds/nothing.atom"):
        assert httpx.get(address + path, trust_env=False).status_code == 404


def test_a_reader_that_has_the_feed_is_told_so(address: str) -> None:
    response, _ = _feed(address, "/feeds/responses.atom")
    again = {"if-none-match": response.headers["etag"]}
    assert httpx.get(f"{address}/feeds/responses.atom", headers=again, trust_env=False).status_code == 304
