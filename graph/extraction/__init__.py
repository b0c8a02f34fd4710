"""What a document says: its units, the things it names and the positions it takes."""

from graph.extraction.classifier import Model
from graph.extraction.extractor import Extractor, open_extractor

__all__ = ["Extractor", "Model", "open_extractor"]
