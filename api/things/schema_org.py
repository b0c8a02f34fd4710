"""What search engines understand of a thing, in the words of schema.org; all of it stands in the graph already."""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pyoxigraph import Literal, NamedNode

from api.things.description import Description
from graph.namespaces import DCAT, DCTERMS, ELI, FOAF, ORG, RDF, SCHEMA, SKOS, STP
from graph.triples import Triple

_TYPES: Mapping[NamedNode, NamedNode] = MappingProxyType(
    {
        STP.Statement: SCHEMA.Quotation,
        STP.Response: SCHEMA.CreativeWork,
        STP.Consultation: SCHEMA.Event,
        STP.Verdict: SCHEMA.Claim,
        STP.StakeholderGroup: SCHEMA.Organization,
        STP.Proposal: SCHEMA.CreativeWork,
        ELI.LegalResource: SCHEMA.Legislation,
        STP.PolicyInstrument: SCHEMA.CreativeWork,
        ORG.Organization: SCHEMA.Organization,
        FOAF.Person: SCHEMA.Person,
        DCAT.Dataset: SCHEMA.Dataset,
        SKOS.Concept: SCHEMA.DefinedTerm,
        SKOS.ConceptScheme: SCHEMA.DefinedTermSet,
    }
)
_PROPERTIES: Mapping[NamedNode, NamedNode] = MappingProxyType(
    {
        DCTERMS.creator: SCHEMA.author,
        DCTERMS.identifier: SCHEMA.identifier,
        DCTERMS.isPartOf: SCHEMA.isPartOf,
        DCTERMS.issued: SCHEMA.datePublished,
        DCTERMS.publisher: SCHEMA.publisher,
        DCTERMS.title: SCHEMA.name,
        FOAF.homepage: SCHEMA.url,
        SCHEMA.sameAs: SCHEMA.sameAs,
        SKOS.definition: SCHEMA.description,
        SKOS.inScheme: SCHEMA.inDefinedTermSet,
        SKOS.prefLabel: SCHEMA.name,
        STP.askedBy: SCHEMA.organizer,
        STP.deadline: SCHEMA.endDate,
        STP.expressedIn: SCHEMA.isPartOf,
        STP.heldBy: SCHEMA.creator,
        STP.readingForm: SCHEMA.text,
        STP.verdictBy: SCHEMA.creator,
    }
)


def schema_type(description: Description) -> NamedNode:
    """The class that search engines know a thing by."""
    return next((known for ours, known in _TYPES.items() if ours in description.types), SCHEMA.Thing)


def schema_triples(description: Description) -> Iterator[Triple]:
    """A thing as schema.org has words for it."""
    yield Triple(description.thing, RDF.type, schema_type(description))
    for fact in description.facts:
        if fact.subject == description.thing and fact.property in _PROPERTIES:
            yield Triple(fact.subject, _PROPERTIES[fact.property], fact.value)  # type: ignore[arg-type]  # no triple is a value


def schema_json(description: Description) -> str:
    """The same as JSON-LD that can stand in a page."""
    node: dict[str, Any] = {"@context": {"@vocab": SCHEMA.namespace}, "@id": description.thing.value}
    for triple in sorted(set(schema_triples(description)), key=str):
        if triple.predicate == RDF.type and isinstance(triple.object, NamedNode):
            node["@type"] = triple.object.value.removeprefix(SCHEMA.namespace)
        else:
            node.setdefault(triple.predicate.value.removeprefix(SCHEMA.namespace), []).append(_value(triple.object))
    # A page must not end where a text says </script>.
    return json.dumps(node, ensure_ascii=False, indent=1).replace("<", "\\u003c")


def _value(term: object) -> dict[str, str] | str:
    if isinstance(term, Literal):
        if term.language:
            return {"@value": term.value, "@language": term.language}
        plain = term.datatype == Literal("").datatype
        return term.value if plain else {"@value": term.value, "@type": term.datatype.value}
    return {"@id": getattr(term, "value", str(term))}
