"""What a document says: its units, the things it names and the positions it takes."""

from graph.extraction.extractor import Extractor, open_extractor

__all__ = ["Extractor", "open_extractor"]
