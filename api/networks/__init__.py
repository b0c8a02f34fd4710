"""Networks of actors and the graph around a thing: as a picture to go about in, as tables and as files."""
