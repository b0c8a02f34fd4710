import csv
import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from tests.programs import program

_STANCES = {"asks": "3", "critical": "2", "opposes": "3", "supports": "2"}
_OWN = '<https://w3id.org/standpunkt/id/stance/opposes> <http://other.example/colour> "red" .\n'
Ask = Callable[[str], dict[str, str]]


@pytest.fixture
def oxigraph(tmp_path: Path) -> Ask:
    """Another engine with a triple of its own; gives the two columns of an answer."""
    (tmp_path / "own.nt").write_text(_OWN, encoding="utf-8")
    place = ["--location", str(tmp_path / "db")]
    subprocess.run([program("oxigraph"), "load", *place, "--file", str(tmp_path / "own.nt")], check=True, timeout=60)

    def ask(query: str) -> dict[str, str]:
        command = [program("oxigraph"), "query", *place, "--results-format", "csv", "--query", query]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        rows = csv.reader(io.StringIO(done.stdout))
        next(rows)
        return {key.rpartition("/")[2]: value for key, value in rows}

    return ask


def test_oxigraph_asks_us(oxigraph: Ask, federated_query: str) -> None:
    assert oxigraph(federated_query) == _STANCES


def test_oxigraph_joins_our_data_with_its_own(oxigraph: Ask, address: str) -> None:
    query = f"""
    PREFIX stp: <https://w3id.org/standpunkt/ns#>
    SELECT ?position ?colour {{
      ?stance <http://other.example/colour> ?colour .
      SERVICE <{address}/sparql> {{ ?position stp:stance ?stance }}
    }}"""
    assert list(oxigraph(query).values()) == ["red"] * 3


def test_full_text_search_can_be_asked_for_from_elsewhere(oxigraph: Ask, address: str) -> None:
    query = f"""
    PREFIX stp: <https://w3id.org/standpunkt/ns#>
    SELECT ?position ?words {{ SERVICE <{address}/sparql> {{
      ?position stp:matches "personvernet" ; stp:readingForm ?words
    }} }}"""
    assert "Delingsplikten svekker personvernet." in oxigraph(query).values()


def test_rdflib_asks_us(federated_query: str) -> None:
    found = {str(row[0]).rpartition("/")[2]: str(row[1]) for row in Graph().query(federated_query)}
    assert found == _STANCES
