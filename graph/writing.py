"""Files that are whole or as they were, whatever stops the one who writes them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[BufferedRandom]:
    """A file to write and read beside its place, which is moved there when all has gone well.

    Raises:
        OSError: where it cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w+b") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
