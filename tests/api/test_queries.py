"""The named queries over HTTP: pages, workbooks, data, and what programs can know of them."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from openapi_spec_validator import validate
from openpyxl import load_workbook

from graph.query.named import named_queries, named_query

_PAGE = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NAMES = sorted(named_queries())
_HERE = {
    "actor": "eksempel-kommune",
    "actorKind": "kommune",
    "addressee": "hod",
    "goal": "ehs-m2",
    "instrument": "ehds",
    "theme": "personvern",
}


def _needed(name: str) -> dict[str, str]:
    return {each.name: _HERE[each.name] for each in named_query(name).header.parameters if each.required}


def _rows(client: httpx.Client, name: str, **values: str) -> list[dict[str, Any]]:
    response = client.get(f"/queries/{name}", params={**_needed(name), **values, "format": "json"})
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["results"]["bindings"]
    return found


@pytest.fixture(scope="module")
def openapi(address: str) -> dict[str, Any]:
    """The description that programs are given."""
    found: dict[str, Any] = httpx.get(f"{address}/openapi.json", trust_env=False).json()
    return found


@pytest.mark.parametrize("name", _NAMES)
def test_every_question_has_a_page_data_and_a_workbook(client: httpx.Client, name: str) -> None:
    page = client.get(f"/queries/{name}", params=_needed(name), headers=_PAGE)
    assert page.status_code == 200
    rows = _rows(client, name)
    assert page.text.count("<tr>") == (len(rows) + 1 if rows else 0)
    text = client.get(f"/queries/{name}", params=_needed(name), headers={"accept": "text/csv"}).text
    assert len(list(csv.reader(io.StringIO(text)))) == len(rows) + 1
    book = client.get(f"/queries/{name}", params=_needed(name), headers={"accept": _XLSX})
    assert book.headers["content-type"] == _XLSX
    assert load_workbook(io.BytesIO(book.content)).worksheets[0].max_row == len(rows) + 1


@pytest.mark.parametrize(
    "name", [name for name in _NAMES if any(p.required and not p.default for p in named_query(name).header.parameters)]
)
def test_a_page_that_needs_a_value_shows_the_form_and_an_example(client: httpx.Client, name: str) -> None:
    page = client.get(f"/queries/{name}", headers=_PAGE)
    assert page.status_code == 200
    assert "Fyll ut skjemaet" in page.text
    assert " required>" in page.text or "<select" in page.text
    assert re.search(rf'href="/queries/{name}\?[^"]+">se et eksempel', page.text)


def test_what_is_wrong_is_told_on_the_page_with_the_form(client: httpx.Client) -> None:
    page = client.get("/queries/positions-to-review", params={"most": "x", "kind": "concern"}, headers=_PAGE)
    assert page.status_code == 400
    assert "«most» er «x». Her kan du oppgi et tall fra 0 til 1, for eksempel most=0.5." in page.text
    assert 'value="x"' in page.text
    assert '<option value="concern" selected>innvending</option>' in page.text


def test_rows_can_be_had_in_parts(client: httpx.Client) -> None:
    everything = _rows(client, "who-criticises-what")
    parts = [_rows(client, "who-criticises-what", limit="3", offset=str(start)) for start in range(0, 12, 3)]
    assert [row for part in parts for row in part] == everything[:12]
    assert _rows(client, "who-criticises-what", offset="2") == everything[2:]


def test_a_page_leads_to_the_rows_before_and_after(client: httpx.Client) -> None:
    page = client.get("/queries/who-criticises-what", params={"limit": "3", "offset": "3"}, headers=_PAGE).text
    assert "Rad 4–6." in page
    assert page.count("<tr>") == 4
    earlier, later = (re.search(rf'href="([^"]+)">{name}', page) for name in ("Forrige rader", "Neste rader"))
    assert earlier
    assert later
    assert "offset=0" in earlier[1]
    assert "Rad 7–9." in client.get(later[1].replace("&amp;", "&"), headers=_PAGE).text


def test_a_workbook_has_links_that_lead_to_pages_of_the_server(client: httpx.Client, address: str) -> None:
    response = client.get("/queries/who-opposes", params={"format": "xlsx"})
    assert response.headers["content-disposition"] == 'attachment; filename="who-opposes.xlsx"'
    page = load_workbook(io.BytesIO(response.content)).worksheets[0]
    links = {cell.hyperlink.target for row in page.iter_rows() for cell in row if cell.hyperlink}
    assert len(links) > 5
    for link in links:
        assert link.startswith(address)
        assert client.get(link, headers=_PAGE, follow_redirects=True).status_code == 200


def test_a_workbook_speaks_the_language_that_is_wanted(client: httpx.Client) -> None:
    for language, heading, stance in (("nb", "Holdning", "går imot"), ("en", "Stance", "opposes")):
        content = client.get("/queries/who-opposes", params={"format": "xlsx", "language": language}).content
        page = load_workbook(io.BytesIO(content)).worksheets[0]
        column = [cell.value for cell in page[1]].index(heading)
        assert stance in {row[column] for row in page.iter_rows(min_row=2, values_only=True)}


def test_an_answer_can_be_kept_and_asked_for_again(client: httpx.Client) -> None:
    for accept in ("text/csv", _XLSX):
        first = client.get("/queries/who-opposes", headers={"accept": accept})
        assert {"accept", "accept-encoding"} <= set(first.headers["vary"].lower().split(", "))
        again = client.get("/queries/who-opposes", headers={"accept": accept, "if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = client.get("/queries/who-opposes?proposal=1", headers={"accept": accept})
        assert other.headers["etag"] != first.headers["etag"]
        head = client.head("/queries/who-opposes", headers={"accept": accept})
        assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])


def test_what_cannot_be_had_is_refused(client: httpx.Client) -> None:
    assert client.get("/queries/who-opposes", headers={"accept": "image/png"}).status_code == 406
    assert client.post("/queries/who-opposes").status_code == 405


def test_the_description_is_valid_openapi(openapi: dict[str, Any]) -> None:
    assert openapi["openapi"].startswith("3.1")
    validate(openapi)


def test_every_question_is_described_with_its_parameters_and_formats(openapi: dict[str, Any]) -> None:
    assert set(openapi["paths"]) == {"/search", *(f"/queries/{name}" for name in _NAMES)}
    for name in _NAMES:
        operation, header = openapi["paths"][f"/queries/{name}"]["get"], named_query(name).header
        own = [each["name"] for each in operation["parameters"] if "name" in each]
        assert own == [parameter.name for parameter in header.parameters]
        assert operation["summary"] == header.titles["en"]
        assert {"text/csv", "text/html", _XLSX} <= set(operation["responses"]["200"]["content"])
    kind = openapi["paths"]["/queries/positions-to-review"]["get"]["parameters"][1]
    assert (kind["schema"]["enum"][0], kind["example"], kind["required"]) == ("recommendation", "concern", False)


def _examples(openapi: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for path in (f"/queries/{name}" for name in _NAMES):
        item = openapi["paths"][path]
        for parameter in item["get"]["parameters"]:
            if "$ref" in parameter:
                yield path, parameter["$ref"].rpartition("/")[2], None
            else:
                yield path, parameter["name"], parameter.get("example")


def test_what_the_description_gives_as_examples_is_of_the_right_form(openapi: dict[str, Any]) -> None:
    common = openapi["components"]["parameters"]
    for path, name, example in _examples(openapi):
        value = common[name]["example"] if name in common else example
        assert value is not None, f"{path}: {name} has no example"
        named_query(path.rpartition("/")[2]).check(
            {**_needed(path.rpartition("/")[2]), **({} if name in common else {name: str(value)})}
        )


def test_a_search_can_be_asked_all_that_is_described_and_gives_what_is_described(
    openapi: dict[str, Any], client: httpx.Client
) -> None:
    operation = openapi["paths"]["/search"]["get"]
    examples = {each["name"]: str(each["example"]) for each in operation["parameters"]}
    described = operation["responses"]["200"]["content"]["application/json"]["schema"]["properties"]
    for name, example in examples.items() - {(name, examples[name]) for name in ("actor", "consultation")}:
        found = client.get("/search", params={"q": examples["q"], "format": "json", name: example})
        assert found.status_code == 200, found.text
        assert found.json().keys() == described.keys()
    refused = client.get("/search", params={"q": "x", "unknown": "1", "format": "json"}).text
    assert set(refused.partition("Use: ")[2].rstrip(".\n").split(", ")) == examples.keys()


def test_the_description_can_be_kept(client: httpx.Client) -> None:
    first = client.get("/openapi.json")
    assert first.headers["content-type"].startswith("application/vnd.oai.openapi+json")
    assert client.get("/openapi.json", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    assert json.loads(first.content) == first.json()
