from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request, Response

from api.answering import Answering
from api.caching import REVALIDATE, entity_tag, http_date, not_modified
from api.languages import VARY, language
from api.pages import Pages
from api.refusals import RefusalError
from api.things.document import Document
from api.things.formats import split, wanted, written
from api.things.links import header, links
from graph import __version__

Find = Callable[[Request, str, int], Awaitable[Document]]
Show = Callable[[Request, Document], Awaitable["Showing"]]
ShowSpecially = Callable[[Request, Document], Awaitable["Showing | None"]]


@dataclass(frozen=True, slots=True)
class Showing:
    """What a page shows, and the template that shows it."""

    template: str
    values: Mapping[str, object]


class UnknownThingError(RefusalError):
    """There is nothing of that name, and there never was."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self, path: str) -> None:
        super().__init__("Nothing is called {path} here. Search for words at /search, or begin at /.", path=path)


class NoSuchPageError(RefusalError):
    """A thing has not so many pages."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self, path: str, pages: int) -> None:
        if pages == 1:
            super().__init__("{path} has a single page. Leave page= out.", path=path)
        else:
            super().__init__(
                "{path} has {pages} pages. Ask with page= for one from 1 to {pages}, or leave it out.",
                path=path,
                pages=pages,
            )


class Publishing:
    """Answers with documents, in the format that an address ends with or that a client accepts most."""

    def __init__(self, store: Answering, pages: Pages) -> None:
        self._store = store
        self._pages = pages

    async def published(self, request: Request, find: Find, show: Show, *state: object) -> Response:
        """The document at the address of a request: `find` gives it, `show` what its page shows.

        `state` is what else decides it beside the graph.

        Raises:
            RefusalError: where there is none, or not in a format that the client accepts.
        """
        path, fixed = split(request.url.path)
        chosen, page = fixed or wanted(request), _number(request)
        variant = (language(), request.url.query) if chosen.is_page else ""
        tag = entity_tag(self._store.version, __version__, path, chosen.ending, page, variant, *state)
        vary = VARY if chosen.is_page else "accept"
        if known := not_modified(request, tag, self._store.modified, vary):
            return known
        document = await find(request, path, page)
        if page > document.description.pages:
            raise NoSuchPageError(path, document.description.pages)
        related = list(links(document, chosen))
        status = HTTPStatus.GONE if document.description.is_withdrawn else HTTPStatus.OK
        if chosen.is_page:
            shown = await show(request, document)
            told = {"links": related, "as_of": self._as_of(), **shown.values}
            response = self._pages.page(shown.template, status, **told)
        else:
            response = Response(written(document, chosen), status, {"content-type": chosen.content_type})
        response.headers.update({"link": header(related), **REVALIDATE, **self._validators(tag)})
        if fixed is None:
            response.headers.update({"vary": vary, "content-location": document.address(page, chosen.ending)})
        return response

    def _as_of(self) -> str:
        """The day of the graph that a page tells of, as year-month-day, for those who quote it; empty if unknown."""
        return self._store.modified.date().isoformat() if self._store.modified else ""

    def _validators(self, tag: str | None) -> dict[str, str]:
        modified = self._store.modified
        found = {"etag": tag, "last-modified": http_date(modified) if modified else None}
        return {name: value for name, value in found.items() if value}


def _number(request: Request) -> int:
    """The number of the page that a request asks for.

    Raises:
        NoSuchPageError: where it is no number of a page.
    """
    text = request.query_params.get("page", "1")
    if not (text.isascii() and text.isdecimal() and int(text[:9]) > 0):
        raise NoSuchPageError(request.url.path, 1)
    return int(text)
