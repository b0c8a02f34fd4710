"""Files that are whole or not there, and the removal of those that nothing speaks of any more."""

import contextlib
import os
from collections.abc import Container
from pathlib import Path


def write(root: Path, name: str, content: bytes) -> bool:
    """Write a file beside its place and move it there; one that has this content already is left alone.

    Returns whether it was written.

    Raises:
        OSError: where it cannot be written.
    """
    path = root / name
    if _has(path, content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return True


def sweep(root: Path, kept: Container[str]) -> int:
    """Remove every file below a root that is not kept, and the folders that are empty then; returns how many files."""
    removed = 0
    for folder, _, names in os.walk(root, topdown=False):
        for name in names:
            path = Path(folder, name)
            if path.relative_to(root).as_posix() not in kept:
                path.unlink()
                removed += 1
        if Path(folder) != root:
            with contextlib.suppress(OSError):
                Path(folder).rmdir()
    return removed


def _has(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
