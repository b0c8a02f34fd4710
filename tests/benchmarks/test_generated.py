from pathlib import Path

from click.testing import CliRunner

from graph.cli.validate import validate
from graph.folder import DataFolder
from tests.benchmarks.generated import generate


def test_the_same_size_gives_the_same_folder_and_it_is_valid(tmp_path: Path) -> None:
    first, second = generate(tmp_path / "first", 25_000), generate(tmp_path / "second", 25_000)
    assert first.triples >= 25_000
    assert first == second
    assert first.graphs == DataFolder(tmp_path / "second").manifest().graphs
    checked = CliRunner().invoke(validate, ["--data", str(tmp_path / "first")])
    assert checked.exit_code == 0, checked.output
