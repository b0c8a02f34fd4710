"""What a document is related to, for machines: in the Link header and in the head of pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from api.things.annotation import annotation_path, is_annotation
from api.things.document import LICENCE, Document
from api.things.formats import FORMATS, Format
from api.things.schema_org import schema_type


@dataclass(frozen=True, slots=True)
class Link:
    """One relation of a document to something at an address; `type` is the media type of what stands there."""

    relation: str
    address: str
    type: str | None = None
    title: str = ""

    def __str__(self) -> str:
        """The link as a value of the header."""
        kind = f'; type="{self.type}"' if self.type else ""
        return f'<{self.address}>; rel="{self.relation}"{kind}'


def header(links: Iterable[Link]) -> str:
    """The value of the Link header."""
    return ", ".join(map(str, links))


def links(document: Document, chosen: Format) -> Iterator[Link]:
    """Everything that a document in a format is related to, as IANA and FAIR Signposting name it."""
    thing, page = document.description.thing.value, document.description.page
    yield Link("canonical", document.name(page).value)
    yield Link("cite-as" if chosen.is_page else "describes", thing)
    yield Link("type", schema_type(document.description).value)
    yield Link("license", LICENCE.value)
    yield Link("collection", document.identities.dataset.value)
    for each in FORMATS:
        if each != chosen:
            yield Link("alternate", document.address(page, each.ending), each.media_type, each.title)
            if chosen.is_page:
                yield Link("describedby", document.address(page, each.ending), each.media_type)
    if is_annotation(document.description):
        yield Link("related", annotation_path(document.path), "application/ld+json", "Web Annotation")
    for relation, number in document.neighbours.items():
        yield Link(relation, document.address(number, chosen.ending))
