"""Makes an index in a process of its own, so that a server answers meanwhile."""

import sys
from pathlib import Path

from graph.apart import run_apart
from graph.errors import StandpunktError
from graph.search.index import SearchIndex


async def prepare_apart(index: SearchIndex) -> None:
    """Have another process make an index hold what the graph says now; cancelling ends that process.

    Raises:
        StoreClosedError: where it fails, with what it says of that.
    """
    await run_apart(__name__, str(index.source), str(index.spare))


def main(source: str, spare: str) -> None:
    """Make the index of a data folder or RDF file; what is wrong is said on standard error."""
    try:
        SearchIndex(Path(source), Path(spare)).prepare()
    except StandpunktError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
