"""Writes dumps in a process of its own, so that a server answers meanwhile."""

import os
import sys
from pathlib import Path

from graph.apart import run_apart
from graph.errors import StandpunktError
from graph.export.dumpset import DumpFolder

_NICENESS = 10


async def prepare_apart(dumps: DumpFolder) -> None:
    """Have another process write the dumps of a data folder; cancelling ends that process.

    Raises:
        StoreClosedError: where it fails, with what it says of that.
    """
    await run_apart(__name__, str(dumps.data), str(dumps.spare or ""))


def main(data: str, spare: str) -> None:
    """Write the dumps, giving way to whoever asks the server; what is wrong is said on standard error."""
    os.nice(_NICENESS)
    try:
        DumpFolder(Path(data), Path(spare) if spare else None).make()
    except StandpunktError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
