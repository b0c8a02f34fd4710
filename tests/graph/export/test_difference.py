import csv
import json
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import PROV, RDF, RDFS, Graph, Namespace, URIRef

from graph.export.difference import Kind, difference
from graph.namespaces import STP

CS = Namespace("http://purl.org/vocab/changeset/schema#")
_PROGRAM = [sys.executable, "-P", "-c", "from graph.cli import main; main()", "diff"]
Edit = Callable[[str], str]
Edited = Callable[[Edit], Path]


@pytest.fixture
def edited(consultation: Path, tmp_path: Path) -> Edited:
    """The invented consultation as N-Quads, with something changed."""

    def edit(change: Edit) -> Path:
        lines = [f"{quad} .\n" for quad in parse(path=consultation)]
        path = tmp_path / "edited.nq"
        path.write_text("".join(change(line) for line in sorted(lines)), encoding="utf-8")
        return path

    return edit


@pytest.fixture(scope="module")
def position(consultation: Path) -> Quad:
    """One position of the consultation that supports something."""
    quads = parse(path=consultation)
    return min((quad for quad in quads if quad.object.value == _stance("supports")), key=str)


def _stance(key: str) -> str:
    return f"https://w3id.org/standpunkt/id/stance/{key}"


def _without(name: str) -> Edit:
    """Leave out a statement with everything that is said of it and its evidence."""
    return lambda line: "" if line.startswith((f"<{name}>", f"<{name}#")) else line


def _run(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*_PROGRAM, *map(str, arguments)], check=False, capture_output=True, text=True, timeout=60)


def test_a_graph_does_not_differ_from_itself(consultation: Path, edited: Edited) -> None:
    same = edited(lambda line: line)
    found = difference(consultation, same)
    assert (found.changes, found.graphs) == ((), frozenset())
    assert _run(consultation, same).returncode == 0


def test_what_is_added_one_way_is_removed_the_other_way(consultation: Path, edited: Edited, position: Quad) -> None:
    name = position.subject.value
    less = edited(_without(name))
    for old, new, kind in ((less, consultation, Kind.ADDED), (consultation, less, Kind.REMOVED)):
        changes = {change.said.name.value: change.kind for change in difference(old, new).changes}
        assert changes[name] == kind
        assert difference(old, new).count(kind) == 1


def test_another_stance_of_the_same_words_is_a_change(consultation: Path, edited: Edited, position: Quad) -> None:
    other = edited(
        lambda line: line.replace(_stance("supports"), _stance("opposes")) if str(position.subject) in line else line
    )
    (change,) = difference(consultation, other).changes
    assert change.kind is Kind.CHANGED
    ((old, new),) = [change.differing[STP.stance]]
    assert [term.value for term in (*old, *new)] == [_stance("supports"), _stance("opposes")]
    assert list(change.differing) == [STP.stance]


def test_how_sure_the_extractor_was_is_no_difference(consultation: Path, edited: Edited) -> None:
    surer = edited(lambda line: line.replace('"0.', '"0.0') if "#confidence>" in line else line)
    found = difference(consultation, surer)
    assert found.changes == ()
    assert found.graphs


def test_a_response_that_comes_in_another_file_has_not_said_everything_anew(
    consultation: Path, edited: Edited, position: Quad
) -> None:
    """Names follow from content; the words, and who says them, tell that statements are the same."""
    name = position.subject.value
    renamed = edited(lambda line: line.replace(name, f"{name}0000"))
    changes = difference(consultation, renamed).changes
    own = [change for change in changes if change.said.name.value == f"{name}0000"]
    assert [change.kind for change in own] == [Kind.CHANGED]
    assert difference(consultation, renamed).count(Kind.REMOVED) == 0


def test_other_words_at_the_same_place_are_a_change(consultation: Path, edited: Edited, position: Quad) -> None:
    name = position.subject.value
    (words,) = {
        quad.object.value
        for quad in parse(path=consultation)
        if quad.subject == position.subject and quad.predicate == STP.readingForm
    }
    other = edited(
        lambda line: line.replace(name, f"{name}0000").replace(words, "Noe annet.") if name in line else line
    )
    told = _run(consultation, other)
    assert told.returncode == 1
    assert f"ordlyd: {words}]: Noe annet." in told.stdout


def test_only_positions_can_be_compared(consultation: Path, edited: Edited) -> None:
    without_reasons = edited(lambda line: line.replace("kind/assessment>", "kind/commitment>"))
    assert difference(consultation, without_reasons).changes
    assert difference(consultation, without_reasons, only_positions=True).changes == ()


def test_the_text_names_actor_response_and_words(consultation: Path, edited: Edited, position: Quad) -> None:
    told = _run(consultation, edited(_without(position.subject.value)))
    assert told.returncode == 1
    lines = told.stdout.splitlines()
    assert " · " in lines[0]
    assert any(line.startswith("- støtte: ") for line in lines)
    assert lines[-1].startswith("Statements: 0 added, 1 removed, ")


def test_tables_and_json_say_the_same_as_the_text(consultation: Path, edited: Edited, position: Quad) -> None:
    less = edited(_without(position.subject.value))
    rows = json.loads(_run(consultation, less, "--format", "json").stdout)
    table = list(csv.DictReader(StringIO(_run(consultation, less, "--format", "csv").stdout, newline="")))
    for found in (rows, table):
        assert position.subject.value in {row["statement"] for row in found if row["change"] == "removed"}
    assert len(rows) == len(table)


def test_changesets_turn_what_was_said_into_what_is_said(consultation: Path, edited: Edited, position: Quad) -> None:
    """Additions and removals, applied to what the old graph says of a statement, give what the new one says."""
    other = edited(
        lambda line: line.replace(_stance("supports"), _stance("opposes")) if str(position.subject) in line else line
    )
    turtle = _run(consultation, other, "--format", "turtle").stdout
    changes = Graph().parse(data=turtle, format="turtle")
    (changeset,) = changes.subjects(RDF.type, CS.ChangeSet)
    assert changes.value(changeset, CS.subjectOfChange) == URIRef(position.subject.value)
    assert {label.language for label in changes.objects(changeset, RDFS.label)} == {"nb", "en"}  # type: ignore[attr-defined]
    before, after = (_triples(path, position) for path in (consultation, other))
    removals, additions = (_reified(changes, changeset, name) for name in (CS.removal, CS.addition))
    assert removals <= before
    assert (before - removals) | additions == after


def _triples(path: Path, position: Quad) -> set[tuple[str, str, str]]:
    return {
        (quad.subject.value, quad.predicate.value, str(quad.object).strip("<>"))
        for quad in parse(path=path)
        if quad.subject == position.subject
    }


def _reified(changes: Graph, changeset: object, direction: URIRef) -> set[tuple[str, ...]]:
    return {
        tuple(str(changes.value(statement, name)) for name in (RDF.subject, RDF.predicate, RDF.object))
        for statement in changes.objects(changeset, direction)  # type: ignore[arg-type]
    }


def test_changesets_say_what_came_and_went_but_not_in_which_words(
    consultation: Path, edited: Edited, position: Quad
) -> None:
    """What was withdrawn must not live on in a difference that is published."""
    turtle = _run(consultation, edited(_without(position.subject.value)), "--format", "turtle").stdout
    changes = Graph().parse(data=turtle, format="turtle")
    (whole,) = changes.subjects(RDF.type, PROV.Activity)
    assert (whole, PROV.invalidated, URIRef(position.subject.value)) in changes
    words = {quad.object.value for quad in parse(path=consultation) if quad.predicate == STP.readingForm}
    assert words
    assert not any(each in turtle for each in words)


def test_changesets_are_the_same_byte_for_byte(consultation: Path, edited: Edited, position: Quad) -> None:
    arguments = (consultation, edited(_without(position.subject.value)), "--format", "turtle")
    first, second = (_run(*arguments).stdout for _ in range(2))
    assert first == second
    assert len(list(parse(first, RdfFormat.TURTLE))) > 10


def test_trouble_is_no_difference(consultation: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.nq").write_text("<http://a> <http://b> oops .\n")
    for other, part in ((tmp_path, "standpunkt build"), (tmp_path / "broken.nq", "is not valid RDF")):
        told = _run(consultation, other)
        assert told.returncode == 2
        assert part in told.stderr
