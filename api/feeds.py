"""Atom feeds of what is new: responses, and the positions in them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import groupby
from types import MappingProxyType
from typing import Any

from fastapi import APIRouter, Request, Response
from lxml import etree
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import Row
from api.caching import REVALIDATE, entity_tag, not_modified
from api.identities import IdentitiesOf
from api.languages import gettext, language
from api.pages import unreviewed
from api.questions import question_text
from api.recent import Recent
from api.things.publishing import UnknownThingError
from graph import __version__
from graph.namespaces import concept
from graph.query.schemes import concept_name

_ATOM = "http://www.w3.org/2005/Atom"
_NAMESPACES: Any = MappingProxyType({None: _ATOM})  # the stubs of lxml know no default namespace
_TYPE = "application/atom+xml; charset=utf-8"
_VARY = "accept-language, cookie"
_QUESTIONS: Mapping[str, str] = MappingProxyType({"responses": "new-responses", "positions": "new-positions"})
_PROPOSED = concept("review-state", "proposed").value
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_TITLE = 300


class Feeds:
    """What is new in the graph, or in one consultation, for readers of feeds."""

    def __init__(self, store: Answering, identities: IdentitiesOf, recent: Recent) -> None:
        self._store = store
        self._identities = identities
        self._recent = recent

    def router(self) -> APIRouter:
        """The routes of the feeds."""
        router = APIRouter()
        router.add_api_route("/feeds/{name}.atom", self.feed, methods=["GET", "HEAD"])
        router.add_api_route("/feeds/consultation/{key}/{name}.atom", self.feed, methods=["GET", "HEAD"])
        return router

    async def feed(self, name: str, request: Request, key: str = "") -> Response:
        """The latest of one kind, of all consultations or of the one with a key.

        Raises:
            UnknownThingError: where there is no such feed or consultation.
        """
        if name not in _QUESTIONS:
            raise UnknownThingError(request.url.path)
        tag = entity_tag(self._store.version, __version__, name, language(), str(request.url))
        if known := not_modified(request, tag, vary=_VARY):
            return known
        found = await self._recent.rows(request, question_text(_QUESTIONS[name]), **await self._within(request, key))
        identities = await self._identities.known(request)
        base = str(request.base_url).rstrip("/")
        entries = [_entry(list(those), base, identities.document_path) for _, those in groupby(found, _item)]
        content = etree.tostring(self._feed(name, str(request.url), entries), encoding="utf-8", xml_declaration=True)
        headers = {"content-type": _TYPE, "vary": _VARY, "content-language": language(), **REVALIDATE}
        return Response(content, headers={**headers, **({"etag": tag} if tag else {})})

    async def _within(self, request: Request, key: str) -> dict[str, NamedNode]:
        """The consultation with a key."""
        if not key:
            return {}
        identities = await self._identities.known(request)
        for thing in identities.candidates(f"/id/consultation/{key}"):
            if await self._recent.rows(request, question_text("exists"), thing=thing):
                return {"within": thing}
        raise UnknownThingError(f"/id/consultation/{key[:80]}")

    def _feed(self, name: str, address: str, entries: Iterable[etree._Element]) -> etree._Element:
        titles = {"responses": gettext("Nye høringssvar"), "positions": gettext("Nye standpunkter")}
        feed = etree.Element(f"{{{_ATOM}}}feed", nsmap=_NAMESPACES)
        _add(feed, "id", address)
        _add(feed, "title", f"Standpunkt – {titles[name]}")
        _add(feed, "updated", (self._store.modified or datetime.now(UTC)).isoformat())
        _add(_add(feed, "author"), "name", "Standpunkt")
        _add(feed, "link", rel="self", href=address, type="application/atom+xml")
        feed.extend(entries)
        return feed


def _entry(rows: list[Row], base: str, path: Callable[[str], str]) -> etree._Element:
    """One response or position, whose senders have a row each."""
    text = {name: str(getattr(term, "value", "")) for name, term in rows[0].items()}
    entry = etree.Element(f"{{{_ATOM}}}entry", nsmap=_NAMESPACES)
    _add(entry, "id", text["item"])
    _add(entry, "title", text.get("title", text["item"])[:_LONGEST_TITLE])
    _add(entry, "updated", f"{text['issued'][:10]}T00:00:00Z")
    for sender in _senders(rows):
        _add(_add(entry, "author"), "name", sender)
    _add(entry, "link", rel="alternate", href=f"{base}{path(text['item'])}", type="text/html")
    if "kind" in text:
        said = [concept_name(text["kind"], language()) or "", unreviewed() if text["state"] == _PROPOSED else ""]
        _add(entry, "summary", " · ".join(part for part in said if part))
    return entry


def _senders(rows: Iterable[Row]) -> Iterator[str]:
    yield from dict.fromkeys(str(getattr(row["sender"], "value", "")) for row in rows if "sender" in row)


def _item(row: Row) -> str:
    return str(getattr(row["item"], "value", ""))


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text:
        child.text = _NOT_IN_XML.sub("", " ".join(text.split()))
    return child
