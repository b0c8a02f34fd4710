"""The file of a document, where it is kept and shown: where it is, how large, of what type, and its checksum."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from graph.iris import Iris
from graph.model import Part
from graph.namespaces import RDF, SCHEMA, XSD
from graph.triples import Triple

_TERMS = frozenset({SCHEMA.contentUrl, SCHEMA.contentSize, SCHEMA.encodingFormat, SCHEMA.sha256})


def original_triples(response: str, part: Part, iris: Iris) -> Iterator[Triple]:
    """What is said of the file of a document of a response; nothing where it is not kept."""
    if part.original_size is None:
        return
    subject = iris.document(response, part.document.digest)
    yield Triple(subject, RDF.type, SCHEMA.MediaObject)
    yield Triple(subject, SCHEMA.contentUrl, iris.original(response))
    yield Triple(subject, SCHEMA.encodingFormat, Literal(part.document.media_type))
    yield Triple(subject, SCHEMA.contentSize, Literal(str(part.original_size), datatype=XSD.integer))
    yield Triple(subject, SCHEMA.sha256, Literal(part.document.digest))


def is_of_original(name: NamedNode, value: object) -> bool:
    """Whether a property with its value tells of the file of a document."""
    return name in _TERMS or (name == RDF.type and value == SCHEMA.MediaObject)
