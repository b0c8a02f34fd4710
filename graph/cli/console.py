"""Where tables are printed."""

import shutil
import sys

from rich.console import Console

_WIDTH = 150


def table_console() -> Console:
    """Standard output as wide as it is; what is not a terminal has room for every column."""
    return Console(soft_wrap=False) if sys.stdout.isatty() else Console(width=_WIDTH, soft_wrap=True)


def table_width() -> int:
    """The columns that there is room for on standard output."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDTH
