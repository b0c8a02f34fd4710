"""Bad input costs itself and nothing else; whatever stops a build leaves the last generation."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from graph.folder import DataFolder
from graph.pipeline import BuildReport, Options, build
from graph.pipeline.single import extract_file
from graph.pipeline.tools import tools

Build = Callable[..., BuildReport]
_NOBODY = 65534
COMMAND = (sys.executable, "-c", "from graph.cli import main; main()", "build")


def reasons(report: BuildReport) -> dict[str, str]:
    """Why each source was refused."""
    return {refusal.source: refusal.reason for refusal in report.refusals}


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
    [("deadline = 2026-13-01", "line 5"), ('colour = "red"', "line 5: “colour”"), ("key = ", "line 5")],
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
    assert "line 2: “date”" in reasons(report)[path.name]
    assert len(report.records) == 2


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, who may read everything."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def test_what_may_not_be_read_is_named(responses: Path, built: Build) -> None:
    built(responses)
    with TemporaryDirectory() as place:
        options = Options(Path(place) / "data")
        kit = tools(options)
        _ = kit.shapes, extract_file(next(responses.glob("Eksempel*")), kit)  # loads the program while it may be read
        os.chmod(place, 0o777)  # noqa: PTH101 - the folder above is root's where root runs the tests
        folder = Path(shutil.copytree(responses, Path(place) / "svar"))
        (folder / "lukket mappe").mkdir(mode=0)
        next(folder.glob("Eksempelvik*")).chmod(0)
        with as_nobody():
            report = build([folder], options)
    assert len(report.records) == 2
    assert sorted(reasons(report)) == ["Eksempelvik kommune – svar.txt", "lukket mappe"]
    assert all("may read it" in why or "Check its permissions" in why for why in reasons(report).values())


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
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while process.poll() is None and len(list((data / "responses").iterdir())) < files + 5:
        time.sleep(0.02)
    os.killpg(process.pid, stop)
    _, said = process.communicate(timeout=60)
    assert process.returncode != 0
    assert stop is not signal.SIGINT or said.endswith("Stopped. Nothing was changed that was there before.\n")
    folder = DataFolder(data)
    assert folder.manifest().to_json() == before.to_json()
    assert all(folder.is_whole(graph) for graph in before.graphs.values())
    again = built(responses / "svar-0.txt").manifest  # nothing that was left behind stands in the way
    assert again.generation == before.generation + 1
    assert len(list((data / "responses").iterdir())) == len(again.records) == len(before.records) + 1


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


@pytest.mark.parametrize(
    "limited",
    [
        pytest.param(("bash", "-c", 'ulimit -f 1; exec "$@"', "bash"), id="a limit on the size of files"),
        pytest.param(
            ("unshare", "-m", "bash", "-c", 'mount -t tmpfs -o size=200k tmpfs "$0"/responses; exec "$@"'),
            id="a full disk",
        ),
    ],
)
def test_a_full_disk_leaves_the_last_generation(
    responses: Path, built: Build, data: Path, limited: tuple[str, ...]
) -> None:
    before = built(responses).manifest
    if limited[0] == "unshare":
        limited = (*limited, str(data))
        may = subprocess.run([*limited, "true"], check=False, capture_output=True)
        if may.returncode:
            pytest.skip("a disk of its own can only be mounted by root")
    letter = next(responses.glob("Eksempelvik*")).read_text("utf-8")
    for number in range(20):
        (responses / f"svar-{number}.txt").write_text(f"{letter}Vi ber om {number} måneder til.\n", encoding="utf-8")
    run = subprocess.run(
        [*limited, *COMMAND, str(responses), "--data", str(data)], check=False, capture_output=True, text=True
    )
    assert run.returncode == 1
    assert "The last generation is intact; free some space and build again." in run.stderr
    assert "Traceback" not in run.stderr
    folder = DataFolder(data)
    assert folder.manifest().to_json() == before.to_json()
    assert all(folder.is_whole(graph) for graph in before.graphs.values())
