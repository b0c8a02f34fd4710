"""A document as JSON-LD in our context: the thing outermost, with what belongs to it and what refers to it inside."""

import json
from collections.abc import Iterator
from functools import cache, lru_cache

from pyoxigraph import NamedNode

from graph.export.compaction import Node, compacted, context, expanded
from graph.triples import Triple


@cache
def _chosen_from_list() -> frozenset[str]:
    """The properties whose values are written as bare keys, such as the stance."""
    chosen = (each["@id"] for each in context().values() if isinstance(each, dict) and each.get("@type") == "@vocab")
    return frozenset(str(context()[prefix]) + local for prefix, _, local in (name.partition(":") for name in chosen))


@lru_cache(maxsize=4)  # a document is often wanted as both media types of JSON, one after the other
def framed(triples: tuple[Triple, ...], thing: NamedNode) -> bytes:
    """Triples as one JSON-LD document about a thing."""
    nodes = expanded(triples)
    root = nodes.pop(thing.value, {"@id": thing.value})
    _turn_towards(root, nodes)
    _embed(root, nodes)
    found = compacted([root, *nodes.values()])
    for node in found:
        if "@reverse" in node:
            node["@reverse"] = node.pop("@reverse")  # what the thing itself says comes first
    content = found[0] if len(found) == 1 else {"@graph": found}
    document = {"@context": _used(content), **content}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


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
    known = context()
    used = {name: meaning for name, meaning in known.items() if f'"{name}"' in text or f'"{name}:' in text}
    meanings = json.dumps(used, ensure_ascii=False)
    keywords = {name: meaning for name, meaning in known.items() if name.startswith("@")}
    prefixes = {name: meaning for name, meaning in known.items() if f'"{name}:' in meanings}
    return {**keywords, **{name: known[name] for name in known if name in {**used, **prefixes}}}
