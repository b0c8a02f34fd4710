"""Everything that the graph names, under /id and /doc: as a page, and as data in every format."""
