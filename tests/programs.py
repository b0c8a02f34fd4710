"""Programs of others that tests drive; `.ci/run` installs them."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from graph.resources import resource


def program(name: str) -> str:
    """Where a program is: beside Python or anywhere on the path; without it a test is skipped, but fails in CI."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.is_file() else shutil.which(name)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{name} is missing in CI.")
        pytest.skip(f"needs the program {name}, which is not installed")
    return found


def island(name: str) -> None:
    """Skip a test of a page that one of the compiled islands makes livelier, where there is none; fail in CI."""
    if not resource("api", "static", "islands", f"{name}.js").is_file():
        if os.environ.get("CI"):
            pytest.fail("The islands were not compiled in CI.")
        pytest.skip("needs the compiled islands, which this installation was made without")
