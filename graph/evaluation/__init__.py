"""How well an extractor does: scores of what it finds against what people marked, with nothing of the texts kept."""
