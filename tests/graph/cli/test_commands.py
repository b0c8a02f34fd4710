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
