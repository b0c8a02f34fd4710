"""The file of a response is kept where it may be shown and hides nothing, and goes for good when it may not."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from graph.decisions import Reason
from graph.folder import DataFolder
from graph.pipeline import BuildReport, Options, build
from graph.pipeline.withdrawing import restore, withdraw
from graph.resources import resource
from graph.store.embedded import open_store
from graph.validation import Shapes
from graph.validation.integrity import check_folder
from tests.graph.pipeline.decisions.asking import AT, key_of, rows, statements

Build = Callable[..., BuildReport]
_ALLOWED = "signatories = true\noriginal = true\n"
_NAME = "eksempeluniversitetet"
_FILE = "SELECT ?url ?size ?type ?sum { ?d a schema:MediaObject ; schema:contentUrl ?url ; schema:contentSize ?size ; "
_FILE += "schema:encodingFormat ?type ; schema:sha256 ?sum ; dcterms:identifier ?sum }"


@pytest.fixture
def responses(tmp_path: Path) -> Path:
    """A folder with one response in PDF, which a person has signed."""
    folder = tmp_path / "responses"
    folder.mkdir()
    (folder / f"{_NAME}.pdf").write_bytes(resource("graph", "example", "responses", f"{_NAME}.pdf").read_bytes())
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where a build writes."""
    return tmp_path / "data"


def _declare(responses: Path, content: str) -> None:
    (responses / f"{_NAME}.toml").write_text(content, encoding="utf-8")


def _kept(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "originals").iterdir())


def _violations(data: Path) -> list[str]:
    found = check_folder(DataFolder(data), Shapes.load().check).findings
    return [finding.message("en") for finding in found if finding.is_violation]


def _notes(report: BuildReport) -> str:
    [record] = report.records
    return " ".join(record.notes)


def test_an_original_is_kept_by_its_content_where_that_is_allowed(responses: Path, data: Path, built: Build) -> None:
    _declare(responses, _ALLOWED)
    content = (responses / f"{_NAME}.pdf").read_bytes()
    digest = sha256(content).hexdigest()
    assert _notes(built(responses)) == ""
    assert _kept(data) == [f"{digest}.pdf"]
    assert DataFolder(data).original(digest).read_bytes() == content
    url = f"https://standpunkt.example/doc/response/{key_of(data, _NAME)}/original.pdf"
    assert rows(open_store(data), _FILE) == [(url, str(len(content)), "application/pdf", digest)]
    assert _violations(data) == []


def test_no_original_is_kept_unasked(responses: Path, data: Path, built: Build) -> None:
    _declare(responses, "signatories = true\n")
    assert _notes(built(responses)) == ""
    assert (_kept(data), rows(open_store(data), _FILE)) == ([], [])


def test_a_consultation_can_allow_it_and_a_response_refuse(responses: Path, data: Path, built: Build) -> None:
    declared = 'key = "en-horing"\ntitle = "En høring"\noriginal = true\nsignatories = true\n'
    (responses / "consultation.toml").write_text(declared, encoding="utf-8")
    built(responses)
    assert len(_kept(data)) == 1
    _declare(responses, "original = false\n")
    built(responses)
    assert _kept(data) == []


@pytest.mark.parametrize(
    ("declared", "reason"),
    [
        ("original = true\n", "words in it are masked"),
        (f'{_ALLOWED}actor = "privatperson"\n', "a private person may have sent it"),
        (f'{_ALLOWED}publication = "withheld"\n', ""),
        (f'{_ALLOWED}publication = "to-be-assessed"\n', "Held back until a person decides"),
    ],
)
def test_what_would_show_more_than_the_graph_is_not_kept_and_the_build_says_why(
    responses: Path, data: Path, built: Build, declared: str, reason: str
) -> None:
    _declare(responses, declared)
    assert reason in _notes(built(responses))
    assert (_kept(data), DataFolder(data).manifest().originals) == ([], ())
    assert rows(open_store(data), _FILE) == []


def test_what_is_no_pdf_is_not_kept(responses: Path, data: Path, built: Build) -> None:
    (responses / f"{_NAME}.pdf").unlink()
    (responses / f"{_NAME}.txt").write_text("Eksempel kommune\n\nVi støtter forslaget.\n", encoding="utf-8")
    _declare(responses, _ALLOWED)
    assert "it is no PDF (text/plain)" in _notes(built(responses))
    assert _kept(data) == []


def test_the_original_goes_with_the_right_to_show_it(responses: Path, data: Path, built: Build) -> None:
    _declare(responses, _ALLOWED)
    built(responses)
    _declare(responses, "signatories = true\n")
    built(responses)
    assert (_kept(data), rows(open_store(data), _FILE)) == ([], [])


def test_an_unchanged_build_writes_no_original_again(responses: Path, data: Path, built: Build) -> None:
    _declare(responses, _ALLOWED)
    built(responses)
    [file] = (data / "originals").iterdir()
    before = file.stat()
    assert built(responses).built == 0
    after = file.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_the_originals_are_the_same_whatever_the_number_of_processes(responses: Path, tmp_path: Path) -> None:
    _declare(responses, _ALLOWED)
    other = responses / "en-annen.txt"
    other.write_text("Eksempel kommune\n\nVi støtter forslaget.\n", encoding="utf-8")
    for jobs in (1, 2):
        build([responses], Options(tmp_path / f"with-{jobs}", jobs=jobs))
    first, second = (DataFolder(tmp_path / f"with-{jobs}").manifest() for jobs in (1, 2))
    assert (first.originals, first.graphs) == (second.originals, second.graphs)
    assert len(first.originals) == 1


def test_a_withdrawn_response_takes_its_original_along(responses: Path, data: Path, built: Build) -> None:
    _declare(responses, _ALLOWED)
    built(responses)
    key = key_of(data, _NAME)
    withdraw(data, key, Reason.REQUEST, AT)
    assert (_kept(data), DataFolder(data).manifest().originals) == ([], ())
    restore(data, key)
    built(responses)
    assert len(_kept(data)) == 1


def test_a_withdrawn_statement_takes_the_original_that_shows_its_words_along(
    responses: Path, data: Path, built: Build
) -> None:
    _declare(responses, _ALLOWED)
    built(responses)
    withdraw(data, statements(data, "")[0], Reason.REQUEST, AT)
    assert (_kept(data), rows(open_store(data), _FILE)) == ([], [])
    assert _violations(data) == []
    (responses / f"{_NAME}.pdf").rename(responses / f"{_NAME}-igjen.pdf")
    (responses / f"{_NAME}.toml").rename(responses / f"{_NAME}-igjen.toml")
    assert "words of it were withdrawn" in _notes(built(responses))
    assert _kept(data) == []


def test_an_original_that_was_changed_is_noticed_and_built_anew(responses: Path, data: Path, built: Build) -> None:
    _declare(responses, _ALLOWED)
    built(responses)
    [file] = (data / "originals").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole + b"%")
    [message] = _violations(data)
    assert "The original is missing or was changed" in message
    file.unlink()
    assert len(_violations(data)) == 1
    assert built(responses).built == 1
    assert file.read_bytes() == whole
    assert _violations(data) == []


def test_the_original_moves_with_the_data_folder(responses: Path, data: Path, built: Build, tmp_path: Path) -> None:
    _declare(responses, _ALLOWED)
    built(responses)
    moved = Path(shutil.copytree(data, tmp_path / "moved"))
    assert _violations(moved) == []
