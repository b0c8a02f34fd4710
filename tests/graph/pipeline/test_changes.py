"""What changes is built anew, and nothing else."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import DataFolderError
from graph.pipeline import BuildReport
from graph.resources import resource

Build = Callable[..., BuildReport]


def rebuilt(report: BuildReport) -> int:
    """How many responses a build made anew."""
    return report.built


def test_a_changed_document_replaces_what_it_was(responses: Path, built: Build) -> None:
    built(responses)
    path = next(responses.glob("Eksempelvik*"))
    path.write_text(path.read_text("utf-8") + "\nVi ber om en overgangsordning.\n", encoding="utf-8")
    report = built(responses)
    assert (rebuilt(report), len(report.records)) == (1, 3)


def test_a_moved_document_is_not_built_again(responses: Path, built: Build) -> None:
    built(responses)
    path = next(responses.glob("Eksempelvik*"))
    path.rename(path.with_name("et annet navn.txt"))
    assert rebuilt(built(responses)) == 0


def test_a_new_sidecar_redoes_its_document(responses: Path, built: Build) -> None:
    built(responses)
    path = next(responses.glob("Eksempelvik*"))
    path.with_suffix(".toml").write_text("date = 2026-04-20\n", encoding="utf-8")
    report = built(responses)
    assert rebuilt(report) == 1
    assert "2026-04-20" in {record.issued for record in report.records}


def test_a_comment_in_a_sidecar_redoes_nothing(responses: Path, built: Build) -> None:
    path = next(responses.glob("Eksempelvik*")).with_suffix(".toml")
    path.write_text("date = 2026-04-20\n", encoding="utf-8")
    built(responses)
    path.write_text("# checked against the letter\ndate = 2026-04-20\n", encoding="utf-8")
    assert rebuilt(built(responses)) == 0


def test_a_changed_consultation_file_redoes_the_responses_below_it(
    responses: Path, built: Build, tmp_path: Path
) -> None:
    other = tmp_path / "another"
    other.mkdir()
    (other / "svar.txt").write_text("Eksempelbygda kommune\n\nVi støtter planen.\n", encoding="utf-8")
    built(responses, other)
    path = responses / "consultation.toml"
    path.write_text(path.read_text("utf-8").replace("Frist for svar", "Svarfrist"), encoding="utf-8")
    assert rebuilt(built(responses, other)) == 3


def test_a_new_registry_entry_redoes_the_responses_that_name_it(responses: Path, built: Build, tmp_path: Path) -> None:
    built(responses)
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        "@prefix actor: <https://w3id.org/standpunkt/id/actor/> .\n"
        "@prefix actor-kind: <https://w3id.org/standpunkt/id/actor-kind/> .\n"
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "@prefix org: <http://www.w3.org/ns/org#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix stp: <https://w3id.org/standpunkt/ns#> .\n"
        "@prefix verification: <https://w3id.org/standpunkt/id/verification/> .\n"
        "actor:eksempelforbundet a org:Organization ;\n"
        '  dcterms:identifier "eksempelforbundet" ;\n'
        '  skos:prefLabel "Eksempelforbundet"@nb ;\n'
        "  org:classification actor-kind:interesseorganisasjon ;\n"
        "  stp:verification verification:unverified .\n",
        encoding="utf-8",
    )
    assert rebuilt(built(responses, registry=(mine,))) == 1


def test_a_cue_of_ones_own_redoes_everything_once(responses: Path, built: Build, tmp_path: Path) -> None:
    built(responses)
    copy = tmp_path / "lexicon.toml"
    copy.write_text("# nothing but a comment\n", encoding="utf-8")
    shipped = resource("graph", "extraction", "lexicon.toml").read_text("utf-8")
    assert shipped
    first = built(responses, lexicon=copy)
    assert rebuilt(built(responses, lexicon=copy)) == 0
    assert len(first.records) == 3


def test_what_has_gone_stays_until_it_is_pruned(responses: Path, built: Build) -> None:
    built(responses)
    next(responses.glob("Eksempelvik*")).unlink()
    assert len(built(responses).records) == 3
    assert len(built(responses, prune=True).records) == 2


def test_another_base_needs_another_folder(responses: Path, built: Build) -> None:
    built(responses)
    with pytest.raises(DataFolderError, match="the same --base"):
        built(responses, base="https://other.example")


def test_a_second_answer_of_the_same_actor_is_pointed_out(responses: Path, built: Build) -> None:
    path = next(responses.glob("Eksempelvik*"))
    path.with_name("ny.txt").write_text(path.read_text("utf-8") + "\nVi ber om mer tid.\n", encoding="utf-8")
    assert any("has also sent" in note and "replaces" in note for note in built(responses).notes)


LOADED = """
import sys
from pathlib import Path
from graph.pipeline import Options, build
build([Path(sys.argv[1])], Options(Path(sys.argv[2])))
print(*sys.modules)
"""


def test_a_build_that_finds_nothing_new_loads_neither_readers_nor_extractor(
    responses: Path, built: Build, data: Path
) -> None:
    built(responses)
    command = [sys.executable, "-c", LOADED, str(responses), str(data)]
    loaded = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    assert "graph.pipeline.build" in loaded
    assert {"numpy", "pypdfium2", "lxml", "graph.extraction", "graph.reading.text", "graph.pipeline.work"}.isdisjoint(
        loaded
    )
