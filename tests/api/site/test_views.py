import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from api.site.places import Place
from api.site.press import Order, Press
from graph.pipeline import Options, build

_PARAGRAPH = (
    "Vi støtter forslag nummer {number} om deling av helsedata. Kommunen ber om at frist {number} blir flyttet."
)


@pytest.fixture(scope="module")
def long_response(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of one response that is so long that it is read in several sections, and those of its statements."""
    folder = tmp_path_factory.mktemp("long")
    paragraphs = "\n\n".join(_PARAGRAPH.format(number=number) for number in range(1, 60))
    (folder / "svar.txt").write_text(f"Eksempelvik kommune\n\nHøringssvar\n\n{paragraphs}\n", encoding="utf-8")
    (folder / "svar.toml").write_text("full_text = true\n", encoding="utf-8")
    build([folder / "svar.txt"], Options(folder / "data"))
    order, done = Order(folder / "data", None, folder / "public", None), set[str]()
    with Press(order) as press:
        waiting = {each for each in press.plan().beginnings if each.startswith("/doc/response/eksempelvik")}
        while waiting:
            records = press.published(sorted(waiting))
            done |= waiting
            leads = {lead for record in records for lead in record.leads}
            waiting = {
                each for each in leads if each.startswith(("/doc/response/eksempelvik", "/doc/statement/"))
            } - done
    return folder / "public"


def test_every_part_of_a_long_response_can_be_read(long_response: Path) -> None:
    (first,) = (each for each in (long_response / "doc/response").glob("*.html") if "--" not in each.name)
    sections = [first, *sorted(first.parent.glob(f"{first.stem}--view-section.?.html"))]
    assert len(sections) > 1
    for section, other in pairwise(sections):
        assert f'<a href="/doc/response/{other.name}">Neste del</a>' in section.read_text("utf-8")
    read = re.sub(r"<[^>]+>", "", "".join(each.read_text("utf-8") for each in sections))
    assert all(f"forslag nummer {number} om" in read for number in range(1, 60))
    for mark in ("--view-section.2--nn", "--view-form.exact", "--view-section.2.form.exact--en"):
        assert first.with_name(f"{first.stem}{mark}.html").is_file()


def test_a_link_to_the_words_of_a_statement_leads_to_the_section_that_has_them(long_response: Path) -> None:
    leading: dict[str, set[str]] = {}
    for page in long_response.rglob("*.html"):
        for address in re.findall(r'href="([^"#]+#s-[^":]+)', page.read_text("utf-8")):
            target, _, place = unescape(address).partition("#")
            leading.setdefault(target, set()).add(place)
    assert len(leading) > 5, "sections, in several languages"
    for target, places in leading.items():
        told = (long_response / target.removeprefix("/")).read_text("utf-8")
        assert all(f'id="{place}"' in told for place in places), target


@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_a_view_is_served_as_its_document_is(request: pytest.FixtureRequest, site: Path, server: str) -> None:
    (view,) = (site / "public/doc/consultation").glob("*--view-matrix--en.html")
    document = f"/doc/consultation/{view.name.partition('--')[0]}"
    with httpx.Client(base_url=request.getfixturevalue(server), trust_env=False) as client:
        answer = client.get(f"/doc/consultation/{view.name}")
        assert answer.content == view.read_bytes()
        assert answer.headers["content-language"] == "en"
        assert f'<{document}.ttl>; rel="alternate"' in answer.headers["link"]
        usual = client.get(f"{document}--view-matrix.html", headers={"accept-language": "en"})
        assert (usual.status_code, usual.content) == (200, view.read_bytes())
        assert client.get(f"{document}--view-nothing.html").status_code == 404


def test_the_views_of_a_consultation_are_files(site: Path) -> None:
    (page,) = (each for each in (site / "public/doc/consultation").glob("*.html") if "--" not in each.name)
    views = {each.name.removeprefix(f"{page.stem}--view-") for each in page.parent.glob("*--view-*")}
    assert {"matrix.html", "matrix--nn.html", "demands.html", "responses.html"} <= views
    assert any(each.startswith("matter.on.") for each in views)
    told = page.read_text("utf-8")
    assert f'href="/doc/consultation/{page.stem}--view-matrix.html"' in told


@pytest.mark.parametrize(
    "address",
    ["/doc/response/r?section=../x", "/doc/response/r?section=a--b", "/doc/actor/a?view=matrix", "/search?section=2"],
)
def test_what_is_no_view_has_no_file(address: str) -> None:
    assert Place.of(address) is None


def test_a_view_with_a_very_long_name_has_a_short_one() -> None:
    place = Place.of(f"/doc/consultation/c?view=matter&on=instrument/{'a' * 300}")
    assert place
    assert place.is_possible
    assert place != Place.of(f"/doc/consultation/c?view=matter&on=instrument/{'a' * 301}")
