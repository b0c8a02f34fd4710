from dataclasses import dataclass
from http import HTTPStatus

import pyoxigraph
from fastapi import Request
from pyoxigraph import RdfFormat, Triple

from api.negotiation import negotiate
from api.refusals import RefusalError
from api.representations import HTML
from api.things.document import Document
from api.things.framing import framed
from graph.namespaces import PREFIXES
from graph.store.prefixes import with_tidy_prefixes


@dataclass(frozen=True, slots=True)
class Format:
    """One of the formats that a thing is told in."""

    title: str
    ending: str
    media_type: str
    native: RdfFormat | None = None

    @property
    def content_type(self) -> str:
        """The value of the Content-Type header."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type

    @property
    def is_page(self) -> bool:
        """Whether it is for people."""
        return self.media_type == HTML


JSON_LD = Format("JSON-LD", ".jsonld", "application/ld+json")
FORMATS: tuple[Format, ...] = (
    Format("HTML", ".html", HTML),
    Format("Turtle", ".ttl", "text/turtle", RdfFormat.TURTLE),
    JSON_LD,
    Format("N-Triples", ".nt", "application/n-triples", RdfFormat.N_TRIPLES),
    Format("RDF/XML", ".rdf", "application/rdf+xml", RdfFormat.RDF_XML),
    Format("JSON", ".json", "application/json"),
)


class NoSuchFormatError(RefusalError):
    """None of the formats that a request wants can be had."""

    status = HTTPStatus.NOT_ACCEPTABLE

    def __init__(self) -> None:
        types, endings = (", ".join(getattr(each, name) for each in FORMATS) for name in ("media_type", "ending"))
        super().__init__(
            "Nothing that you accept is here. Accept one of {types}, or end the address with {endings}.",
            types=types,
            endings=endings,
        )


def split(path: str) -> tuple[str, Format | None]:
    """A path without the ending that names a format, and that format.

    >>> split("/actor/hod.ttl")[0], split("/actor/hod.v2")[0]
    ('/actor/hod', '/actor/hod.v2')
    """
    for each in FORMATS:
        if path.endswith(each.ending):
            return path.removesuffix(each.ending), each
    return path, None


def wanted(request: Request) -> Format:
    """The format that a request accepts most.

    Raises:
        NoSuchFormatError: where it accepts none.
    """
    chosen = negotiate(request.headers.get("accept"), [each.media_type for each in FORMATS])
    found = next((each for each in FORMATS if each.media_type == chosen), None)
    if found is None:
        raise NoSuchFormatError
    return found


def written(document: Document, chosen: Format) -> bytes:
    """A document as data."""
    triples = document.triples()
    if chosen.native is None:
        return framed(tuple(triples), document.description.thing)
    prefixes = dict(PREFIXES)
    content = pyoxigraph.serialize((Triple(*triple) for triple in triples), format=chosen.native, prefixes=prefixes)
    assert content is not None, "without a file to write to, there are bytes"
    return with_tidy_prefixes(content) if chosen.native == RdfFormat.TURTLE else content
