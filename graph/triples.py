"""Statements of RDF as plain tuples, and the lines that N-Quads write of them."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode


class Triple(NamedTuple):
    """Subject, predicate and object. Pyoxigraph's own triple says the same but takes ten times as long to make.

    >>> str(Triple(NamedNode("urn:s"), NamedNode("urn:p"), Literal("o")))
    '<urn:s> <urn:p> "o"'
    """

    subject: NamedNode | BlankNode
    predicate: NamedNode
    object: NamedNode | BlankNode | Literal

    def __str__(self) -> str:
        """As N-Triples write it, without the full stop."""
        return f"{self[0]} {self[1]} {self[2]}"


Parts: TypeAlias = tuple[NamedNode | BlankNode, NamedNode, NamedNode | BlankNode | Literal]
"""Subject, predicate and object before they are a triple."""


def triples(parts: Iterable[Parts]) -> Iterator[Triple]:
    """Many triples at once, without a call in Python for each.

    >>> [str(triple) for triple in triples([(NamedNode("urn:s"), NamedNode("urn:p"), Literal("o"))])]
    ['<urn:s> <urn:p> "o"']
    """
    return map(partial(tuple.__new__, Triple), parts)


def n_quads(triples: Iterable[Triple], graph: NamedNode) -> Iterator[str]:
    """The line of each triple in a named graph."""
    ending = f" {graph} .\n"
    predicates: dict[int, str] = {}
    last, written = None, ""
    for subject, predicate, value in triples:
        if subject is not last:  # most triples follow others of the same subject, and few predicates are used
            last, written = subject, str(subject)
        known = predicates.get(id(predicate))
        if known is None:
            predicates[id(predicate)] = known = str(predicate)
        yield f"{written} {known} {value!s}{ending}"
