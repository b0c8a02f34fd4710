"""What a deployment decides: where the data are, and under which base its IRIs stand."""

import os
import re
from pathlib import Path

from graph.errors import InputError

DEFAULT_BASE = "https://standpunkt.example"
DEFAULT_DATA = "standpunkt-data"
_BASE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~-]+)*/*", re.ASCII)


def checked_base(base: str) -> str:
    """A base without its final slashes.

    Raises:
        InputError: where it is not the start of an http or https address that IRIs can begin with.
    """
    if not _BASE.fullmatch(base):
        raise InputError(
            f"The base “{base}” is not an address. Give one such as {DEFAULT_BASE}, without query or spaces."
        )
    return base.rstrip("/")


def variable(name: str) -> str:
    """The environment variable that gives a setting where the command line does not."""
    return f"STANDPUNKT_{name.upper()}"


def default_data_folder() -> Path:
    """The folder of the environment variable STANDPUNKT_DATA, else `standpunkt-data` in the current one."""
    return Path(os.environ.get(variable("data")) or DEFAULT_DATA)
