import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from graph.errors import DataFolderError
from graph.folder import DataFolder, Manifest
from graph.versions import record_version, versions

_PROGRAM = [sys.executable, "-P", "-c", "from graph.cli import main; main()", "versions"]


class Publisher:
    """Somebody who builds one generation after the other from responses with some content."""

    def __init__(self, path: Path) -> None:
        self.folder = DataFolder(path)
        self._last = Manifest(0, "http://a")

    def build(self, note: str = "", **responses: str) -> None:
        with self.folder.locked():
            graphs = {
                f"response/{key}": self.folder.write_graph(f"response/{key}", [f'<http://a> <http://p> "{words}" .\n'])
                for key, words in responses.items()
            }
            now = Manifest(self._last.generation + 1, "http://a", graphs)
            self.folder.commit(now)
            record_version(self.folder, self._last, now, note)
        self._last = now


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path / "data")


def test_a_version_tells_when_it_was_made_and_what_is_new_in_it(publisher: Publisher) -> None:
    publisher.build("The first.", a="one", b="two")
    publisher.build(a="other", c="three", d="four")
    first, second = versions(publisher.folder)
    assert (first.number, first.responses, first.added, first.changed, first.removed) == (1, 2, 2, 0, 0)
    assert (second.number, second.responses, second.added, second.changed, second.removed) == (2, 3, 2, 1, 1)
    assert first.summary("nb") == "The first."
    assert second.summary("nb") == "Høringssvar: 2 nye, 1 endret, 1 fjernet."
    assert datetime.fromisoformat(second.issued).utcoffset() == timedelta(0)


def test_the_same_data_are_no_new_version(publisher: Publisher) -> None:
    publisher.build(a="one")
    publisher.build(a="one")
    publisher.build(a="two")
    assert [version.number for version in versions(publisher.folder)] == [1, 3]


def test_a_note_on_the_same_data_is_the_last_versions(publisher: Publisher) -> None:
    publisher.build(a="one")
    publisher.build("Now with a note.", a="one")
    (version,) = versions(publisher.folder)
    assert (version.number, version.note) == (1, "Now with a note.")


def test_when_it_was_built_stands_beside_what_is_the_same_for_the_same_data(tmp_path: Path) -> None:
    first, second = (Publisher(tmp_path / name) for name in "ab")
    for each in (first, second):
        each.build(a="one")
    said = [each.folder.commit_file.read_bytes() for each in (first, second)]
    assert said[0] == said[1]
    assert versions(first.folder)[0].issued not in said[0].decode()


def test_what_cannot_be_read_is_told_with_the_way_out(publisher: Publisher) -> None:
    publisher.build(a="one")
    (publisher.folder.path / "versions.json").write_text("[{]")
    with pytest.raises(DataFolderError, match="Restore it from a copy, or remove it"):
        versions(publisher.folder)


def test_the_command_shows_them_as_text_and_as_data(publisher: Publisher) -> None:
    publisher.build("Første utgave", a="one")
    publisher.build(a="two")
    command = [*_PROGRAM, "--data", str(publisher.folder.path)]
    text, data = (
        subprocess.run([*command, *form], check=True, capture_output=True, text=True).stdout
        for form in ([], ["--format", "json"])
    )
    assert "1 response, 1 triple\n   Første utgave" in text
    assert "Responses: 0 added, 1 changed, 0 removed." in text
    assert [each["number"] for each in json.loads(data)] == [1, 2]
    failed = subprocess.run([*_PROGRAM, "--data", "/nowhere"], check=False, capture_output=True, text=True)
    assert failed.returncode == 1
    assert "standpunkt build" in failed.stderr
