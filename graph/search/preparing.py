"""Makes an index in a process of its own, so that a server answers meanwhile."""

import asyncio
import sys
from pathlib import Path

from graph.errors import StandpunktError, StoreClosedError
from graph.search.index import SearchIndex


async def prepare_apart(index: SearchIndex) -> None:
    """Have another process make an index hold what the graph says now; cancelling ends that process.

    Raises:
        StoreClosedError: where it fails, with what it says of that.
    """
    command = (sys.executable, "-P", "-m", __name__, str(index.source), str(index.spare))
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, stdin=quiet, stdout=quiet, stderr=asyncio.subprocess.PIPE)
    try:
        _, said = await process.communicate()
    except BaseException:
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        raise StoreClosedError(said.decode(errors="replace").strip() or "The index of words cannot be made.")


def main(source: str, spare: str) -> None:
    """Make the index of a data folder or RDF file; what is wrong is said on standard error."""
    try:
        SearchIndex(Path(source), Path(spare)).prepare()
    except StandpunktError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
