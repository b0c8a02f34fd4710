"""The rules about evidence and the text that it points into."""

from collections.abc import Callable, Iterator
from hashlib import sha256

from pyoxigraph import NamedNode

from graph.namespaces import DCTERMS, OA, PROV, STP
from graph.validation.constraints import Failure
from graph.validation.data import Data
from graph.validation.index import NOTHING, Nodes, Term
from graph.validation.literals import order, precedes
from graph.validation.places import Place, form


def _misplaced(data: Data, nodes: Nodes, quoting: NamedNode, is_bad: Callable[[Place, str], bool]) -> Iterator[Failure]:
    """Evidence that says by one property what `is_bad` finds otherwise at its place."""
    quotes, known = data.column(quoting), data.places
    for evidence in nodes if quotes else ():
        for place in known.get(evidence, ()):
            for selector in place.selectors:
                for quote in quotes.get(selector, NOTHING):
                    if is_bad(place, form(quote)):
                        yield Failure(evidence, quote)


def misplaced_quotes(data: Data, nodes: Nodes) -> Iterator[Failure]:
    """Evidence whose exact words are not those at its place."""
    return _misplaced(data, nodes, OA.exact, lambda place, quote: place.words not in (quote, None))


def misplaced_prefixes(data: Data, nodes: Nodes) -> Iterator[Failure]:
    """Evidence whose words before the quote are not those before its place."""

    def is_bad(place: Place, prefix: str) -> bool:
        start = place.start
        return start is not None and (start < len(prefix) or place.text[start - len(prefix) : start] != prefix)

    return _misplaced(data, nodes, OA.prefix, is_bad)


def misplaced_suffixes(data: Data, nodes: Nodes) -> Iterator[Failure]:
    """Evidence whose words after the quote are not those after its place."""

    def is_bad(place: Place, suffix: str) -> bool:
        return place.end is not None and place.text[place.end : place.end + len(suffix)] != suffix

    return _misplaced(data, nodes, OA.suffix, is_bad)


def misplaced_digests(data: Data, nodes: Nodes) -> Iterator[Failure]:
    """Evidence whose digest is not that of the words at its place."""

    def is_bad(place: Place, digest: str) -> bool:
        return place.words is not None and sha256(place.words.encode()).hexdigest() != digest

    return _misplaced(data, nodes, STP.quoteDigest, is_bad)


def overlong_quotes(data: Data, nodes: Nodes) -> Iterator[Failure]:
    """Evidence that ends behind the end of its text."""
    sources, selectors = data.column(OA.hasSource), data.column(OA.hasSelector)
    extents, ends = data.column(DCTERMS.extent), data.column(OA.end)
    for evidence in nodes:
        lengths = [order(extent) for text in sources.get(evidence, NOTHING) for extent in extents.get(text, NOTHING)]
        for selector in selectors.get(evidence, NOTHING) if lengths else ():
            for end in map(order, ends.get(selector, NOTHING)):
                if any(precedes(length, end) for length in lengths):
                    yield Failure(evidence, selector)


def foreign_texts(data: Data, nodes: Nodes) -> Iterator[Failure]:
    """What points into a text that was read from none of the documents of its response."""
    responses, pieces, sources = (data.column(term) for term in (STP.expressedIn, STP.evidence, OA.hasSource))
    for node in nodes:
        texts = [text for piece in pieces.get(node, NOTHING) for text in sources.get(piece, NOTHING)]
        for response in responses.get(node, NOTHING):
            yield from (Failure(node, text) for text in texts if _is_foreign(data, text, response))


def _is_foreign(data: Data, text: Term, response: Term) -> bool:
    documents, parts = data.values(text, PROV.wasDerivedFrom), data.values(response, DCTERMS.hasPart)
    return bool(documents) and not any(document in parts for document in documents)
