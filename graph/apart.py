"""Work that a server has another process do, so that it answers meanwhile."""

import asyncio
import sys

from graph.errors import StoreClosedError


async def run_apart(module: str, *arguments: str) -> None:
    """Have another process run a module to its end; cancelling ends that process.

    Raises:
        StoreClosedError: where it fails, with what it says of that.
    """
    command = (sys.executable, "-P", "-m", module, *arguments)
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, stdin=quiet, stdout=quiet, stderr=asyncio.subprocess.PIPE)
    try:
        _, said = await process.communicate()
    except BaseException:
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        raise StoreClosedError(said.decode(errors="replace").strip() or f"{module} ended before it was done.")
