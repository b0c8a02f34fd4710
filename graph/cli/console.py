"""Where tables are printed, and how far something has come."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

_WIDTH = 150


def table_console() -> Console:
    """Standard output as wide as it is; what is not a terminal has room for every column."""
    return Console(soft_wrap=False) if sys.stdout.isatty() else Console(width=_WIDTH, soft_wrap=True)


def table_width() -> int:
    """The columns that there is room for on standard output."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDTH


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, where that is a terminal; told how much is done, of how much."""
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def now() -> str:
    """This moment, as xsd:dateTime."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
