"""The rules that compare quotes with the text, in Python.

The shapes state them in SPARQL, and that is what they mean; the tests compare the two. But SPARQL counts its way from
the beginning of the text to every quote, so that a text ten times as long takes a hundred times as long.
"""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode

from graph.namespaces import OA, RDF, STP
from graph.validation.constraints import Failure
from graph.validation.index import NOTHING, Index, Term, Values


class Place(NamedTuple):
    """A stretch of a text that evidence points to, and a selector of the same evidence."""

    evidence: Term
    text: str
    start: int
    end: int
    selector: Term

    @property
    def words(self) -> str:
        """What stands there."""
        return self.text[self.start : self.end]


def places(index: Index, nodes: Values, quoting: NamedNode) -> Iterator[Place]:
    """The stretches of text that evidence points to, with each of its selectors that says something by `quoting`.

    There are none where the text is not known.
    """
    quotes = index.column(quoting)
    texts = {source: [_form(text) for text in values] for source, values in index.column(RDF.value).items()}
    if not quotes or not texts:
        return
    selectors, sources = index.column(OA.hasSelector), index.column(OA.hasSource)
    for evidence in nodes:
        selected = selectors.get(evidence, NOTHING)
        quoted = [selector for selector in selected if selector in quotes]
        found = [text for source in sources.get(evidence, ()) for text in texts.get(source, ())]
        for start, end in _spans(index, selected):
            yield from (Place(evidence, text, start, end, selector) for text in found for selector in quoted)


def _spans(index: Index, selectors: Values) -> Iterator[tuple[int, int]]:
    starts, ends = index.column(OA.start), index.column(OA.end)
    for selector in selectors:
        for start in map(_form, starts.get(selector, ())):
            for end in map(_form, ends.get(selector, ())):
                if start.isdecimal() and end.isdecimal():
                    yield int(start), int(end)


def _form(term: Term) -> str:
    return term.value if isinstance(term, Literal) else ""


def misplaced_quotes(index: Index, nodes: Values) -> Iterator[Failure]:
    """Evidence whose exact words are not those at its place."""
    for place in places(index, nodes, OA.exact):
        for exact in index.values(place.selector, OA.exact):
            if exact != Literal(place.words):
                yield Failure(place.evidence, exact)


def misplaced_contexts(index: Index, nodes: Values) -> Iterator[Failure]:
    """Evidence whose words before or after the quote are not those around its place."""
    for place in places(index, nodes, OA.prefix):
        for prefix in map(_form, index.values(place.selector, OA.prefix)):
            for suffix in map(_form, index.values(place.selector, OA.suffix)):
                if not _surround(place, prefix, suffix):
                    yield Failure(place.evidence, place.selector)


def _surround(place: Place, prefix: str, suffix: str) -> bool:
    begin = place.start - len(prefix)
    after = place.text[place.end : place.end + len(suffix)]
    return begin >= 0 and place.text[begin : place.start] == prefix and after == suffix


def misplaced_digests(index: Index, nodes: Values) -> Iterator[Failure]:
    """Evidence whose digest is not that of the words at its place."""
    for place in places(index, nodes, STP.quoteDigest):
        for digest in index.values(place.selector, STP.quoteDigest):
            if digest != Literal(sha256(place.words.encode()).hexdigest()):
                yield Failure(place.evidence, digest)


Native: TypeAlias = Callable[[Index, Values], Iterator[Failure]]

NATIVE_RULES: Mapping[NamedNode, Native] = MappingProxyType(
    {
        NamedNode(f"{STP.namespace}QuoteInPlaceRule"): misplaced_quotes,
        NamedNode(f"{STP.namespace}QuoteContextRule"): misplaced_contexts,
        NamedNode(f"{STP.namespace}QuoteDigestRule"): misplaced_digests,
    }
)
"""What stands in for the rules of these names."""
