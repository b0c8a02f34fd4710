"""Actors side by side, against what the graph says of each."""

from urllib.parse import urlencode

import pytest
from lxml import html
from playwright.sync_api import expect

from tests.pages.asking import asked, page
from tests.pages.conftest import Visitor

_FOUR = ("eksempelbygda-kommune", "eksempel-kommune", "eksempeluniversitetet", "eksempelradet-for-personvern")


def _address(*actors: str) -> str:
    return f"/compare?{urlencode([('actor', actor) for actor in actors])}"


def test_verdicts_and_counts_are_those_of_the_graph(address: str) -> None:
    tree = html.fromstring(page(address, _address(*_FOUR)))
    found: dict[str, dict[str, str]] = {}
    for row in asked(
        address,
        "SELECT ?actor ?proposal ?verdict { ?v stp:verdictBy ?actor ; stp:verdict ?verdict ; "
        "stp:onProposal ?proposal ; stp:expressedIn ?r . FILTER NOT EXISTS { ?later dcterms:replaces ?r } }",
    ):
        if (actor := row["actor"].rpartition("/")[2]) in _FOUR:
            found.setdefault(row["proposal"].rpartition("/")[2], {})[actor] = row["verdict"].rpartition("/")[2]
    rows = tree.xpath("//section[@id='verdicts']//tr[th[@scope='row']]")
    told = {
        row.xpath("./th/a/@href")[0].rpartition("/")[2]: {
            actor: cell.get("data-verdict")
            for actor, cell in zip(_FOUR, row.xpath("./td"), strict=True)
            if cell.get("data-verdict")
        }
        for row in rows
    }
    assert told == {proposal: held for proposal, held in found.items() if len(held) > 1}
    assert len(told) > 5
    counts = tree.xpath("//section[@id='counts']//tbody//td")
    positions = asked(
        address,
        "SELECT ?actor (COUNT(DISTINCT ?s) AS ?n) { ?s stp:heldBy ?actor ; stp:stance ?x ; stp:expressedIn ?r . "
        "FILTER NOT EXISTS { ?later dcterms:replaces ?r } } GROUP BY ?actor",
    )
    expected = sum(int(row["n"]) for row in positions if row["actor"].rpartition("/")[2] in _FOUR)
    assert sum(int(cell.text_content()) for cell in counts) == expected


def test_shared_demands_are_asked_for_by_each_and_opposites_are_for_and_against(address: str) -> None:
    tree = html.fromstring(page(address, _address(*_FOUR)))
    kinds = {
        part: [
            [quote.get("data-kind") for quote in meeting.xpath("./li")]
            for meeting in tree.xpath(f"//section[@aria-labelledby='{part}-title']/ul[@class='quotes']")
        ]
        for part in ("shared", "divided")
    }
    assert kinds["shared"]
    assert all(len(each) > 1 and set(each) == {"recommendation"} for each in kinds["shared"])
    assert kinds["divided"]
    assert all("support" in each and {"opposition", "concern"} & set(each) for each in kinds["divided"])


def test_an_actor_is_known_by_its_name_and_its_iri_too(address: str) -> None:
    by_key = page(address, _address(*_FOUR[:2]))
    names = ("Eksempelbygda kommune", "https://standpunkt.example/id/actor/eksempel-kommune")
    by_name = page(address, _address(*names))
    assert html.fromstring(by_key).xpath("//table//text()") == html.fromstring(by_name).xpath("//table//text()")


@pytest.mark.parametrize(
    ("actors", "status", "told"),
    [
        ((), 200, "Velg to til seks aktører"),
        (_FOUR[:1], 200, "Velg minst én aktør til"),
        ((_FOUR[0], _FOUR[0]), 200, "er valgt før"),
        ((*_FOUR, *_FOUR[:3]), 400, "Du har valgt 7 aktører"),
        ((_FOUR[0], "nobody"), 404, "Ingen aktør heter «nobody»"),
        ((_FOUR[0], "<script>alert(1)</script>\0" + "a" * 9000), 404, "Ingen aktør heter «&lt;script&gt;"),
    ],
    ids=["none", "one", "equal", "seven", "unknown", "hostile"],
)
def test_what_cannot_be_compared_is_told_with_the_way_out(
    address: str, actors: tuple[str, ...], status: int, told: str
) -> None:
    found = page(address, _address(*actors), status)
    assert told in found
    assert "<table" not in found
    assert "<script>alert" not in found


def test_somebody_chooses_actors_and_compares_them_without_script(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False)
    page.goto("/doc/actor/eksempelbygda-kommune")
    page.get_by_role("link", name="Sammenlign med andre aktører").click()
    page.get_by_label("Navnet inneholder").fill("universitetet")
    page.get_by_role("button", name="Finn").click()
    page.get_by_role("link", name="Eksempeluniversitetet").click()
    expect(page.locator("table")).to_have_count(2)
    page.get_by_role("link", name="Fjern Eksempelbygda kommune").click()
    expect(page.get_by_role("alert")).to_have_text("Velg minst én aktør til.")
