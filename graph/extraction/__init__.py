"""What a document says: its units, the things it names and the positions it takes."""

from graph.extraction.classifier import Model
from graph.extraction.extractor import ExplainingExtractor, Extractor, open_extractor, shipped_model

__all__ = ["ExplainingExtractor", "Extractor", "Model", "open_extractor", "shipped_model"]
