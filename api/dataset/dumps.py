"""The files that hold the whole graph, written once for each version by a process of its own."""

import asyncio
import gzip
import logging
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, StreamingResponse

from api.answering import Answering
from api.caching import REVALIDATE, not_modified
from api.negotiation import wants_gzip
from api.things.publishing import UnknownThingError
from graph.errors import StandpunktError, StoreBusyError
from graph.export.dumpset import CHECKSUMS, COMPRESSED, DumpFile, DumpFolder
from graph.export.preparing import prepare_apart

PATH = "/dumps"
_TYPES = {
    ".gz": "application/gzip",
    ".json": "application/csvm+json",
    ".csv": "text/csv; charset=utf-8",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".ttl": "text/turtle; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".graphml": "application/xml",
}
_PLAIN = "text/plain; charset=utf-8"
_PIECE = 1 << 18
_A_MOMENT = 2.0


class Dumps:
    """The dumps of a data folder, begun when somebody asks for them and made again when the graph is another."""

    def __init__(self, store: Answering, folder: Path | None) -> None:
        self._store = store
        self._spare = TemporaryDirectory(prefix="standpunkt-dumps-") if folder and folder.is_dir() else None
        self._folder = DumpFolder(folder, Path(self._spare.name)) if folder and self._spare else None
        self._files: tuple[DumpFile, ...] = ()
        self._version = ""
        self._making: asyncio.Task[None] | None = None

    def router(self) -> APIRouter:
        """The route of the files."""
        router = APIRouter()
        router.add_route(f"{PATH}/{{name}}", self.file, methods=["GET", "HEAD"])
        return router

    async def known(self) -> tuple[DumpFile, ...]:
        """The dumps of the graph that answers now; none where they cannot be made, or are not made soon enough."""
        if self._folder is None:
            return ()
        if not self._is_current:
            making = self._making or self._make(self._folder)
            await asyncio.wait([making], timeout=None if await _is_made(self._folder) else _A_MOMENT)
        return self._files if self._is_current else ()

    async def file(self, request: Request) -> Response:
        """One of the files; that of a table also by the name that the description of the tables has for it.

        Raises:
            UnknownThingError: where there is none of that name.
            StoreBusyError: where they are being made.
        """
        name = request.path_params["name"]
        files = await self.known()
        if not files and self._making:
            raise StoreBusyError("The dumps are being made. Try again in a few minutes.")
        found = next((each for each in files if each.path.name in (name, f"{name}{COMPRESSED}")), None)
        if files and name == CHECKSUMS:
            return FileResponse(files[0].path.with_name(CHECKSUMS), headers=REVALIDATE, media_type=_PLAIN)
        if found is None or not found.path.is_file():
            raise UnknownThingError(request.url.path)
        return self._sent(request, found, is_packed=found.path.name == name)

    def _sent(self, request: Request, found: DumpFile, *, is_packed: bool) -> Response:
        """A file as it is, or else unpacked on the way by the client or, if it cannot, by us."""
        if is_packed:
            headers = {"etag": f'"{found.sha256[:32]}"', **REVALIDATE}
            media = _TYPES[found.path.suffix]
            known = not_modified(request, headers["etag"], self._store.modified)
            return known or FileResponse(found.path, headers=headers, media_type=media)
        headers = {"etag": f'W/"{found.sha256[:32]}"', "vary": "accept-encoding", **REVALIDATE}
        media = _TYPES[Path(found.path.stem).suffix]
        if known := not_modified(request, headers["etag"], self._store.modified, headers["vary"]):
            return known
        if wants_gzip(request.headers.get("accept-encoding")):
            return FileResponse(found.path, headers={**headers, "content-encoding": "gzip"}, media_type=media)
        content = [] if request.method == "HEAD" else _unpacked(found.path)
        return StreamingResponse(content, headers=headers, media_type=media)

    @property
    def _is_current(self) -> bool:
        return self._version == self._store.version and all(file.path.is_file() for file in self._files)

    def _make(self, folder: DumpFolder) -> asyncio.Task[None]:
        self._making = asyncio.create_task(self._made(folder))
        return self._making

    async def _made(self, folder: DumpFolder) -> None:
        """Make the dumps; why they cannot be made is for the one who runs the server."""
        version = self._store.version
        try:
            if not await _is_made(folder):
                await prepare_apart(folder)
            self._files = await asyncio.to_thread(folder.files)
        except (StandpunktError, OSError) as error:
            self._files = ()
            logging.getLogger("uvicorn.error").warning("The dumps cannot be made: %s", error)
        finally:
            self._version, self._making = version, None


async def _is_made(folder: DumpFolder) -> bool:
    """Whether the dumps only have to be looked at; not where there is no graph any more."""
    try:
        return await asyncio.to_thread(lambda: folder.is_made)
    except StandpunktError:
        return False


def _unpacked(path: Path) -> Iterator[bytes]:
    with gzip.open(path) as content:
        while piece := content.read(_PIECE):
            yield piece
