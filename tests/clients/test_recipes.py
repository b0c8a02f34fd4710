import csv
import io
import re
from collections.abc import Callable

Run = Callable[[str], str]
_STANCES = {"asks": "3", "critical": "2", "opposes": "3", "supports": "2"}


def _by_stance(rows: str) -> dict[str, str]:
    return {row["stance"].rpartition("/")[2]: row["positions"] for row in csv.DictReader(io.StringIO(rows))}


def test_curl_asks_a_query_a_named_query_and_a_search(recipe: Run) -> None:
    counted, rest = recipe("curl").replace("\r", "").split("consultation,", 1)
    named, searched = rest.split("score,kind", 1)
    assert _by_stance(counted) == _STANCES
    assert "Vi kan ikke støtte delingsplikten." in named
    assert "Delingsplikten svekker personvernet." in searched


def test_pandas_reads_answers_as_tables(recipe: Run) -> None:
    lines = recipe("pandas").splitlines()
    assert dict(re.split(r"\s{2,}", line) for line in lines[1:5]) == {
        "ber om": "4",
        "er imot": "4",
        "er kritisk": "3",
        "støtter": "2",
    }
    assert any("Eksempelforbundet" in line for line in lines[6:])


def test_r_reads_answers_without_a_package(recipe: Run) -> None:
    lines = recipe("R").splitlines()
    assert lines[1].split() == ["ber", "om", "er", "imot", "er", "kritisk", "støtter"]
    counts = {line[:24].strip(): [int(number) for number in line[24:].split()] for line in lines[2:]}
    assert counts["Eksempel kommune"] == [1, 2, 0, 1]
    assert counts["Eksempelforbundet"] == [1, 1, 1, 0]


def test_sparqlwrapper_asks(recipe: Run) -> None:
    assert "Vi kan ikke støtte delingsplikten." in recipe("SPARQLWrapper").splitlines()


def test_rdflib_asks_pattern_by_pattern_and_whole_questions(recipe: Run) -> None:
    lines = recipe("rdflib").splitlines()
    assert "https://standpunkt.example/id/statement/s08 Vi kan ikke støtte delingsplikten." in lines
    assert "https://standpunkt.example/id/actor/eksempelforbundet 4" in lines


def test_another_engine_finds_the_same_in_the_dump(recipe: Run) -> None:
    assert _by_stance(recipe("Another engine, on a copy")) == _STANCES
