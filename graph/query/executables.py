"""The named queries as SHACL describes queries (`sh:SPARQLExecutable`), so that tools find them in the graph."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph.namespaces import DCTERMS, ORG, PREFIXES, RDF, RDFS, SCHEMA, SKOS, STP, W3ID, XSD, Vocabulary
from graph.query.header import Parameter, ParameterType
from graph.query.named import NamedQuery
from graph.triples import Triple

GRAPH = NamedNode(f"{W3ID}/graph/queries")
_SH = Vocabulary(
    "http://www.w3.org/ns/shacl#",
    "SPARQLExecutable SPARQLSelectExecutable select prefixes declare prefix namespace PrefixDeclaration "
    "Parameter parameter path name description optional defaultValue datatype class",
)
_CLASSES: Mapping[ParameterType, NamedNode] = MappingProxyType(
    {
        ParameterType.ACTOR: ORG.Organization,
        ParameterType.CONSULTATION: STP.Consultation,
        ParameterType.PROPOSAL: STP.Proposal,
        ParameterType.INSTRUMENT: STP.PolicyInstrument,
        ParameterType.GOAL: STP.Goal,
        ParameterType.THEME: SKOS.Concept,
    }
)
_DATATYPES: Mapping[ParameterType, NamedNode] = MappingProxyType(
    {
        ParameterType.STRING: XSD.string,
        ParameterType.INTEGER: XSD.integer,
        ParameterType.DECIMAL: XSD.decimal,
        ParameterType.DATE: XSD.date,
        ParameterType.CHOICE: XSD.string,
    }
)


def query_iri(name: str) -> NamedNode:
    """The IRI of a named query, the same for every publisher."""
    return NamedNode(f"{W3ID}/id/query/{name}")


def executable_triples(queries: Iterable[NamedQuery]) -> Iterator[Triple]:
    """Everything that the graph of queries says: the prefixes that they need, and each with its parameters."""
    used = list(queries)
    for prefix, namespace in PREFIXES.items():
        if any(f"{prefix}:" in query.sparql for query in used):
            yield from _prefix_triples(prefix, namespace)
    for query in used:
        yield from _query_triples(query)


def _prefix_triples(prefix: str, namespace: str) -> Iterator[Triple]:
    declaration = NamedNode(f"{GRAPH.value}#{prefix}")
    yield Triple(GRAPH, _SH.declare, declaration)
    yield Triple(declaration, RDF.type, _SH.PrefixDeclaration)
    yield Triple(declaration, _SH.prefix, Literal(prefix))
    yield Triple(declaration, _SH["namespace"], Literal(namespace, datatype=XSD.anyURI))


def _query_triples(query: NamedQuery) -> Iterator[Triple]:
    subject, header = query_iri(query.name), query.header
    yield Triple(subject, RDF.type, _SH.SPARQLExecutable)
    yield Triple(subject, RDF.type, _SH.SPARQLSelectExecutable)
    yield Triple(subject, DCTERMS.identifier, Literal(query.name))
    yield from _in_languages(subject, SKOS.prefLabel, header.titles)
    yield from _in_languages(subject, RDFS.comment, header.descriptions)
    for tag in header.tags:
        yield Triple(subject, SCHEMA.keywords, Literal(tag, language="nb"))
    yield Triple(subject, _SH.prefixes, GRAPH)
    yield Triple(subject, _SH.select, Literal(query.sparql))
    for parameter in header.parameters:
        yield from _parameter_triples(subject, parameter)


def _parameter_triples(query: NamedNode, parameter: Parameter) -> Iterator[Triple]:
    """A parameter, whose IRI ends with the name of its variable, as SHACL wants of its path."""
    subject = NamedNode(f"{query.value}#{parameter.variable}")
    yield Triple(query, _SH.parameter, subject)
    yield Triple(subject, RDF.type, _SH.Parameter)
    yield Triple(subject, _SH.path, subject)
    yield Triple(subject, DCTERMS.identifier, Literal(parameter.name))
    yield from _in_languages(subject, _SH.name, parameter.labels)
    yield Triple(subject, _SH.description, Literal(str(parameter.takes), language="en"))
    yield Triple(subject, _SH.optional, Literal(str(not parameter.required).lower(), datatype=XSD.boolean))
    if parameter.scheme:
        yield Triple(subject, _SH["class"], SKOS.Concept)
        yield Triple(subject, SKOS.inScheme, NamedNode(f"{W3ID}/id/scheme/{parameter.scheme}"))
    elif parameter.type in _CLASSES:
        yield Triple(subject, _SH["class"], _CLASSES[parameter.type])
    else:
        yield Triple(subject, _SH.datatype, _DATATYPES[parameter.type])
    if parameter.default is not None:
        yield Triple(subject, _SH.defaultValue, Literal(parameter.default))
    if parameter.example is not None:
        yield Triple(subject, SKOS.example, Literal(parameter.example))


def _in_languages(subject: NamedNode, name: NamedNode, texts: Mapping[str, str]) -> Iterator[Triple]:
    for language, text in texts.items():
        yield Triple(subject, name, Literal(text, language=language))
