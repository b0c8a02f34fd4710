"""Names and addresses: every IRI of ours has one path on this server, whatever host it is reached by."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import Request
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import rows
from api.questions import question_text
from api.recollection import Recollection
from graph.namespaces import W3ID
from graph.settings import DEFAULT_BASE

_NOT_IN_NAMES = re.compile(r'[\x00-\x20<>"{}|\\^`%?#]')
"""What stands in an IRI by its code alone."""
_OURS = ("/id/", "/graph/", "/ns")


@dataclass(frozen=True, slots=True)
class Identities:
    """The names of one deployment, and those of the vocabulary and the registry that every deployment shares."""

    base: str

    @property
    def beginnings(self) -> tuple[str, ...]:
        """What the IRIs begin with that this server has pages for."""
        return tuple(f"{base}{folder}" for base in (self.base, W3ID) for folder in _OURS)

    def path(self, iri: str) -> str | None:
        """Where this server tells of what an IRI names, or None where the IRI is somebody else's.

        >>> Identities("https://standpunkt.example").path("https://w3id.org/standpunkt/id/stance/asks")
        '/id/stance/asks'
        """
        for base in (self.base, W3ID):
            if any(iri.startswith(base + folder) for folder in _OURS):
                return iri.removeprefix(base)
        return None

    def own_path(self, address: str) -> str | None:
        """Where this server has a document of this deployment, by its address; None where it is elsewhere."""
        return address.removeprefix(self.base) if address.startswith(f"{self.base}/doc/") else None

    @property
    def dataset(self) -> NamedNode:
        """The data set that everything here belongs to."""
        return NamedNode(f"{self.base}/id/dataset/standpunkt")

    def document_path(self, iri: str) -> str:
        """Where this server keeps the document about one of our things; what is a document is its own.

        >>> Identities("https://standpunkt.example").document_path("https://w3id.org/standpunkt/id/stance/asks")
        '/doc/stance/asks'
        """
        path = (self.path(iri) or iri.removeprefix(self.base)).partition("#")[0]
        return f"/doc/{path.removeprefix('/id/')}" if path.startswith("/id/") else path

    def reading_path(self, response: str, statement: str) -> str:
        """Where the words of a statement stand in the response that says them.

        >>> Identities("https://a.example").reading_path("https://a.example/id/response/r", "https://a.example/id/statement/s")
        '/doc/response/r?at=s#s-s'
        """
        key = statement.rpartition("/")[2]
        return f"{self.document_path(response)}?at={key}#s-{key}"

    def candidates(self, path: str) -> tuple[NamedNode, ...]:
        """What a path can stand for: a name of this deployment, or else one that all share; none where none can be.

        >>> Identities("https://standpunkt.example").candidates("/id/actor/a b")[0].value
        'https://standpunkt.example/id/actor/a%20b'
        >>> Identities("https://standpunkt.example").candidates("/id/actor/[")
        ()
        """
        name = _NOT_IN_NAMES.sub(lambda found: quote(found[0]), path)
        try:
            return tuple(NamedNode(base + name) for base in dict.fromkeys((self.base, W3ID)))
        except ValueError:  # brackets, control characters and private-use characters stand in no IRI
            return ()


class IdentitiesOf:
    """The names of the graph that a store answers from."""

    def __init__(self, store: Answering) -> None:
        self._store = store
        self._known = Recollection[Identities](store)

    async def known(self, request: Request) -> Identities:
        """The names, with the base that the graph was built with."""
        return await self._known.recalled(lambda: self._found(request))

    async def _found(self, request: Request) -> Identities:
        named = [row["named"] for row in await rows(request, self._store, question_text("base"))]
        found = [term.value.partition("/id/")[0] for term in named if isinstance(term, NamedNode)]
        return Identities(found[0] if found else DEFAULT_BASE)
