import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

_PROGRAM = [sys.executable, "-P", "-c", "from graph.cli import main; main()", "query"]


def _query(*arguments: str, data: Path, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [*_PROGRAM, *arguments, "--data", str(data)], check=False, input=given, capture_output=True, timeout=60
    )


def test_a_named_query_is_printed_as_an_aligned_table(consultation: Path) -> None:
    done = _query("who-did-not-answer", data=consultation)
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines[0].startswith("Aktør          Aktørtype")
    assert lines[2].startswith("Eksempelrådet  interesseorganisasjon")


def test_the_list_shows_questions_and_parameters(consultation: Path) -> None:
    printed = _query("--list", data=consultation).stdout.decode()
    assert "then-and-now\n    Hvem har endret syn siden forrige høring" in printed
    assert (
        "--parameter addressee=…  Ministry or other addressee (required, for example eksempeldepartementet)\n"
        in printed
    )
    assert "--parameter most=…  Confidence at most (default 0.5)\n" in printed


def test_a_thing_is_asked_for_by_its_name_as_well_as_by_its_key(consultation: Path) -> None:
    by_key, by_name = (
        _query("what-an-actor-says", "--parameter", f"actor={actor}", data=consultation).stdout
        for actor in ("eksempel-kommune", "Eksempel KOMMUNE")
    )
    assert by_key == by_name
    assert "Eksempel kommune" in by_name.decode()


def test_data_formats_are_those_of_the_standard(consultation: Path) -> None:
    asked = ("who-opposes", "--parameter", "proposal=2")
    found = json.loads(_query(*asked, "--format", "json", data=consultation).stdout)
    assert found["results"]["bindings"][0]["actorLabel"]["value"] == "Eksempel kommune"
    rows = list(csv.DictReader(io.StringIO(_query(*asked, "--format", "csv", data=consultation).stdout.decode())))
    assert [row["actorLabel"] for row in rows] == ["Eksempel kommune"]
    assert b"<sparql" in _query(*asked, "--format", "xml", data=consultation).stdout
    assert _query(*asked, "--format", "tsv", data=consultation).stdout.startswith(b"?consultation\t")


def test_a_query_comes_from_a_file_or_from_standard_input(consultation: Path, tmp_path: Path) -> None:
    text = "SELECT ?name ?s { ?s skos:prefLabel ?name }"
    (tmp_path / "mine.rq").write_text(text)
    arguments = ("--parameter", "s=https://w3id.org/standpunkt/id/actor/hod", "--format", "csv")
    for source, given in ((str(tmp_path / "mine.rq"), b""), ("-", text.encode())):
        printed = _query(source, *arguments, data=consultation, given=given).stdout
        assert printed.startswith(b"name,s\r\nHelse- og omsorgsdepartementet,")


def test_yes_and_no_are_words_and_triples_are_turtle(consultation: Path) -> None:
    assert _query("-", data=consultation, given=b"ASK { ?s a stp:Position }").stdout == b"yes\n"
    turtle = _query("-", data=consultation, given=b"CONSTRUCT { ?s a stp:Goal } WHERE { ?s a stp:Goal }").stdout
    assert b"goal:ehs-m1 a stp:Goal ." in turtle


@pytest.mark.parametrize(
    ("arguments", "given", "status", "message"),
    [
        (("nobody-asked",), "", 2, "There is no named query called “nobody-asked”. Use one of: "),
        (("who-opposes", "--parameter", "x=1"), "", 1, "There is no parameter “x”. who-opposes takes: consultation"),
        (("what-an-actor-says",), "", 1, "“actor” is missing. It takes the name, key or IRI of an actor"),
        (("who-opposes", "--parameter", "x"), "", 2, "not of the form NAME=VALUE"),
        (("what-an-actor-says", "--parameter", "actor=Ingen"), "", 1, "“actor” is “Ingen”, but the graph has no actor"),
        ((), "", 2, "Name a query"),
        (("missing.rq",), "", 1, "missing.rq cannot be read"),
        (("-",), "SELECT * { ?s ?p }", 1, "not valid SPARQL at line 1, column 19"),
        (("-",), "ASK { SERVICE <http://127.0.0.1:9/> {} }", 1, "no other server is asked"),
        (("-", "--format", "turtle"), "ASK {}", 1, "application/sparql-results+json"),
    ],
)
def test_what_is_wrong_is_said_in_one_message_with_the_way_out(
    consultation: Path, arguments: tuple[str, ...], given: str, status: int, message: str
) -> None:
    done = _query(*arguments, data=consultation, given=given.encode())
    assert done.returncode == status
    assert message in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_workbook_is_written_to_a_file(consultation: Path, tmp_path: Path) -> None:
    path = tmp_path / "svar.xlsx"
    asked = ("who-opposes", "--format", "xlsx", "--language", "en", "--output", str(path))
    done = _query(*asked, data=consultation)
    assert (done.returncode, done.stdout) == (0, b"")
    book = load_workbook(path)
    assert book.sheetnames == ["Answer", "About the answer"]
    assert [cell.value for cell in book["Answer"][1]][:4] == ["No.", "Proposal", "Actor", "Stance"]
    assert book["Answer"]["D2"].value == "opposes"
    assert _query(*asked[:3], data=consultation).stdout.startswith(b"PK")


def test_an_answer_goes_to_a_file_in_any_format(consultation: Path, tmp_path: Path) -> None:
    for name in ("table", "csv"):
        path = tmp_path / name
        assert _query("who-answered", "--format", name, "--output", str(path), data=consultation).stdout == b""
        assert path.read_bytes() == _query("who-answered", "--format", name, data=consultation).stdout
    done = _query("who-answered", "--output", str(tmp_path / "no" / "folder"), data=consultation)
    assert (done.returncode, b"Name another file" in done.stderr) == (1, True)


def test_text_that_is_not_utf_8_is_refused(consultation: Path) -> None:
    assert b"UTF-8" in _query("-", data=consultation, given=b"\xff\xfe").stderr
