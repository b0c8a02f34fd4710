import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.cli.train import train
from graph.errors import InputError

TEXT = "Skolene bør få mer tid.\n\nByen ligger ved elva.\n"


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    """A folder with an annotation and one with its document, as options of the command."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "source").mkdir()
    quote = TEXT.split("\n", maxsplit=1)[0]
    record = {"start": 0, "end": len(quote), "text": quote, "kind": "recommendation", "force": "should", "holder": None}
    (tmp_path / "gold" / "svar.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    (tmp_path / "source" / "svar.txt").write_text(TEXT, encoding="utf-8")
    return ["--gold", str(tmp_path / "gold"), "--source", str(tmp_path / "source"), "--out", str(tmp_path / "model")]


def test_the_command_writes_the_weights_and_their_card(folders: list[str], tmp_path: Path) -> None:
    done = CliRunner().invoke(train, folders, catch_exceptions=False)
    assert done.exit_code == 0
    card = json.loads((tmp_path / "model" / "card.json").read_text(encoding="utf-8"))
    assert card["units by class"]["recommendation"] > 0
    assert (tmp_path / "model" / "weights.npy").stat().st_size < 10_000_000


def test_an_annotation_without_its_document_is_named(folders: list[str], tmp_path: Path) -> None:
    (tmp_path / "source" / "svar.txt").unlink()
    with pytest.raises(InputError, match=r"No document svar\.\*"):
        CliRunner().invoke(train, folders, catch_exceptions=False)


def test_an_annotation_of_another_text_is_refused(folders: list[str], tmp_path: Path) -> None:
    (tmp_path / "source" / "svar.txt").write_text("Noe annet.\n" + TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="is not the one annotated"):
        CliRunner().invoke(train, folders, catch_exceptions=False)
