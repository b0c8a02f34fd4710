"""How fast documents are read; figures are printed by the benchmark command, never asserted by tests."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UnreadableDocumentError
from graph.reading import read


@dataclass(frozen=True, slots=True)
class Speed:
    """What was read in how long, refused files left out."""

    documents: int
    pages: int
    characters: int
    seconds: float

    @property
    def pages_per_second(self) -> float:
        """Pages of documents that have pages, for each second."""
        return self.pages / self.seconds if self.seconds else 0.0

    @property
    def characters_per_second(self) -> float:
        """Characters of text for each second."""
        return self.characters / self.seconds if self.seconds else 0.0


def reading_speed(paths: Iterable[Path]) -> Speed:
    """The speed at which the files are read, one after another on one core; reading them from disk is not counted."""
    documents = pages = characters = 0
    seconds = 0.0
    for path in paths:
        content = path.read_bytes()
        started = time.perf_counter()
        try:
            document = read(content, path.name)
        except UnreadableDocumentError:
            continue
        seconds += time.perf_counter() - started
        documents += 1
        pages += len(document.page_starts)
        characters += len(document.text)
    return Speed(documents, pages, characters, seconds)
