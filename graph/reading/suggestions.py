"""Which documents may belong together although nobody declared it: only suggested, never assumed."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.model import Metadata

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


def resubmissions(read: Sequence[tuple[Path, Metadata]]) -> Iterator[InputNote]:
    """A note for each document whose sender has also sent another to the same consultation."""
    first: dict[tuple[str | None, tuple[str, ...]], Path] = {}
    for path, metadata in read:
        senders = tuple(sorted(actor.key for actor in metadata.senders))
        if not senders or metadata.replaces is not None:
            continue
        earlier = first.setdefault((metadata.consultation, senders), path)
        if earlier != path:
            names = " and ".join(actor.name for actor in metadata.senders)
            yield InputNote(
                path,
                f"{names} has also sent {earlier.name}. If one replaces or belongs to the other, say so with replaces, "
                "attachments or short_version in a sidecar.",
            )
