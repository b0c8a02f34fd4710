"""Bad input costs itself and nothing else; whatever stops a build leaves the last generation."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.folder import DataFolder
from graph.pipeline import BuildReport

Build = Callable[..., BuildReport]
COMMAND = (sys.executable, "-c", "from graph.cli import main; main()", "build")


def reasons(report: BuildReport) -> dict[str, str]:
    """Why each source was refused."""
    return {refusal.source: refusal.reason for refusal in report.refusals}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("tom.txt", b"", "empty"),
        ("tom.pdf", b"", "empty"),
        ("kuttet.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "."),
        ("ikke-zip.docx", b"Dette er ikke en zip.", "."),
        ("bilde.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "."),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_and_the_rest_is_built(
    responses: Path, built: Build, name: str, content: bytes, reason: str
) -> None:
    (responses / name).write_bytes(content)
    report = built(responses)
    assert len(report.records) >= 3
    said = [*reasons(report).items(), *((note.split(":")[0], note) for note in report.notes)]
    texts = [text for source, text in said if source == name]
    assert texts or len(report.records) == 4, f"nothing was said of {name}"
    assert all(reason in text for text in texts)


def test_two_files_with_the_same_content_are_one_response(responses: Path, built: Build) -> None:
    twin = next(responses.glob("Eksempelvik*"))
    (responses / "å, en kopi.txt").write_bytes(twin.read_bytes())
    report = built(responses)
    assert len(report.records) == 3
    assert any("same content" in reason for reason in reasons(report).values())


def test_two_empty_files_are_both_called_empty(responses: Path, built: Build) -> None:
    for name in ("tom.pdf", "tom.txt"):
        (responses / name).write_bytes(b"")
    assert all("It is empty" in reason for reason in reasons(built(responses)).values())


def test_one_letter_that_two_bodies_sent_is_two_responses(responses: Path, built: Build) -> None:
    twin = next(responses.glob("Eksempelvik*"))
    (responses / "også fra oss.txt").write_bytes(twin.read_bytes())
    (responses / "også fra oss.toml").write_text('actor = "Eksempelstrand kommune"\n', encoding="utf-8")
    report = built(responses)
    assert not report.refusals
    assert ("Eksempelstrand kommune",) in {record.actors for record in report.records}
    assert len(report.records) == 4


@pytest.mark.parametrize(
    ("line", "said"),
    [("deadline = 2026-13-01", "line 5"), ('colour = "red"', "colour"), ("key = ", "line")],
)
def test_a_broken_consultation_file_is_named_with_its_line(responses: Path, built: Build, line: str, said: str) -> None:
    path = responses / "consultation.toml"
    lines = path.read_text("utf-8").splitlines()
    lines[4] = line
    path.write_text("\n".join(lines), encoding="utf-8")
    report = built(responses)
    assert said in reasons(report)[f"{responses.name}/consultation.toml"]
    assert len(report.records) == 3


def test_a_broken_sidecar_is_named_with_its_line(responses: Path, built: Build) -> None:
    path = next(responses.glob("Eksempelvik*")).with_suffix(".toml")
    path.write_text('language = "nb"\ndate = "i går"\n', encoding="utf-8")
    report = built(responses)
    assert "line 2" in reasons(report)[path.name]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_named(responses: Path, built: Build) -> None:
    closed = responses / "lukket"
    closed.mkdir(mode=0)
    assert "lukket" in str(built(responses).refusals)


def test_a_folder_without_documents_is_named(tmp_path: Path, built: Build) -> None:
    empty = tmp_path / "tom mappe"
    empty.mkdir()
    assert any("tom mappe: No document is there" in note for note in built(empty).notes)


def test_a_link_to_nothing_is_named(responses: Path, built: Build) -> None:
    (responses / "borte.txt").symlink_to(responses / "finnes-ikke.txt")
    report = built(responses)
    assert "borte.txt" in {*reasons(report), *(note.split(":")[0] for note in report.notes)}
    assert len(report.records) == 3


def test_a_second_response_with_the_same_key_is_refused(responses: Path, built: Build) -> None:
    for path in list(responses.glob("Eksempel*.txt")):
        path.with_suffix(".toml").write_text('key = "samme"\n', encoding="utf-8")
    report = built(responses)
    assert len(report.records) == 1
    assert all("samme" in reason for reason in reasons(report).values())


def test_the_exit_status_tells(responses: Path, data: Path) -> None:
    def status(*arguments: str) -> int:
        return subprocess.run([*COMMAND, *arguments, "--data", str(data)], check=False, capture_output=True).returncode

    assert status(str(responses)) == 0
    (responses / "tom.txt").write_bytes(b"")
    assert status(str(responses)) == 1
    assert status(str(responses / "finnes-ikke")) == 2


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_a_build_that_is_stopped_leaves_the_last_generation(
    responses: Path, built: Build, data: Path, stop: signal.Signals
) -> None:
    before = built(responses).manifest
    letter = next(responses.glob("Eksempelvik*")).read_text("utf-8")
    for number in range(400):
        (responses / f"svar-{number}.txt").write_text(f"{letter}\nNr. {number}\n", encoding="utf-8")
    files = len(list((data / "responses").iterdir()))
    process = subprocess.Popen(
        [*COMMAND, str(responses), "--data", str(data), "--jobs", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None and len(list((data / "responses").iterdir())) < files + 5:
        time.sleep(0.02)
    os.killpg(process.pid, stop)
    assert process.wait(timeout=60) != 0
    folder = DataFolder(data)
    assert folder.manifest().to_json() == before.to_json()
    assert all(path.exists() for path in folder.graph_files(before))


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_of_a_build_outlives_it(responses: Path, data: Path, stop: signal.Signals) -> None:
    letter = next(responses.glob("Eksempelvik*")).read_text("utf-8")
    for number in range(400):
        (responses / f"svar-{number}.txt").write_text(f"{letter}\nNr. {number}\n", encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, str(responses), "--data", str(data), "--jobs", "2"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    while process.poll() is None and not any(data.glob("responses/*")):
        time.sleep(0.02)
    process.send_signal(stop)
    # Every process of the build holds the pipe open: its end says that none is left.
    process.communicate(timeout=60)
    assert process.returncode != 0


def test_a_full_disk_leaves_the_last_generation(responses: Path, built: Build, data: Path) -> None:
    before = built(responses).manifest
    path = next(responses.glob("Eksempelvik*"))
    path.write_text(path.read_text("utf-8") + "Vi ber om mer tid.\n", encoding="utf-8")
    limited = f"ulimit -f 1; exec {sys.executable} -c 'from graph.cli import main; main()' build"
    run = subprocess.run(
        ["bash", "-c", f'{limited} "$@"', "bash", str(responses), "--data", str(data)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert "The last generation is intact" in run.stderr + run.stdout
    assert DataFolder(data).manifest().to_json() == before.to_json()
