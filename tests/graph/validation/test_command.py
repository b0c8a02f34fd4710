"""`standpunkt validate`, as a person runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from graph.cli.validate import validate
from graph.errors import DataFolderError, InputError

_GOOD = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix stp: <https://w3id.org/standpunkt/ns#> .

<https://standpunkt.example/id/actor/radet>
  a stp:StakeholderGroup ;
  dcterms:identifier "radet" ;
  skos:prefLabel "Eksempelrådet"@nb ;
  .
"""
_BAD = _GOOD.replace('"radet"', '"rå det"')
_ADVICE = _GOOD.replace("stp:StakeholderGroup", "org:Organization")


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(validate, [str(argument) for argument in arguments])


def _file(folder: Path, content: str, name: str = "data.ttl") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_file_that_conforms_ends_well(tmp_path: Path) -> None:
    result = _run(_file(tmp_path, _GOOD), "--data", tmp_path)
    assert (result.exit_code, result.output) == (0, "Graphs: 1, triples: 3, all conforms.\n")


@pytest.mark.parametrize("engine", ["standpunkt", "pyshacl"])
def test_a_finding_tells_in_norwegian_what_to_mend(tmp_path: Path, engine: str) -> None:
    result = _run(_file(tmp_path, _BAD), "--lang", "nb", "--engine", engine, "--data", tmp_path)
    assert result.exit_code == 1
    assert result.output == (
        "Violation: En oppføring må ha en nøkkel uten mellomrom, skråstrek, spørsmålstegn eller nummertegn.\n"
        "  node: Eksempelrådet <https://standpunkt.example/id/actor/radet>\n"
        "  verdi: rå det\n"
        "\n"
        "Grafer: 1, tripler: 3, brudd: 1.\n"
    )


def test_warnings_are_shown_and_count_only_where_that_is_asked(tmp_path: Path) -> None:
    path = _file(tmp_path, _ADVICE)
    assert _run(path, "--data", tmp_path).exit_code == 0
    assert "Warning: State what kind of actor this is" in _run(path, "--data", tmp_path).output
    assert _run(path, "--strict", "--data", tmp_path).exit_code == 1


def test_findings_come_as_json(tmp_path: Path) -> None:
    answer = json.loads(_run(_file(tmp_path, _BAD), "--format", "json", "--data", tmp_path).output)
    assert answer["conforms"] is False
    (found,) = answer["findings"]
    assert (found["label"], found["value"], found["term"]) == ("Eksempelrådet", "rå det", '"rå det"')
    assert set(found["messages"]) == {"nb", "en"}


def test_findings_come_as_a_shacl_report(tmp_path: Path) -> None:
    written = _run(_file(tmp_path, _BAD), "--format", "turtle", "--data", tmp_path).output
    triples = list(parse(written, format=RdfFormat.TURTLE))
    focus = [str(quad.object) for quad in triples if quad.predicate.value.endswith("#focusNode")]
    assert focus == ["<https://standpunkt.example/id/actor/radet>"]
    assert written.startswith("@prefix dcterms:")


def test_a_shacl_report_names_blank_nodes_too(tmp_path: Path) -> None:
    content = _BAD.replace("<https://standpunkt.example/id/actor/radet>", "[]").replace(" ;\n  .", " .")
    written = _run(_file(tmp_path, content), "--format", "turtle", "--data", tmp_path).output
    assert "sh:focusNode _:data-" in written


def test_a_shacl_report_names_literals_too(tmp_path: Path) -> None:
    content = '<urn:x> <https://w3id.org/standpunkt/ns#verification> "ja"@nb .'
    written = _run(_file(tmp_path, content), "--format", "turtle", "--data", tmp_path).output
    assert 'sh:focusNode "ja"@nb' in written


def test_several_files_count_as_one_graph(tmp_path: Path) -> None:
    name = _file(
        tmp_path,
        '<https://standpunkt.example/id/actor/radet> <http://www.w3.org/2004/02/skos/core#prefLabel> "Council"@en .',
        "navn.nt",
    )
    result = _run(_file(tmp_path, _GOOD), name, "--data", tmp_path)
    assert result.output == "Graphs: 1, triples: 4, all conforms.\n"


def test_quotes_are_compared_with_the_texts_that_the_data_folder_keeps(tmp_path: Path, short_folder: Path) -> None:
    (path,) = (short_folder / "responses").glob("*.nq")
    tampered = path.read_text(encoding="utf-8").replace('#exact> "Eksempel kommune støtter', '#exact> "Vi støtter')
    copy = _file(tmp_path, tampered, "svar.nq")
    result = _run(copy, "--data", short_folder)
    assert result.exit_code == 1
    assert "The quote is not what stands at this place of the text" in result.output
    assert _run(copy, "--data", tmp_path).exit_code == 0


def test_without_files_the_data_folder_is_checked(short_folder: Path) -> None:
    result = _run("--data", short_folder)
    assert result.exit_code == 0
    assert result.output.splitlines()[-1].startswith("Graphs: 1, triples: ")


def test_shapes_of_ones_own_are_added(tmp_path: Path) -> None:
    own = _file(
        tmp_path,
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <#A> a sh:NodeShape ; sh:targetNode <https://standpunkt.example/id/actor/radet> ; sh:class <#B> .""",
        "egne.ttl",
    )
    assert _run(_file(tmp_path, _GOOD), "--shapes", own, "--data", tmp_path).exit_code == 1


def test_a_file_of_another_format_is_wrong_use(tmp_path: Path) -> None:
    result = _run(_file(tmp_path, _GOOD, "data.txt"), "--data", tmp_path)
    assert result.exit_code == 2
    assert "data.txt is none of" in result.output


def test_a_file_that_cannot_be_parsed_is_named(tmp_path: Path) -> None:
    result = _run(_file(tmp_path, "<a"), "--data", tmp_path)
    assert isinstance(result.exception, InputError)
    assert "data.ttl cannot be read" in str(result.exception)


def test_a_folder_without_a_build_is_named(tmp_path: Path) -> None:
    assert isinstance(_run("--data", tmp_path).exception, DataFolderError)
