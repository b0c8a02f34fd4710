"""The graph as JSON-LD 1.1, compacted by our prefixes; every literal keeps its lexical form."""

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from graph.export.quads import by_graph
from graph.namespaces import PREFIXES, RDF, XSD
from graph.query.table import short

Json = dict[str, Any] | list[Any] | str


def jsonld(lines: Iterable[str]) -> bytes:
    """Quads, given as sorted lines of N-Quads, with one object for each named graph."""
    content: list[Json] = []
    for name, quads in by_graph(lines):
        nodes = _nodes(quads)
        content += [{"@id": short(name), "@graph": nodes}] if name else nodes
    document = {"@context": dict(sorted(PREFIXES.items())), "@graph": content}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _nodes(quads: Iterable[Quad]) -> list[Json]:
    """One object for each subject."""
    return [_node(subject, list(group)) for subject, group in groupby(quads, key=lambda quad: str(quad.subject))]


def _node(subject: str, quads: list[Quad]) -> Json:
    node: dict[str, Json] = {"@id": short(subject.strip("<>"))}
    for quad in quads:
        if quad.predicate == RDF.type and isinstance(quad.object, NamedNode):
            _add(node, "@type", short(quad.object.value))
        else:
            _add(node, short(quad.predicate.value), _value(quad.object))
    return node


def _add(node: dict[str, Json], key: str, value: Json) -> None:
    """A further value; one that stands alone needs no list."""
    known = node.get(key)
    if known is None:
        node[key] = value
    elif isinstance(known, list):
        known.append(value)
    else:
        node[key] = [known, value]


def _value(term: object) -> Json:
    if isinstance(term, NamedNode):
        return {"@id": short(term.value)}
    if isinstance(term, BlankNode):
        return {"@id": str(term)}
    assert isinstance(term, Literal), "quoted triples stand in no graph of ours"
    if term.language:
        return {"@language": term.language, "@value": term.value}
    if term.datatype == XSD.string:
        return term.value
    return {"@type": short(term.datatype.value), "@value": term.value}
