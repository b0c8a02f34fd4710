"""The graph as GraphML for Gephi and other tools that draw networks.

Every resource is a node, and every statement that joins two of them is an edge that carries the name of its property.
What is said in literals, or about things that the graph does not describe, becomes attributes; what stands in the
evidence of a statement becomes attributes of the statement. Several values of one attribute are joined by “ | ”.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from tempfile import TemporaryFile
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from graph.export.quads import NamedGraph
from graph.export.resources import Resource, Resources
from graph.namespaces import XSD
from graph.query.table import short

Scalar = str | int | float | bool
_JOINED_BY = " | "
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INTEGERS = frozenset(each.value for each in (XSD.integer, XSD.nonNegativeInteger, XSD.positiveInteger))
_DECIMAL, _BOOLEAN = XSD.decimal.value, XSD.boolean.value
_LARGEST = 2**63
_LABELS = ("skos:prefLabel", "dcterms:title", "stp:readingForm", "dcterms:identifier")
_LANGUAGES = ("nb", "nn", "", "en")
_TYPES: Mapping[type[Scalar], str] = MappingProxyType({str: "string", int: "long", float: "double", bool: "boolean"})
_EDGE_ATTRIBUTES = ("label", "property")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TAIL = "  </graph>\n</graphml>\n"
_PIECE = 1 << 18


def graphml(graphs: Iterable[NamedGraph]) -> Iterator[bytes]:
    """Graphs as a GraphML file, a piece at a time.

    What it must know of all resources before it writes the first of them, it keeps on the disk.
    """
    with Resources(graphs) as resources:
        types = _scalar_types(_attributes(iri, resource, resources) for iri, resource in resources)
        keys = {name: f"d{number}" for number, name in enumerate(sorted(types))}
        yield (_HEAD + "".join(_declarations(keys, types))).encode()
        yield from _in_pieces(_elements(resources, keys, types))
        yield _TAIL.encode()


def _declarations(keys: Mapping[str, str], types: Mapping[str, type[Scalar]]) -> Iterator[str]:
    for name, key in keys.items():
        title = quoteattr(_printable(name))
        yield f'  <key id="{key}" for="node" attr.name={title} attr.type="{_TYPES[types[name]]}"/>\n'
    for name in _EDGE_ATTRIBUTES:
        yield f'  <key id="{name}" for="edge" attr.name="{name}" attr.type="string"/>\n'
    yield '  <graph edgedefault="directed">\n'


def _elements(resources: Resources, keys: Mapping[str, str], types: Mapping[str, type[Scalar]]) -> Iterator[str]:
    """All nodes, and then all edges, which wait on the disk meanwhile."""
    numbers = count()
    with TemporaryFile("w+", encoding="utf-8", newline="\n") as edges:
        for iri, resource in resources:
            yield _node(iri, _attributes(iri, resource, resources), keys, types)
            for name, target in dict.fromkeys(resource.links):
                if target in resources:
                    edges.write(_edge(next(numbers), iri, target, short(name)))
        edges.seek(0)
        yield from edges


def _node(
    iri: str, attributes: Mapping[str, list[Scalar]], keys: Mapping[str, str], types: Mapping[str, type[Scalar]]
) -> str:
    data = (f'      <data key="{keys[name]}">{_text(each, types[name])}</data>\n' for name, each in attributes.items())
    return f"    <node id={quoteattr(_printable(iri))}>\n{''.join(data)}    </node>\n"


def _edge(number: int, source: str, target: str, name: str) -> str:
    label = escape(_printable(name.partition(":")[2] or name))
    ends = f"source={quoteattr(_printable(source))} target={quoteattr(_printable(target))}"
    data = f'<data key="label">{label}</data><data key="property">{escape(_printable(name))}</data>'
    return f'    <edge id="e{number}" {ends}>{data}</edge>\n'


def _in_pieces(elements: Iterable[str]) -> Iterator[bytes]:
    piece = bytearray()
    for element in elements:
        piece += element.encode()
        if len(piece) > _PIECE:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)


def _attributes(iri: str, resource: Resource, known: Resources) -> dict[str, list[Scalar]]:
    """The attributes of a node: its label and classes, its literals by language, and links to what is not a node."""
    found: dict[str, list[Scalar]] = defaultdict(list)
    found["label"] = [_label(iri, resource)]
    found["type"] = [short(each) for each in resource.classes] or ["rdfs:Resource"]
    for name, value, language, datatype in resource.literals:
        key = f"{short(name)}@{language}" if language else short(name)
        found[key].append(_value(value, datatype))
    for name, target in resource.links:
        if target not in known:
            found[short(name)].append(_printable(target))
    return {name: list(dict.fromkeys(values)) for name, values in found.items()}


def _label(iri: str, resource: Resource) -> str:
    """The name that people know a resource by: the first there is, in the first language there is."""
    named = {(short(name), language): value for name, value, language, _ in reversed(resource.literals)}
    best = (named.get((name, language)) for name in _LABELS for language in _LANGUAGES)
    return _printable(next((each for each in best if each is not None), None) or short(iri))


def _value(value: str, datatype: str) -> Scalar:
    """A literal as the type of GraphML that its datatype comes closest to."""
    try:
        if datatype in _INTEGERS and -_LARGEST <= int(value) < _LARGEST:
            return int(value)
        if datatype == _DECIMAL:
            return float(value)
    except ValueError:
        return _printable(value)
    if datatype == _BOOLEAN:
        return value in {"true", "1"}
    return _printable(value)


def _printable(text: str) -> str:
    """A text without the control characters that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)


def _scalar_types(all_attributes: Iterable[Mapping[str, list[Scalar]]]) -> dict[str, type[Scalar]]:
    """The one type of each attribute; text, where values are of several types or one node has several values."""
    types: dict[str, set[type[Scalar]]] = defaultdict(set)
    for attributes in all_attributes:
        for name, values in attributes.items():
            types[name].add(type(values[0]) if len(values) == 1 else str)
    return {name: next(iter(found)) if len(found) == 1 else str for name, found in types.items()}


def _text(values: list[Scalar], scalar: type[Scalar]) -> str:
    """The content of an attribute's element."""
    if scalar is bool:
        return str(values[0]).lower()
    return escape(_JOINED_BY.join(str(value) for value in values), {"\r": "&#13;"})
