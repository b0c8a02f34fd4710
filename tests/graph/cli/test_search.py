import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.cli.query import query
from graph.cli.search import search
from graph.errors import SearchError
from tests.answers import build_answers, write_answers


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with some answers."""
    folder = tmp_path_factory.mktemp("answers")
    write_answers(folder / "responses")
    build_answers(folder / "responses", folder / "data")
    return folder / "data"


def _said(data: Path, *words: str) -> str:
    done = CliRunner().invoke(search, [*words, "--data", str(data)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_hits_are_shown_with_who_says_them(data: Path) -> None:
    said = _said(data, "helsetenester", "tilskot")
    assert "Eksempel kommune · anbefaling · Høringssvar – eksempelloven" in said
    assert "Staten bør gi tilskot til små kommunar" in said
    assert "2 hits. What nobody has confirmed is proposed by machine." in said


def test_hits_can_be_had_as_data_and_be_restricted(data: Path) -> None:
    page = json.loads(
        _said(data, "gebyr", "--format", "json", "--actor", "Eksempelforbundet").partition("\n}\n")[0] + "}"
    )
    assert [hit["actors"][0]["name"] for hit in page["hits"]] == ["Eksempelforbundet"]
    assert _said(data, "Åsen", "--in", "texts", "--format", "csv").startswith("score,kind,attributedTo,actors,words")


def test_what_cannot_be_searched_for_is_an_error(data: Path) -> None:
    with pytest.raises(SearchError, match="no word"):
        _said(data, "§")


def test_a_query_on_the_command_line_searches_too(data: Path) -> None:
    text = 'SELECT ?words { ?p stp:matches "kaffeautomat" ; a stp:Statement ; stp:readingForm ?words }'
    done = CliRunner().invoke(query, ["-", "--format", "csv", "--data", str(data)], input=text)
    assert done.output.splitlines() == ["words", "Registeret må ha plass til kaffeautomater."]
