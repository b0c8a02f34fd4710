"""The canonical form of our Turtle, so that a change shows as the lines that it changes and nothing else."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

_ORDER = re.findall(
    r"\S+",
    """
rdf:type skos:prefLabel stp:shortName skos:altLabel stp:caseSensitiveLabel stp:contextualLabel skos:hiddenLabel
skosxl:prefLabel skosxl:altLabel skosxl:literalForm skos:notation dcterms:title dcterms:description skos:definition
skos:scopeNote skos:example rdfs:domain rdfs:range rdfs:subClassOf rdfs:subPropertyOf owl:equivalentClass
dcterms:identifier org:identifier eli:id_local org:classification stp:instrumentKind stp:goalKind stp:solutionKind
stp:consultationKind stp:number stp:validFrom stp:validUntil dcterms:date dcterms:issued eli:date_document
dcterms:created stp:deadline stp:caseNumber stp:askedBy stp:consultsOn stp:respondsTo dcterms:creator
dcterms:publisher stp:refersTo org:subOrganizationOf org:unitOf org:postIn stp:ownedBy stp:operatedBy foaf:member
org:originalOrganization org:resultingOrganization org:changedBy dcterms:isPartOf dcterms:hasPart dcterms:isVersionOf
stp:proposalFor stp:measures dcterms:replaces dcterms:isReplacedBy skos:topConceptOf skos:broader skos:exactMatch
skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch dcterms:subject schema:sameAs rdfs:seeAlso
foaf:homepage foaf:page dcterms:license vann:preferredNamespacePrefix vann:preferredNamespaceUri owl:versionIRI
owl:versionInfo skos:editorialNote stp:verification dcterms:source skos:inScheme rdfs:isDefinedBy
""",
)
_LANGUAGES = ["nb", "nn", "en", "da", "sv", "se"]
_WIDTH = 120
_PREFIX = re.compile(r"@prefix ([\w-]*): <([^>]*)> \.")
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")


@pytest.fixture(scope="session")
def canonical() -> Callable[[str], str]:
    """The canonical form of a Turtle file: prefixes, comments and the order of its terms stay, all else is fixed."""
    return canonical_turtle


def canonical_turtle(text: str) -> str:
    prefixes = dict(_PREFIX.findall(text))
    blocks = _blocks(parse(input=text.encode(), format=RdfFormat.TURTLE), prefixes)
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith(("#", "@")) or (not line and lines and lines[-1]):
            lines.append(line)
        elif line and not line.startswith(" "):
            lines += blocks.pop(line)
    assert not blocks, f"These terms do not begin a line of their own: {sorted(blocks)}"
    return _with_sorted_prefixes(lines, prefixes)


def _with_sorted_prefixes(lines: list[str], prefixes: dict[str, str]) -> str:
    body = "\n".join(line for line in lines if not line.startswith("@prefix"))
    used = sorted(name for name in prefixes if re.search(rf"(?:^|[ ^]){re.escape(name)}:\w", body, re.MULTILINE))
    declarations = [f"@prefix {name}: <{prefixes[name]}> ." for name in used]
    first = next(place for place, line in enumerate(lines) if line.startswith("@prefix"))
    rest = [line for line in lines[first:] if not line.startswith("@prefix")]
    return "\n".join([*lines[:first], *declarations, *rest]).rstrip() + "\n"


def _blocks(triples: Iterable[Triple], prefixes: dict[str, str]) -> dict[str, list[str]]:
    described: dict[str, dict[str, list[str]]] = {}
    for triple in triples:
        properties = described.setdefault(_written(triple.subject, prefixes), {})
        properties.setdefault(_written(triple.predicate, prefixes), []).append(_written(triple.object, prefixes))
    return {subject: [subject, *_property_lines(properties), "  ."] for subject, properties in described.items()}


def _property_lines(properties: dict[str, list[str]]) -> Iterator[str]:
    for name in sorted(properties, key=_ORDER.index):
        objects = sorted(set(properties[name]), key=_object_order)
        start = f"  {'a' if name == 'rdf:type' else name} "
        one_line = start + " , ".join(objects) + " ;"
        if len(one_line) <= _WIDTH or len(objects) == 1:
            yield one_line
        else:
            yield start + " ,\n    ".join(objects) + " ;"


def _object_order(term: str) -> tuple[int, str]:
    language = term.rpartition('"@')[2] if '"@' in term else ""
    return (_LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES), term)


def _written(term: object, prefixes: dict[str, str]) -> str:
    if isinstance(term, NamedNode):
        return _curie(term.value, prefixes) or f"<{term.value}>"
    assert isinstance(term, Literal), f"There is a blank node: {term}"
    quoted = json.dumps(term.value, ensure_ascii=False)
    if term.language:
        return f"{quoted}@{term.language}"
    datatype = _curie(term.datatype.value, prefixes)
    return quoted if datatype in (None, "xsd:string") else f"{quoted}^^{datatype}"


def _curie(iri: str, prefixes: dict[str, str]) -> str | None:
    for name, namespace in sorted(prefixes.items(), key=lambda item: -len(item[1])):
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri[len(namespace) :]):
            return f"{name}:{iri[len(namespace) :]}"
    if iri == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type":
        return "rdf:type"
    return None


@pytest.fixture(scope="session")
def turtle_paths() -> list[Path]:
    """Every Turtle file of the ontology and the registry."""
    folder = Path(__file__).resolve().parents[2] / "ontology"
    return sorted(folder.rglob("*.ttl"))
