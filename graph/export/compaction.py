"""Triples as JSON-LD in our context, `ontology/context.jsonld`; every literal keeps its lexical form."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NoReturn

from pyld import jsonld
from pyoxigraph import Literal, NamedNode

from graph.namespaces import RDF, XSD
from graph.resources import resource
from graph.triples import Triple

Node = dict[str, Any]


@cache
def context() -> Mapping[str, Any]:
    """Our context: what the names in our JSON-LD mean."""
    content = resource("ontology", "context.jsonld").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(content)["@context"]
    return found


def expanded(triples: Iterable[Triple]) -> dict[str, Node]:
    """The nodes of a graph in expanded form, by their names."""
    nodes: dict[str, Node] = {}
    for triple in triples:
        subject = _name(triple.subject)
        node = nodes.setdefault(subject, {"@id": subject})
        if triple.predicate == RDF.type:
            node.setdefault("@type", []).append(_name(triple.object))
        else:
            node.setdefault(triple.predicate.value, []).append(_value(triple.object))
    return nodes


def compacted(nodes: Iterable[Node]) -> list[Node]:
    """Nodes in expanded form as our context has them, without the context itself."""
    found = jsonld.compact(list(nodes), {"@context": context()}, {"documentLoader": _load_nothing, "graph": True})
    nodes_found: list[Node] = found["@graph"]
    return nodes_found


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _value(term: object) -> Node:
    if not isinstance(term, Literal):
        return {"@id": _name(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    return (
        {"@value": term.value} if term.datatype == XSD.string else {"@value": term.value, "@type": term.datatype.value}
    )


def _load_nothing(url: str, _: Mapping[str, Any]) -> NoReturn:
    raise jsonld.JsonLdError(f"{url} is not loaded: our context is all that is needed.", "standpunkt.NoLoading")
