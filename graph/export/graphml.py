"""The graph as GraphML for Gephi and other tools that draw networks.

Every resource is a node, and every statement that joins two of them is an edge that carries the name of its property.
What is said in literals, or about things that the graph does not describe, becomes attributes; what stands in the
evidence of a statement becomes attributes of the statement. Several values of one attribute are joined by “ | ”.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain, count

import networkx as nx
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from graph.export.quads import NamedGraph
from graph.namespaces import OA, OWL, RDF, XSD
from graph.query.table import short

Scalar = str | int | float | bool
_JOINED_BY = " | "
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FOLDED_CLASSES = frozenset({OA.SpecificResource, OA.TextPositionSelector, OA.TextQuoteSelector})
_LEADS_TO_FOLDED = frozenset({"stp:evidence", "oa:hasSelector"})
_VOCABULARY = frozenset({OWL.Ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty})
_INTEGERS = frozenset({XSD.integer, XSD.nonNegativeInteger, XSD.positiveInteger})
_DECIMALS = frozenset({XSD.decimal})
_LABELS = ("skos:prefLabel", "dcterms:title", "stp:readingForm", "dcterms:identifier")
_LANGUAGES = ("nb", "nn", "", "en")


@dataclass(slots=True)
class Resource:
    """What the graph says of one resource: its classes, its literals and its links, by the names of properties."""

    classes: list[NamedNode] = field(default_factory=list)
    literals: list[tuple[str, Literal]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)


def graphml(graphs: Iterable[NamedGraph]) -> Iterator[bytes]:
    """Graphs as a GraphML file, in one piece: the whole network is needed to know what its attributes are."""
    output = BytesIO()
    nx.write_graphml_xml(network(chain.from_iterable(graph.quads() for graph in graphs)), output, prettyprint=True)
    yield output.getvalue()


def network(quads: Iterable[Quad]) -> "nx.MultiDiGraph[str]":
    """The network of what quads describe."""
    resources = _folded(_resources(quads))
    attributes = {iri: _attributes(iri, resource, resources) for iri, resource in resources.items()}
    scalar = _scalar_types(attributes.values())
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, values in attributes.items():
        drawn.add_node(iri, **{name: _scalar(found, scalar[name]) for name, found in values.items()})
    numbers = count()
    for iri, resource in resources.items():
        for name, target in dict.fromkeys(resource.links):
            if target in resources:
                label = name.partition(":")[2] or name
                drawn.add_edge(iri, target, key=f"e{next(numbers)}", label=label, property=name)
    return drawn


def _resources(quads: Iterable[Quad]) -> dict[str, Resource]:
    """What is said of each subject; a triple counts once, in however many graphs it stands."""
    resources: dict[str, Resource] = defaultdict(Resource)
    for quad in quads:
        resource = resources[_name(quad.subject)]
        if quad.predicate == RDF.type and isinstance(quad.object, NamedNode):
            resource.classes.append(quad.object)
        elif isinstance(quad.object, Literal):
            resource.literals.append((short(quad.predicate.value), quad.object))
        else:
            resource.links.append((short(quad.predicate.value), _name(quad.object)))
    return {iri: found for iri, found in resources.items() if _VOCABULARY.isdisjoint(found.classes)}


def _name(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _folded(resources: Mapping[str, Resource]) -> dict[str, Resource]:
    """The resources without evidence and selectors, whose attributes and links go to what they are evidence of."""
    for resource in resources.values():
        waiting = [target for name, target in resource.links if name in _LEADS_TO_FOLDED]
        while waiting:
            part = resources.get(waiting.pop(0), Resource())
            resource.literals += part.literals
            resource.links += [link for link in part.links if link[0] not in _LEADS_TO_FOLDED]
            waiting += [target for name, target in part.links if name in _LEADS_TO_FOLDED]
        resource.links = [link for link in resource.links if link[0] not in _LEADS_TO_FOLDED]
    return {iri: found for iri, found in resources.items() if _FOLDED_CLASSES.isdisjoint(found.classes)}


def _attributes(iri: str, resource: Resource, known: Mapping[str, Resource]) -> dict[str, list[Scalar]]:
    """The attributes of a node: its label and classes, its literals by language, and links to what is not a node."""
    found: dict[str, list[Scalar]] = defaultdict(list)
    found["label"] = [_label(iri, resource)]
    found["type"] = [short(each.value) for each in resource.classes] or ["rdfs:Resource"]
    for name, literal in resource.literals:
        key = f"{name}@{literal.language}" if literal.language else name
        found[key].append(_value(literal))
    for name, target in resource.links:
        if target not in known:
            found[name].append(_printable(target))
    return {name: list(dict.fromkeys(values)) for name, values in found.items()}


def _label(iri: str, resource: Resource) -> str:
    """The name that people know a resource by: the first there is, in the first language there is."""
    for name in _LABELS:
        for language in _LANGUAGES:
            for property_name, literal in resource.literals:
                if property_name == name and (literal.language or "") == language:
                    return _printable(literal.value)
    return _printable(short(iri))


def _value(literal: Literal) -> Scalar:
    """A literal as the type of GraphML that its datatype comes closest to."""
    try:
        if literal.datatype in _INTEGERS:
            return int(literal.value)
        if literal.datatype in _DECIMALS:
            return float(literal.value)
    except ValueError:
        return _printable(literal.value)
    if literal.datatype == XSD.boolean:
        return literal.value in {"true", "1"}
    return _printable(literal.value)


def _printable(text: str) -> str:
    """A text without the control characters that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)


def _scalar_types(all_attributes: Iterable[Mapping[str, list[Scalar]]]) -> dict[str, type[Scalar]]:
    """The one type of each attribute; text, where values are of several types or one node has several values."""
    types: dict[str, set[type[Scalar]]] = defaultdict(set)
    for attributes in all_attributes:
        for name, values in attributes.items():
            types[name] |= {type(value) for value in values} if len(values) == 1 else {str}
    return {name: found.copy().pop() if len(found) == 1 else str for name, found in types.items()}


def _scalar(values: list[Scalar], scalar: type[Scalar]) -> Scalar:
    return _JOINED_BY.join(str(value) for value in values) if scalar is str else values[0]
