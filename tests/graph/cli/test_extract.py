import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.cli.extract import extract

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command on a letter and gives what it prints."""
    letter = tmp_path / "svar.txt"
    letter.write_text("Vi støtter forslaget.\n\nByen bør få ny bru.\n", encoding="utf-8")

    def printed(*options: str) -> str:
        return CliRunner().invoke(extract, [str(letter), *options], catch_exceptions=False).output

    return printed


def test_an_explanation_stands_below_each_statement(run: Run) -> None:
    lines = [" ".join(line.split()) for line in run("--explain").splitlines()]
    first = next(number for number, line in enumerate(lines) if "Vi støtter forslaget." in line)
    assert lines[first + 1].startswith("against none +")
    assert lines[first + 2].startswith("cue +")
    assert lines[first + 2].endswith("stotter: “støtter”")


def test_records_are_the_same_with_an_explanation_added(run: Run) -> None:
    plain, explained = (
        [json.loads(line) for line in run("--format", "jsonl", *more).splitlines()] for more in ([], ["--explain"])
    )
    whys = [record.pop("explanation") for record in explained]
    assert explained == plain
    assert [why["cues"][0]["words"] for why in whys] == ["støtter", "bør"]
    assert all(sum(why["probabilities"].values()) == pytest.approx(1, abs=1e-3) for why in whys)


def test_mentions_are_not_explained(run: Run) -> None:
    assert "leave --mentions out" in run("--explain", "--mentions")
