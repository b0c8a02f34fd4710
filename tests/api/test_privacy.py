from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen

import httpx
import pytest

from api.dataset.about import About
from graph.errors import InputError

Serve = Callable[..., AbstractContextManager[tuple["Popen[str]", str]]]

_PAGE = {"accept": "text/html"}
_ABOUT = """
report = "feil@eksempel.example"
[publisher]
name = "Eksempeldepartementet"
[contact]
name = "Arkivet"
email = "arkiv@eksempel.example"
"""
_PATHS = (
    "/",
    "/queries",
    "/search?q=x",
    "/sparql",
    "/doc/actor/eksempel-kommune",
    "/nowhere",
    "/catalogue",
    "/privacy",
)


@pytest.mark.parametrize("path", _PATHS)
def test_every_page_leads_to_the_privacy_statement_and_to_where_faults_are_reported(
    client: httpx.Client, path: str
) -> None:
    page = client.get(path, headers=_PAGE).text
    assert '<a href="/privacy">Personvern og rettigheter</a>' in page
    assert ">Meld feil</a>" in page


def test_a_report_names_the_page_and_goes_where_the_publisher_says(
    serve: Serve, consultation: Path, tmp_path: Path
) -> None:
    file = tmp_path / "about.toml"
    file.write_text(_ABOUT, encoding="utf-8")
    with serve(consultation, "--workers", "1", "--about", str(file)) as (_, address):
        thing = httpx.get(f"{address}/doc/actor/eksempel-kommune", headers=_PAGE, trust_env=False).text
        search = httpx.get(f"{address}/search?q=tenester", headers=_PAGE, trust_env=False).text
        privacy = httpx.get(f"{address}/privacy", headers=_PAGE, trust_env=False).text
    iri = "https://standpunkt.example/id/actor/eksempel-kommune"
    assert f'href="mailto:feil@eksempel.example?subject=Feil:%20{iri}"' in thing
    assert 'href="mailto:feil@eksempel.example?subject=Feil:%20/search%3Fq%3Dtenester"' in search
    assert "behandlingsansvarlig for personopplysningene her: Eksempeldepartementet." in privacy
    assert '<a href="mailto:arkiv@eksempel.example">' in privacy


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "Utgiver ikke oppgitt"), ("nn", "Utgjevar ikkje oppgjeven"), ("en", "Publisher not stated")],
)
def test_that_nobody_said_who_publishes_is_said_in_the_language_of_the_page(
    client: httpx.Client, language: str, said: str
) -> None:
    for path in ("/privacy", "/catalogue"):
        assert said in client.get(path, headers={**_PAGE, "accept-language": language}).text


def test_without_an_address_of_its_own_a_report_goes_to_whom_to_ask(tmp_path: Path) -> None:
    file = tmp_path / "about.toml"
    file.write_text('[contact]\nname = "Arkivet"\nurl = "https://eksempel.example/skjema?til=arkiv"\n', "utf-8")
    assert About.read(file).report_of("/x").endswith("skjema?til=arkiv&page=/x")
    assert About.read().report_of("/x") == "/privacy"


@pytest.mark.parametrize("wrong", ["javascript:alert(1)", "nobody", "a@b", "https://x y", ""])
def test_a_report_goes_to_an_address_and_nothing_else(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "about.toml"
    file.write_text(f'report = "{wrong}"\n', encoding="utf-8")
    with pytest.raises(InputError, match="report is an address that begins with http, or a mail address"):
        About.read(file)
