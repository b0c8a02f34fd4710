import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from api.answering import Answering
from api.recollection import Recollection
from graph.errors import DataFolderError
from graph.folder import DataFolder
from graph.model import Layout, Publication

_Kept = Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A text that may be shown, its digest, and how it is laid out."""

    sha256: str
    text: str
    layout: Layout


class Texts:
    """The texts of the responses in a data folder, where there is one."""

    def __init__(self, store: Answering, folder: Path | None) -> None:
        self._folder = DataFolder(folder) if folder is not None and folder.is_dir() else None
        self._kept = Recollection[_Kept](store)

    async def of(self, key: str) -> tuple[LaidOut, ...] | None:
        """The texts of a response in the order of its documents, or None where they are not kept.

        There are none where the rights to show them are not cleared.
        """
        if self._folder is None:
            return None
        kept = await self._kept.recalled(self._listed)
        return await asyncio.to_thread(self._read, kept[key]) if key in kept else None

    async def _listed(self) -> _Kept:
        return await asyncio.to_thread(self._digests)

    def _digests(self) -> _Kept:
        try:
            records = self._folder.manifest().records if self._folder else {}
        except DataFolderError:
            return {}
        return {
            key: tuple(zip(record["texts"], record.get("layouts", ()), strict=False)) if record.get("full_text") else ()
            for key, record in records.items()
            if record.get("publication") == Publication.PUBLIC
        }

    def _read(self, digests: tuple[tuple[str, str], ...]) -> tuple[LaidOut, ...] | None:
        assert self._folder is not None, "what has digests has a folder"
        try:
            return tuple(
                LaidOut(text, self._folder.text(text), self._folder.layout(layout)) for text, layout in digests
            )
        except DataFolderError:
            return None  # a build sweeps files away before the new ones are known here
