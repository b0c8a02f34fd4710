"""The concepts of our schemes, as the shipped ontology lists them."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph.namespaces import SKOS, W3ID
from graph.resources import resource

_CONCEPT = f"{W3ID}/id/"


@cache
def _labels() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """The names of every concept by language, by scheme and key, in the order of the file."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    content = resource("ontology", "kinds.ttl").read_bytes()
    for quad in parse(content, format=RdfFormat.TURTLE):
        subject, name = quad.subject, quad.object
        if quad.predicate == SKOS.prefLabel and isinstance(subject, NamedNode) and isinstance(name, Literal):
            scheme, _, key = subject.value.removeprefix(_CONCEPT).partition("/")
            if scheme != "scheme":
                found.setdefault(scheme, {}).setdefault(key, {})[name.language or ""] = name.value
    return MappingProxyType(found)


def concepts(scheme: str) -> Mapping[str, Mapping[str, str]]:
    """The concepts of a scheme: by key, its names by language.

    Raises:
        LookupError: where there is no such scheme.

    >>> concepts("stance")["opposes"]["en"]
    'opposes'
    """
    return _labels()[scheme]


def concept_name(iri: str, language: str) -> str | None:
    """What a concept of our schemes is called in a language; None for everything else.

    >>> concept_name("https://w3id.org/standpunkt/id/stance/opposes", "nb")
    'går imot'
    """
    scheme, _, key = iri.removeprefix(_CONCEPT).partition("/")
    return _labels().get(scheme, {}).get(key, {}).get(language) if iri.startswith(_CONCEPT) else None
