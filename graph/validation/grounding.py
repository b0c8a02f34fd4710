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
from graph.validation.index import NOTHING, Column, Index, Term, Values
from graph.validation.literals import order

_WITH_FORM = (Literal, NamedNode)


class Place(NamedTuple):
    """A point or stretch of a text that evidence points to, and a selector of the same evidence."""

    evidence: Term
    text: str
    start: int
    end: int
    selector: Term

    @property
    def words(self) -> str:
        """What stands there."""
        return self.text[self.start : self.end]


def places(index: Index, nodes: Values, quoting: NamedNode, *edges: NamedNode) -> Iterator[Place]:
    """The places that evidence points to, with each of its selectors that says something by `quoting`.

    `edges` are the properties of a position that count: `oa:start`, `oa:end` or both. There are no places where the
    text is not known.
    """
    quotes = index.column(quoting)
    texts = {source: [_form(text) for text in values] for source, values in index.column(RDF.value).items()}
    if not quotes or not texts:
        return
    selectors, sources = index.column(OA.hasSelector), index.column(OA.hasSource)
    first, last = index.column(edges[0]), index.column(edges[-1])
    for evidence in nodes:
        selected = selectors.get(evidence, NOTHING)
        quoted = [selector for selector in selected if selector in quotes]
        found = [text for source in sources.get(evidence, ()) for text in texts.get(source, ())]
        for start, end in _spans(selected, first, last) if quoted and found else ():
            for text in found:
                for selector in quoted:
                    yield Place(evidence, text, start, end, selector)


def _spans(selectors: Values, first: Column, last: Column) -> Iterator[tuple[int, int]]:
    """The pairs of numbers that selectors give for two properties."""
    for selector in selectors:
        for edge in first.get(selector, ()):
            start = _number(edge)
            for other in last.get(selector, ()) if start is not None else ():
                end = start if other is edge else _number(other)
                if start is not None and end is not None:
                    yield start, end


def _number(term: Term) -> int | None:
    found = order(term)
    return found[1] if found is not None and isinstance(found[1], int) and found[0] == "number" else None


def _form(term: Term) -> str:
    return term.value if isinstance(term, _WITH_FORM) else ""


def misplaced_quotes(index: Index, nodes: Values) -> Iterator[Failure]:
    """Evidence whose exact words are not those at its place."""
    for place in places(index, nodes, OA.exact, OA.start, OA.end):
        for exact in index.values(place.selector, OA.exact):
            if _form(exact) != place.words:
                yield Failure(place.evidence, exact)


def misplaced_prefixes(index: Index, nodes: Values) -> Iterator[Failure]:
    """Evidence whose words before the quote are not those before its place."""
    for place in places(index, nodes, OA.prefix, OA.start):
        for prefix in index.values(place.selector, OA.prefix):
            begin = place.start - len(_form(prefix))
            if begin < 0 or _form(prefix) != place.text[begin : place.start]:
                yield Failure(place.evidence, prefix)


def misplaced_suffixes(index: Index, nodes: Values) -> Iterator[Failure]:
    """Evidence whose words after the quote are not those after its place."""
    for place in places(index, nodes, OA.suffix, OA.end):
        for suffix in index.values(place.selector, OA.suffix):
            if _form(suffix) != place.text[place.end : place.end + len(_form(suffix))]:
                yield Failure(place.evidence, suffix)


def misplaced_digests(index: Index, nodes: Values) -> Iterator[Failure]:
    """Evidence whose digest is not that of the words at its place."""
    for place in places(index, nodes, STP.quoteDigest, OA.start, OA.end):
        digest = sha256(place.words.encode()).hexdigest()
        yield from (
            Failure(place.evidence, given)
            for given in index.values(place.selector, STP.quoteDigest)
            if _form(given) != digest
        )


Native: TypeAlias = Callable[[Index, Values], Iterator[Failure]]

NATIVE_RULES: Mapping[NamedNode, Native] = MappingProxyType(
    {
        NamedNode(f"{STP.namespace}QuoteInPlaceRule"): misplaced_quotes,
        NamedNode(f"{STP.namespace}QuotePrefixRule"): misplaced_prefixes,
        NamedNode(f"{STP.namespace}QuoteSuffixRule"): misplaced_suffixes,
        NamedNode(f"{STP.namespace}QuoteDigestRule"): misplaced_digests,
    }
)
"""What stands in for the rules of these names."""
