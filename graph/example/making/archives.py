"""Zip archives that are the same byte for byte wherever they are made: stored, dated once, in the order given."""

import io
from collections.abc import Iterable
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_DATE = (2025, 10, 15, 12, 0, 0)


def archive(members: Iterable[tuple[str, str]]) -> bytes:
    """A zip archive of named texts."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as target:
        for name, text in members:
            entry = ZipInfo(name, _DATE)
            entry.create_system = 3
            target.writestr(entry, text.encode())
    return buffer.getvalue()
