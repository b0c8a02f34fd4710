"""The graph as JSON-LD 1.1 in our context, with the evidence of each statement inside it."""

import json
from collections.abc import Iterable, Iterator

from graph.export.compaction import Node, compacted, context, expanded
from graph.export.quads import NamedGraph
from graph.namespaces import OA, STP
from graph.triples import Triple

_LEADING_TO_PARTS = (STP.evidence.value, OA.hasSelector.value)


def jsonld(graphs: Iterable[NamedGraph]) -> Iterator[bytes]:
    """Graphs as pieces of one document, with an object for each named graph."""
    yield b'{\n"@context": ' + _json(context()) + b',\n"@graph": ['
    comma = b"\n"
    for graph in graphs:
        nodes = expanded(Triple(*quad.triple) for quad in graph.quads())
        for node in list(nodes.values()):
            _embed_parts(node, nodes)
        content = compacted(nodes.values())
        for node in [{"id": graph.name, "@graph": content}] if graph.name else content:
            yield comma + _json(node)
            comma = b",\n"
    yield b"\n]\n}\n"


def _embed_parts(node: Node, nodes: dict[str, Node]) -> None:
    """Put the evidence of a node inside it; each part stands in one place."""
    for name in _LEADING_TO_PARTS:
        for value in node.get(name, ()):
            if part := nodes.pop(value.get("@id", ""), None):
                value.update(part)
                _embed_parts(value, nodes)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
