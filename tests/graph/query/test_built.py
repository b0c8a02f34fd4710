import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.folder import DataFolder
from graph.query.named import answer_named
from graph.store.embedded import open_store

_PROGRAM = [sys.executable, "-P", "-c", "from graph.cli import main; main()", "build"]

Built = Callable[..., Path]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A function that builds some inputs into a data folder of their own."""

    def build(*inputs: Path) -> Path:
        data = tmp_path_factory.mktemp("built") / "data"
        done = subprocess.run(
            [*_PROGRAM, *map(str, inputs), "--data", str(data)], check=False, capture_output=True, timeout=300
        )
        assert DataFolder(data).exists, done.stderr.decode()
        return data

    return build


@pytest.mark.shared
def test_three_of_the_five_real_responses_refer_to_ehds(built: Built, shared: Path) -> None:
    data = built(shared / "corpus")
    folder = DataFolder(data)
    texts = [folder.text(digest) for digest in folder.manifest().texts]
    answer = answer_named(open_store(data), "responses-that-refer-to", {"instrument": "ehds"})
    columns = [answer.variables.index(name) for name in ("response", "quote")]
    found = [tuple(getattr(row[column], "value", "") for column in columns) for row in answer.rows()]
    assert len({response for response, _ in found}) == 3
    assert all(any(quote in text for text in texts) for _, quote in found)


def test_who_answered_lists_held_back_responses_and_those_whose_consultation_is_unknown(
    built: Built, tmp_path: Path
) -> None:
    for name, marking in (("Eksempel kommune", ""), ("Eksempelvik kommune", "Unntatt offentlighet\n\n")):
        text = f"{marking}{name}\n\nHøringssvar\n\n{name} støtter forslaget.\n\nMed hilsen\n{name}\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    answer = answer_named(open_store(built(tmp_path)), "who-answered", {})
    column = answer.variables.index("actorLabel")
    assert [getattr(row[column], "value", "") for row in answer.rows()] == ["Eksempel kommune", "Eksempelvik kommune"]
