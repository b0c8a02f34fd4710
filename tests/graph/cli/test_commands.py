"""What is the same for every command."""

import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-c", "from graph.cli import main; main()")
FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_under_the_output_is_said_in_one_line() -> None:
    with FULL.open("w") as full:
        run = subprocess.run([*COMMAND, "query", "--list"], check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert run.returncode == 1
    assert run.stderr == "standpunkt: No space left on device. Free some space and try again.\n"


def test_the_records_of_a_private_person_are_not_named_after_a_file_with_the_name(tmp_path: Path) -> None:
    file = tmp_path / "svar-fra-kari-nordmann.txt"
    file.write_text("Jeg er imot forslaget. Jeg bor her.\n\nHilsen\nKari Nordmann\n", encoding="utf-8")
    for arguments in (
        ["extract", str(file), "--format", "jsonl"],
        ["build", str(file), "--data", str(tmp_path / "data")],
    ):
        run = subprocess.run([*COMMAND, *arguments], check=False, capture_output=True, text=True)
        assert "rivatperson" in run.stdout
        assert "nordmann" not in (run.stdout + run.stderr).casefold()
