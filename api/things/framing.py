"""A document as JSON-LD in our context: the thing outermost, with what belongs to it and what refers to it inside."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NoReturn

from pyld import jsonld
from pyoxigraph import Literal, NamedNode

from graph.namespaces import RDF, XSD
from graph.resources import resource
from graph.triples import Triple

Node = dict[str, Any]


@cache
def _context() -> Mapping[str, Any]:
    content = resource("ontology", "context.jsonld").read_text(encoding="utf-8")
    context: Mapping[str, Any] = json.loads(content)["@context"]
    return context


@cache
def _chosen_from_list() -> frozenset[str]:
    """The properties whose values are written as bare keys, such as the stance."""
    chosen = (each["@id"] for each in _context().values() if isinstance(each, dict) and each.get("@type") == "@vocab")
    return frozenset(str(_context()[prefix]) + local for prefix, _, local in (name.partition(":") for name in chosen))


def framed(triples: Iterable[Triple], thing: NamedNode) -> bytes:
    """Triples as one JSON-LD document about a thing."""
    nodes = _nodes(triples)
    root = nodes.pop(thing.value, {"@id": thing.value})
    _turn_towards(root, nodes)
    _embed(root, nodes)
    compacted = jsonld.compact([root, *nodes.values()], {"@context": _context()}, {"documentLoader": _load_nothing})
    del compacted["@context"]
    for node in compacted.get("@graph", [compacted]):
        if "@reverse" in node:
            node["@reverse"] = node.pop("@reverse")  # what the thing itself says comes first
    document = {"@context": _used(compacted), **compacted}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _nodes(triples: Iterable[Triple]) -> dict[str, Node]:
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


def _turn_towards(root: Node, nodes: dict[str, Node]) -> None:
    """Tell what refers to the root as what the root is referred to by."""
    reference = {"@id": root["@id"]}
    turned: dict[str, list[Node]] = {}
    for node in nodes.values():
        for name in [name for name, values in node.items() if isinstance(values, list) and reference in values]:
            node[name] = [value for value in node[name] if value != reference]
            if not node[name]:
                del node[name]
            turned.setdefault(name, []).append({"@id": node["@id"]})
    if turned:
        root["@reverse"] = turned


def _embed(node: Node, nodes: dict[str, Node]) -> None:
    """Put what a node mentions inside it, unless it is chosen from a list; each node stands in one place."""
    for values in _mentioning(node):
        for value in values:
            found = nodes.pop(value.get("@id", ""), None)
            if found is not None:
                value.update(found)
                _embed(value, nodes)


def _mentioning(node: Node) -> Iterator[list[Node]]:
    for name, values in sorted(node.items()):
        if name == "@reverse":
            yield from values.values()
        elif not name.startswith("@") and name not in _chosen_from_list():
            yield values


def _used(document: Node) -> Node:
    """The part of our context that a document needs, so that it can be read without asking for more."""
    text = json.dumps(document, ensure_ascii=False)
    context = _context()
    used = {name: meaning for name, meaning in context.items() if f'"{name}"' in text or f'"{name}:' in text}
    meanings = json.dumps(used, ensure_ascii=False)
    keywords = {name: meaning for name, meaning in context.items() if name.startswith("@")}
    prefixes = {name: meaning for name, meaning in context.items() if f'"{name}:' in meanings}
    return {**keywords, **{name: context[name] for name in context if name in {**used, **prefixes}}}


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
