"""Programs of others that tests drive; `.ci/run` installs them."""

import os
import shutil
import sys
from pathlib import Path

import pytest


def program(name: str) -> str:
    """Where a program is: beside Python or anywhere on the path; without it a test is skipped, but fails in CI."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.is_file() else shutil.which(name)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{name} is missing in CI.")
        pytest.skip(f"needs the program {name}, which is not installed")
    return found
