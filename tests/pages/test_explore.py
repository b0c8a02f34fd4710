"""Explore: facets, counts, order and downloads, against what SPARQL says of the example."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import openpyxl
import pytest
from pyld import jsonld
from pyoxigraph import Literal, RdfFormat, parse
from selectolax.lexbor import LexborHTMLParser

from graph.facets.patterns import FACETS
from graph.namespaces import STP
from graph.store.embedded import EmbeddedStore, open_store
from tests.benchmarks.generated import generate
from tests.serving import served

Pairs = Sequence[tuple[str, str]]

_BASE = """?s a {kind} ; stp:expressedIn ?r . FILTER NOT EXISTS {{ ?later dcterms:replaces ?r }}"""
_ASKED: dict[str, str] = {
    "": "",
    "stance=opposes": "?s stp:stance stance:opposes .",
    "stance=opposes&stance=critical": "?s stp:stance ?x . FILTER(?x IN (stance:opposes, stance:critical))",
    "actorKind=kommune&kind=concern": "?s stp:heldBy/org:classification actor-kind:kommune ; stp:kind kind:concern .",
    "actor=eksempel-kommune&actor=eksempeldal-kommune&force=must": (
        "?s stp:force force:must ; stp:heldBy/dcterms:identifier ?x . "
        "FILTER(?x IN ('eksempel-kommune', 'eksempeldal-kommune'))"
    ),
    "theme=samhandling&stance=asks&confidence=0.9": (
        "?s dcterms:subject theme:samhandling ; stp:stance stance:asks ; stp:confidence ?x . FILTER(?x >= 0.9)"
    ),
    "from=2025-01-01&to=2025-09-30": (
        "?r dcterms:issued ?x . FILTER(?x >= '2025-01-01'^^xsd:date && ?x <= '2025-09-30'^^xsd:date)"
    ),
    "language=NNO": "?r dcterms:language ?x . FILTER(STRENDS(STR(?x), '/NNO'))",
    "consultation=eksempel-digital-samhandling&reviewState=proposed": (
        "?r stp:respondsTo/dcterms:identifier 'eksempel-digital-samhandling' ."
    ),
}
"""What is chosen, and the same said in SPARQL by hand."""

_CHOICES = pytest.mark.parametrize("query", _ASKED, ids=lambda query: query or "nothing chosen")


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    """Somebody who asks the server of the example."""
    with httpx.Client(base_url=address, trust_env=False, timeout=30) as found:
        yield found


def _statements(example: EmbeddedStore, query: str, more: str = "", kind: str = "stp:Position") -> set[str]:
    text = f"SELECT DISTINCT ?s WHERE {{ {_BASE.format(kind=kind)} {_ASKED.get(query, query)} {more} }}"
    return {str(getattr(row[0], "value", "")) for row in example.query(text).rows()}


def _page(client: httpx.Client, query: str) -> LexborHTMLParser:
    response = client.get(f"/explore?{query}", headers={"accept": "text/html", "accept-language": "nb"})
    assert response.status_code == 200, response.text
    return LexborHTMLParser(response.text)


def _rows(client: httpx.Client, query: str) -> list[dict[str, str]]:
    response = client.get(f"/explore?{query}&format=csv")
    assert response.status_code == 200, response.text
    return list(csv.DictReader(io.StringIO(response.text)))


def _counts(client: httpx.Client, query: str, facet: str) -> dict[str, int]:
    """By the key of each value, the count that the page shows beside it."""
    page = _page(client, f"{query}&show={facet}")
    lines = page.css(f"#facet-{facet} li")
    keys = [line.css_first("input").attributes["value"] or "" for line in lines]
    return dict(zip(keys, (int(line.css_first("span").text()) for line in lines), strict=True))


@_CHOICES
def test_what_is_chosen_is_what_the_graph_has(client: httpx.Client, example: EmbeddedStore, query: str) -> None:
    rows = _rows(client, query)
    assert {row["statement"] for row in rows} == _statements(example, query)
    assert len(rows) == len({row["statement"] for row in rows}) > 0


@_CHOICES
def test_the_query_behind_a_page_finds_the_same(client: httpx.Client, query: str) -> None:
    link = _page(client, query).css_first(".downloads a[href^='/sparql']").attributes["href"] or ""
    text = dict(parse_qsl(urlsplit(link).query))["query"]
    answer = client.get("/sparql", params={"query": text, "format": "csv"})
    found = [row["statement"] for row in csv.DictReader(io.StringIO(answer.raise_for_status().text))]
    assert sorted(found) == sorted(row["statement"] for row in _rows(client, query))


@_CHOICES
def test_a_count_is_what_its_value_would_give(client: httpx.Client, query: str) -> None:
    for facet in FACETS:
        others = "&".join(part for part in query.split("&") if not part.startswith(f"{facet}="))
        rows = [
            {iri.rpartition("/")[2] for iri in row[f"{facet}Iri"].split("; ") if iri} for row in _rows(client, others)
        ]
        told = {key: count for key, count in _counts(client, query, facet).items() if count}
        assert told == Counter(key for keys in rows for key in keys)


def test_counts_are_those_of_sparql(client: httpx.Client, example: EmbeddedStore) -> None:
    for stance, count in _counts(client, "stance=opposes&actorKind=kommune", "stance").items():
        more = f"?s stp:stance stance:{stance} ; stp:heldBy/org:classification actor-kind:kommune ."
        assert count == len(_statements(example, more))
    told = _counts(client, "stance=critical&actorKind=kommune", "actorKind")
    assert told["direktorat"] == len(
        _statements(example, "?s stp:stance stance:critical ; stp:heldBy/org:classification actor-kind:direktorat .")
    )


def test_all_statements_and_those_of_others_can_be_explored_too(client: httpx.Client, example: EmbeddedStore) -> None:
    for scope, kind in (("statements", "stp:Statement"), ("reported", "stp:ReportedStatement")):
        assert {row["statement"] for row in _rows(client, f"of={scope}")} == _statements(example, "", kind=kind)
    assert all(row["attributed"] for row in _rows(client, "of=reported"))


def test_words_are_found_and_marked_and_the_best_come_first(client: httpx.Client) -> None:
    page = _page(client, "q=kommuner")
    marked = [quote.css("mark") for quote in page.css(".hits blockquote")]
    assert all(marked)
    assert {mark.text().casefold()[:6] for marks in marked for mark in marks} == {"kommun"}
    hits = client.get("/search", params={"q": "kommuner", "limit": "1000"}, headers={"accept": "application/json"})
    scores = {hit["statement"]: hit["score"] for hit in hits.json()["hits"]}
    told = [scores[row["statement"]] for row in _rows(client, "q=kommuner&of=statements")]
    assert told == sorted(told, reverse=True)


def test_rows_come_in_the_order_that_is_asked_for(client: httpx.Client) -> None:
    days = [row["date"] for row in _rows(client, "sort=date")]
    assert days == sorted(days, reverse=True)
    shares = [float(row["confidence"]) for row in _rows(client, "sort=confidence")]
    assert shares == sorted(shares, reverse=True)
    actors = [row["actor"].split("; ")[0] for row in _rows(client, "")]
    assert actors[0].startswith("Eksempel ")
    assert [actor for place, actor in enumerate(actors) if place == 0 or actor != actors[place - 1]] == list(
        dict.fromkeys(actors)
    )


def test_pages_together_show_what_the_files_hold(client: httpx.Client) -> None:
    address, shown = "/explore?stance=critical", []
    while address:
        page = _page(client, urlsplit(address).query)
        shown += [link.attributes["href"] or "" for link in page.css(".hits blockquote a")]
        following = page.css_first("a[rel=next]")
        address = (following.attributes["href"] or "") if following else ""
    rows = _rows(client, "stance=critical")
    assert [f"https://standpunkt.example{path}" for path in shown] == [row["statement"] for row in rows]


def test_every_file_holds_exactly_what_is_chosen(client: httpx.Client) -> None:
    query = "actorKind=kommune&stance=opposes"
    rows = _rows(client, query)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/explore?{query}&format=xlsx").content))
    sheet = [list(line) for line in book.worksheets[0].iter_rows(values_only=True)]
    heading = [str(title) for title in sheet[0]]
    assert [line[heading.index("Ordlyd")] for line in sheet[1:]] == [row["quote"] for row in rows]
    assert [line[heading.index("Utsagn")] for line in sheet[1:]] == [row["statement"] for row in rows]
    told = [str(line[1].value) for line in book.worksheets[1].iter_rows()]
    assert any(text.endswith("/explore?actorKind=kommune&stance=opposes") for text in told)


def test_the_json_ld_says_what_the_graph_says(client: httpx.Client, example: EmbeddedStore) -> None:
    query = "actorKind=kommune&stance=opposes"
    document = client.get(f"/explore?{query}&format=jsonld").json()
    written = jsonld.to_rdf(document, {"format": "application/n-quads"})
    quads = list(parse(written.encode(), RdfFormat.N_QUADS))
    kinds = {quad.subject.value for quad in quads if quad.object == STP.Statement}
    assert kinds == {row["statement"] for row in _rows(client, query)}
    known = example.graph
    for quad in quads:
        terms = (quad.subject, quad.predicate, None if isinstance(quad.object, Literal) else quad.object)
        values = {
            (term.object.value, getattr(term.object, "language", None)) for term in known.quads_for_pattern(*terms)
        }
        assert (quad.object.value, getattr(quad.object, "language", None)) in values


def test_files_can_be_asked_for_by_accept_and_kept(client: httpx.Client) -> None:
    answer = client.get("/explore?stance=opposes", headers={"accept": "text/csv"})
    assert answer.headers["content-disposition"] == 'attachment; filename="standpunkter.csv"'
    again = client.get(
        "/explore?stance=opposes", headers={"accept": "text/csv", "if-none-match": answer.headers["etag"]}
    )
    assert again.status_code == 304
    assert client.get("/explore", headers={"accept": "image/png"}).status_code == 406
    assert client.get("/explore?format=docx").status_code == 406


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("actor=ukjent", "Choose among those that /explore?show=actor lists"),
        ("stance=https://a/> } #", "“stance” has no value"),
        ("colour=red", "There is no parameter “colour” here. Use: kind, stance"),
        ("from=2025-02-30", "It takes a day, such as 2024-05-31"),
        ("from=2025-01-02&to=2025-01-01", "Let the first day come first"),
        ("confidence=1.5", "a number from 0 to 1"),
        ("confidence=nan", "a number from 0 to 1"),
        ("page=0", "a whole number from 1"),
        ("page=²", "a whole number from 1"),
        ("sort=colour", "Use one of: actor, date"),
        ("view=map", "Use one of: cards, table"),
        ("of=dreams", "Use one of: positions, statements, reported"),
        ("show=colour", "Use one of: kind, stance"),
        ("sort=date&sort=actor", "stands twice"),
        ("q=NOT+kommune", "only what to leave out"),
        ("q=" + "x" * 1001, "it may have 1000"),
        ("&".join(f"actor={number}" for number in range(201)), "More than 200 values"),
    ],
)
def test_what_cannot_be_meant_is_told_beside_the_form(client: httpx.Client, query: str, said: str) -> None:
    page = client.get(f"/explore?{query}", headers={"accept": "text/html", "accept-language": "en"})
    assert page.status_code == 400
    parsed = LexborHTMLParser(page.text)
    assert said in parsed.css_first("[role=alert]").text()
    assert parsed.css("#facet-stance input")
    assert client.get(f"/explore?{query}&format=csv").status_code == 400


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "'\"; DROP", "} UNION { ?s ?p ?o", "\u202eabc", "\0", "å" * 900]
)
def test_nothing_that_is_written_breaks_the_page(client: httpx.Client, text: str) -> None:
    for name in ("q", "actor", "from", "show"):
        page = client.get("/explore", params={name: text}, headers={"accept": "text/html"})
        assert page.status_code in {200, 400}
        assert "<script>alert" not in page.text


def test_empty_fields_and_pages_beyond_the_last_are_no_mistakes(client: httpx.Client) -> None:
    assert _rows(client, "q=&actor=&from=&to=&confidence=&show=") == _rows(client, "")
    assert "men ikke så mange sider" in _page(client, "page=999").css_first("#total").text()


def test_what_nothing_has_gives_nothing(client: httpx.Client) -> None:
    page = _page(client, "instrument=https://standpunkt.example/id/instrument/unheard-of")
    assert page.css_first("#total").text().strip() == "Ingen treff."
    assert "unheard-of" in page.css_first(".choices").text()


def test_nothing_found_says_what_to_do(client: httpx.Client) -> None:
    page = _page(client, "q=kvikksølvbarometer&stance=opposes")
    assert page.css_first("#total").text().strip() == "Ingen treff."
    assert {link.attributes["href"] for link in page.css(".empty a")} >= {"/explore"}
    assert page.css_first(".empty a[href*='in=texts']")


@pytest.mark.parametrize(("language", "said"), [("nn", "Haldning"), ("en", "Stance")])
def test_the_page_speaks_the_reader_s_language(client: httpx.Client, language: str, said: str) -> None:
    page = client.get("/explore?stance=opposes", headers={"accept": "text/html", "accept-language": language})
    assert LexborHTMLParser(page.text).css_first("html").attributes["lang"] == language
    assert said in page.text


def test_of_very_many_values_the_most_frequent_are_listed_and_the_others_counted(tmp_path: Path) -> None:
    generate(tmp_path / "data", 200_000)
    positions = "SELECT (COUNT(DISTINCT ?actor) AS ?count) WHERE { ?s a stp:Position ; stp:heldBy ?actor }"
    [[actors]] = open_store(tmp_path / "data").query(positions).rows()
    with (
        served(tmp_path / "data") as (_, address),
        httpx.Client(base_url=address, trust_env=False, timeout=60) as visitor,
    ):
        page = _page(visitor, "show=actor")
    facet = page.css_first("#facet-actor")
    counts = [int(each.text()) for each in facet.css("li span")]
    assert counts == sorted(counts, reverse=True)
    others = re.match(r"\d+", facet.css_first(".hint").text())
    assert others
    assert len(counts) + int(others[0]) == int(getattr(actors, "value", 0))
    assert len(page.html or "") < 60_000
