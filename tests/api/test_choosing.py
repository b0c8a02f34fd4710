"""Who fills in a form chooses from what there is, as far as that is few enough to be listed."""

from pathlib import Path

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from api.choosing import Choice, Choices
from tests.api.conftest import Serve

_PAGE = {"accept": "text/html"}
_MANY = 300


@pytest.fixture(scope="module")
def crowded(consultation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented consultation beside hundreds of others, each with a response that says something."""
    graph = consultation.read_text("utf-8")
    others = "\n".join(_another(number) for number in range(_MANY))
    file = tmp_path_factory.mktemp("crowded") / "data.trig"
    file.write_text(f"{graph}\n{others}", "utf-8")
    return file


def _another(number: int) -> str:
    name = f"Høring nummer {number} om " + "noe som det tar lang tid å si hva er, " * 20
    base = "https://standpunkt.example/id"
    return f"""
    <https://standpunkt.example/graph/{number}> {{
      <{base}/consultation/case-{number}> a stp:Consultation ; skos:prefLabel "{name}"@nb .
      <{base}/response/r-{number}> a stp:Response ; stp:respondsTo <{base}/consultation/case-{number}> .
      <{base}/statement/s-{number}> a stp:Statement, stp:Position ; stp:heldBy <{base}/actor/eksempel-kommune> ;
        stp:expressedIn <{base}/response/r-{number}> ; stp:stance <https://w3id.org/standpunkt/id/stance/asks> .
    }}"""


def _field(page: httpx.Response, name: str) -> LexborNode:
    assert page.status_code in {200, 400}
    found = LexborHTMLParser(page.text).css_first(f"main [name={name}]")
    assert found is not None
    return found


def _options(field: LexborNode) -> dict[str, str]:
    return {str(each.attributes["value"]): each.text() for each in field.css("option")}


def _chosen(field: LexborNode) -> list[str | None]:
    return [each.attributes["value"] for each in field.css("option[selected]")]


def test_a_consultation_is_chosen_by_its_name_and_asked_for_by_its_key(client: httpx.Client) -> None:
    field = _field(client.get("/queries/who-answered", headers=_PAGE), "consultation")
    assert field.tag == "select"
    options = _options(field)
    assert options.pop("") == "alle"
    assert options
    for key, name in options.items():
        page = client.get("/queries/who-answered", params={"consultation": key}, headers=_PAGE)
        assert page.status_code == 200
        assert _chosen(_field(page, "consultation")) == [key]
        by_name = client.get("/queries/who-answered", params={"consultation": name}, headers=_PAGE)
        assert _chosen(_field(by_name, "consultation")) == [key]


def test_what_was_given_and_is_not_offered_stays_in_the_form(client: httpx.Client) -> None:
    page = client.get("/queries/who-answered", params={"consultation": "<b>no such"}, headers=_PAGE)
    assert page.status_code == 400
    field = _field(page, "consultation")
    assert _chosen(field) == ["<b>no such"]
    assert "<b>no such" not in page.text


@pytest.mark.parametrize(
    "given", ["critical", " Critical", "https://w3id.org/standpunkt/id/stance/critical", "is critical", "ER KRITISK"]
)
def test_a_form_shows_the_word_that_its_answer_is_narrowed_by_however_that_was_given(
    client: httpx.Client, given: str
) -> None:
    page = client.get("/queries/positions-with-reasons", params={"stance": given}, headers=_PAGE)
    assert page.status_code == 200
    assert _chosen(_field(page, "stance")) == ["critical"]


def test_a_word_that_cannot_be_meant_stays_in_the_form_beside_what_is_wrong_with_it(client: httpx.Client) -> None:
    page = client.get("/queries/positions-with-reasons", params={"stance": "<i>lukewarm"}, headers=_PAGE)
    assert page.status_code == 400
    assert _chosen(_field(page, "stance")) == ["<i>lukewarm"]
    network = client.get("/graph-view", params={"consultation": "<i>nowhere"}, headers=_PAGE)
    assert network.status_code == 400
    assert _chosen(_field(network, "consultation")) == ["<i>nowhere"]
    assert "<i>" not in page.text + network.text


def test_what_must_be_chosen_is_not_chosen_for_anybody(described: Path, serve: Serve) -> None:
    with serve(described) as (_, address):
        field = _field(httpx.get(f"{address}/queries/positions-on-theme", headers=_PAGE), "theme")
    assert field.tag == "select"
    assert "required" in field.attributes
    assert next(iter(_options(field).items())) == ("", "velg")
    assert _chosen(field) == []


def test_of_hundreds_of_consultations_the_latest_are_suggested_and_pages_stay_small(
    crowded: Path, serve: Serve
) -> None:
    with serve(crowded) as (_, address):
        for path in ("/queries/who-answered?", "/graph-view?", "/graph-view?view=matrix&"):
            page = httpx.get(f"{address}{path}consultation=case-7", headers=_PAGE, timeout=60)
            field = _field(page, "consultation")
            assert (field.tag, field.attributes["value"]) == ("input", "case-7")
            offered = LexborHTMLParser(page.text).css(f"datalist#{field.attributes['list']} option")
            assert len(offered) == 60
            assert len(page.content) < 60_000


def test_few_are_all_offered_in_the_order_of_their_names() -> None:
    found = Choices.of([Choice("b", "Årsak"), Choice("a", "bil"), Choice("c", "Abc")])
    assert [each.value for each in found.offered] == ["c", "a", "b"]
    assert found.is_all
    assert found.meant_by("zzz") is None
