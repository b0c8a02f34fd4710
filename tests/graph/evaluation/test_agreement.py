"""Agreement with the scorer that the annotation guide comes with, on the same documents."""

import json
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from graph.cli.extract import extract
from graph.evaluation.marks import Mark
from graph.evaluation.matching import pairs
from graph.evaluation.results import Group, Result
from graph.evaluation.running import Setting, evaluated, read_all
from graph.evaluation.tallies import Counts, Measure
from graph.example.make import EXAMPLE
from graph.model import Kind, Span
from graph.reading.inputs import discover


@pytest.fixture(params=["real", "example"])
def folders(request: pytest.FixtureRequest, shared: Path) -> tuple[Path, Path]:
    """A folder of gold and the one with its documents."""
    real = shared / "gold", shared / "corpus"
    return real if request.param == "real" else (EXAMPLE / "gold", EXAMPLE / "responses")


@pytest.mark.shared
def test_scores_of_positions_are_those_of_the_scorer(folders: tuple[Path, Path], shared: Path, tmp_path: Path) -> None:
    gold, source = folders
    _write_predictions(gold, source, tmp_path, ())
    printed = _scorer(shared, gold, tmp_path)
    results = evaluated(read_all(((gold, source),), Setting()), Setting())
    assert sorted(_lines(results)) == sorted(re.sub(r"\s+", " ", line.strip()) for line in printed)


@pytest.mark.shared
def test_scores_of_references_are_those_of_the_scorer(folders: tuple[Path, Path], shared: Path, tmp_path: Path) -> None:
    gold, source = folders
    _write_predictions(gold, source, tmp_path, ["--mentions"])
    together = tmp_path / "all"
    together.write_text("".join(path.read_text(encoding="utf-8") for path in sorted(tmp_path.glob("*.jsonl"))))
    printed = _scorer(shared, gold / "references.jsonl", together, "--mentions")
    tally = Group("", evaluated(read_all(((gold, source),), Setting()), Setting())).tally
    references, mentions = tally[Measure.REFERENCES], tally[Measure.MENTIONS]
    assert printed == [
        f"(document, key) pairs: gold {references.gold} pred {references.predicted}  {_scores(references)}",
        f"mentions: gold {mentions.gold} pred {mentions.predicted}  {_scores(mentions)}",
    ]


@pytest.mark.shared
def test_matches_are_those_of_the_scorer_however_spans_lie(shared: Path) -> None:
    scorer, chance = runpy.run_path(str(shared / "tools" / "score.py")), Random(1)
    for _ in range(300):
        gold, predicted = ([_any_mark(chance) for _ in range(12)] for _ in range(2))
        assert pairs(gold, predicted) == scorer["pair"](*(list(map(_record, marks)) for marks in (gold, predicted)))


def _any_mark(chance: Random) -> Mark:
    start = chance.randrange(40)
    return Mark(Span(start, start + chance.randrange(1, 12)), "", chance.choice((Kind.SUPPORT, Kind.CONCERN)))


def _record(mark: Mark) -> dict[str, object]:
    return {"start": mark.span.start, "end": mark.span.end, "kind": mark.kind.value}


def _write_predictions(gold: Path, source: Path, folder: Path, options: Sequence[str]) -> None:
    """What `standpunkt extract` prints of each document, in a file for each."""
    records: dict[str, str] = {annotation.stem: "" for annotation in gold.glob("*.jsonl")}
    for each in discover([source]).sources:
        done = CliRunner().invoke(extract, [str(each.path), "--format", "jsonl", *options])
        for line in done.stdout.splitlines():
            records[json.loads(line)["doc"]] += f"{line}\n"
    for name, lines in records.items():
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")


def _scorer(shared: Path, *arguments: object) -> list[str]:
    command = [sys.executable, str(shared / "tools" / "score.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def _lines(results: Sequence[Result]) -> Iterator[str]:
    """The results in the words of the scorer."""
    for each in results:
        found, typed = each.tally[Measure.DETECTION], each.tally[Measure.TYPED]
        counted = f"gold {found.gold} pred {found.predicted} detection {_scores(found)}"
        yield f"{each.name[:62]} {counted} typed F1 {typed.f1:.3f}"
    group = Group("", tuple(results))
    for measure in (Measure.RECOMMENDATION, Measure.SUPPORT, Measure.OPPOSITION, Measure.CONCERN):
        counts = group.tally[measure]
        yield f"{measure} gold {counts.gold} pred {counts.predicted} {_scores(counts)}"
    macro = f"detection F1 {group.macro(Measure.DETECTION):.3f} typed F1 {group.macro(Measure.TYPED):.3f}"
    yield f"macro over {len(results)} documents: {macro}"
    typed = group.tally[Measure.TYPED]
    yield f"micro: detection {_scores(group.tally[Measure.DETECTION])} typed F1 {typed.f1:.3f}"


def _scores(counts: Counts) -> str:
    return f"P {counts.precision:.3f} R {counts.recall:.3f} F1 {counts.f1:.3f}"
