"""The originals of responses, where they may be kept: sent as the files they are, and never looked into."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from api.answering import Answering
from api.caching import REVALIDATE, http_date, not_modified
from api.headers import POLICY_OF_ORIGINAL
from api.identities import IdentitiesOf
from api.recollection import Recollection
from api.refusals import RefusalError
from api.things.describing import described
from api.things.publishing import UnknownThingError
from graph.errors import DataFolderError
from graph.folder import DataFolder
from graph.iris import ORIGINAL
from graph.model import Publication

_MEDIA_TYPE = "application/pdf"
_Look = tuple[int, int, int]


class WithdrawnOriginalError(RefusalError):
    """The response whose original was asked for is withdrawn, and its original with it."""

    status = HTTPStatus.GONE

    def __init__(self) -> None:
        super().__init__("This response was withdrawn, and its original was removed for good.")


class Originals:
    """The originals that a data folder keeps, where there is one."""

    def __init__(self, store: Answering, identities: IdentitiesOf, folder: Path | None) -> None:
        self._store = store
        self._identities = identities
        self._folder = DataFolder(folder) if folder is not None and folder.is_dir() else None
        self._kept = Recollection[Mapping[str, str]](store)
        self._sound: dict[str, _Look] = {}

    def router(self) -> APIRouter:
        """The route of the files."""
        router = APIRouter()
        router.add_route(f"/doc/response/{{key}}/{ORIGINAL}", self.file, methods=["GET", "HEAD"])
        return router

    async def has(self, key: str) -> bool:
        """Whether the original of a response is kept."""
        return key in await self._known()

    async def file(self, request: Request) -> Response:
        """The original of a response, whole or in ranges.

        Raises:
            WithdrawnOriginalError: where the response is withdrawn.
            UnknownThingError: where there is none, or what is kept is not what it was.
        """
        digest = (await self._known()).get(request.path_params["key"], "")
        path = await asyncio.to_thread(self._found, digest) if digest else None
        if path is None:
            raise await self._missing(request)
        tag = f'"{digest[:32]}"'
        if known := not_modified(request, tag, self._store.modified):
            known.headers["vary"] = "accept-encoding"
            return known
        headers = {"etag": tag, "content-security-policy": POLICY_OF_ORIGINAL, **REVALIDATE}
        if self._store.modified:
            headers["last-modified"] = http_date(self._store.modified)
        name = f"{request.path_params['key']}.pdf"
        return FileResponse(
            path, headers=headers, media_type=_MEDIA_TYPE, filename=name, content_disposition_type="inline"
        )

    async def _known(self) -> Mapping[str, str]:
        return await self._kept.recalled(lambda: asyncio.to_thread(self._listed))

    def _listed(self) -> Mapping[str, str]:
        """The digests of the originals that may be shown, by the keys of their responses."""
        try:
            records = self._folder.manifest().records if self._folder else {}
        except DataFolderError:
            return {}
        return {
            key: str(record["original"])
            for key, record in records.items()
            if record.get("original") and record.get("publication") == Publication.PUBLIC
        }

    def _found(self, digest: str) -> Path | None:
        """Where an original lies; nowhere if it is not what its name says. It is read when it looks changed."""
        assert self._folder is not None, "what has a digest has a folder"
        path = self._folder.original_path(digest)
        try:
            look = _look(path)
            if self._sound.get(digest) != look:
                self._folder.original(digest)
                self._sound[digest] = look
        except (DataFolderError, OSError):
            return None
        return path

    async def _missing(self, request: Request) -> RefusalError:
        """Why there is no original: the same as for its response."""
        identities = await self._identities.known(request)
        for thing in identities.candidates(f"/id/response/{request.path_params['key']}"):
            if (await described(request, self._store, thing, 1)).is_withdrawn:
                return WithdrawnOriginalError()
        return UnknownThingError(request.url.path)


def _look(path: Path) -> _Look:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns
