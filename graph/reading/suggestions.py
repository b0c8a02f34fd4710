"""Which documents may belong together although nobody declared it: only suggested, never assumed."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_ATTACHMENT = re.compile(
    r"^(?:\d+[ _.-]+)?(?:vedlegg|vedl|attachment|appendix|bilag)(?:[ _.-]*\d{0,3})(?![a-zæøå])", re.IGNORECASE
)
_SHORT_VERSION = re.compile(
    r"kort[ _-]?versjon|kort[ _-]?utgave|sammendrag|samandrag|executive[ _-]?summary|short[ _-]?version", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class InputNote:
    """Something about a path that whoever builds should know; the build goes on without it.

    A failure is something that should have been read and could not be; it makes the exit status 1.
    """

    path: Path
    message: str
    is_failure: bool = False


def belonging(documents: Sequence[Path]) -> Iterator[InputNote]:
    """A note for each document whose name tells that it may be part of another one."""
    for path in documents:
        name = unicodedata.normalize("NFC", path.stem)
        for pattern, what, field in (
            (_ATTACHMENT, "an attachment", "attachments"),
            (_SHORT_VERSION, "a short version", "short_version"),
        ):
            if pattern.search(name):
                message = f"Is named like {what}. If it is one, name it under {field} in the main document's sidecar."
                yield InputNote(path, message)
                break
