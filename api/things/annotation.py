"""The evidence of a statement or a mention as a Web Annotation: words of a text, and what they are said to be.

A client of the Web Annotation Data Model reads it as it is, in that model's own context.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from api.things.description import Description
from api.things.document import LICENCE
from api.things.labels import Labels
from graph.namespaces import OA, PROV, RDF, STP
from graph.query.schemes import concept_name

PATH = "/annotations"
PROFILE = "http://www.w3.org/ns/anno.jsonld"
"""The name of the model's context, which is also what clients ask for as a profile of JSON-LD."""
MEDIA_TYPE = f'application/ld+json; profile="{PROFILE}"'
_KINDS = (STP.kind, STP.reportedKind)
_HOLDERS = (STP.heldBy, STP.attributedTo)
_LANGUAGE = "nb"

Node = dict[str, Any]


def annotation_path(document: str) -> str:
    """Where the annotation of a document about a thing stands, by where the document does.

    >>> annotation_path("/doc/statement/5e6fc9084c6f44e9")
    '/annotations/statement/5e6fc9084c6f44e9.jsonld'
    """
    return f"{PATH}/{document.removeprefix('/doc/')}.jsonld"


def is_annotation(description: Description) -> bool:
    """Whether a thing rests on words of a text."""
    return bool(description.values(STP.evidence))


def annotation(description: Description) -> bytes:
    """A thing that rests on words of a text as one annotation in JSON-LD."""
    document = {
        "@context": PROFILE,
        "id": f"{description.thing.value}#annotation",
        "type": "Annotation",
        "motivation": "classifying" if description.values(STP.reviewState) else "identifying",
        "rights": LICENCE.value,
        **_creator(description),
        "body": [*_bodies(description)],
        "target": _target(description),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _creator(description: Description) -> Node:
    """The software that found it."""
    makers = [term.value for term in description.values(PROV.wasGeneratedBy) if isinstance(term, NamedNode)]
    return {"creator": {"id": makers[0], "type": "Software"}} if makers else {}


def _bodies(description: Description) -> Iterable[Node]:
    """What the words are said to be: a thing of the graph, its kind, and both in words."""
    kinds = [term.value for name in _KINDS for term in description.values(name) if isinstance(term, NamedNode)]
    named = [term.value for term in description.values(STP.mentions) if isinstance(term, NamedNode)]
    yield {"type": "SpecificResource", "source": description.thing.value, "purpose": "identifying"}
    for iri in kinds:
        yield {"type": "SpecificResource", "source": iri, "purpose": "classifying"}
    for iri in named:
        yield {"type": "SpecificResource", "source": iri, "purpose": "identifying"}
    yield {
        "type": "TextualBody",
        "value": _told(description, kinds),
        "format": "text/plain",
        "language": _LANGUAGE,
        "purpose": "describing",
    }


def _told(description: Description, kinds: Iterable[str]) -> str:
    """Who says what, and whether a person has confirmed it."""
    labels = description.labels
    holders = [_name(labels, term) for name in _HOLDERS for term in description.values(name)]
    named = [_name(labels, term) for term in description.values(STP.mentions)]
    found = (term for term in description.values(STP.reviewState) if isinstance(term, NamedNode))
    states = [concept_name(term.value, _LANGUAGE) for term in found]
    words = [*(concept_name(kind, _LANGUAGE) or kind for kind in kinds), *named]
    told = f"{', '.join(holders)}: {', '.join(words)}" if holders else ", ".join(words)
    return f"{told} ({', '.join(state for state in states if state)})" if any(states) else told


def _name(labels: Labels, term: object) -> str:
    """What a thing is called in bokmål, or in a language there is."""
    if not isinstance(term, NamedNode):
        return str(term)
    found = {label.text.language or "": label.text.value for label in labels.of(term)}
    return found.get(_LANGUAGE) or next(iter(found.values()), term.value)


def _target(description: Description) -> Node:
    """The words, by their place in the text and by themselves."""
    (evidence, *_) = (term for term in description.values(STP.evidence) if isinstance(term, NamedNode))
    said = _properties(description, evidence)
    return {
        "id": evidence.value,
        "type": "SpecificResource",
        "source": said[OA.hasSource][0].value,
        "selector": [_selector(description, NamedNode(name)) for name in sorted(t.value for t in said[OA.hasSelector])],
    }


def _selector(description: Description, name: NamedNode) -> Node:
    said = _properties(description, name)
    kind = said[RDF.type][0].value.removeprefix(OA.namespace)
    numbers = {key: int(said[term][0].value) for key, term in (("start", OA.start), ("end", OA.end)) if term in said}
    texts = {key: said[OA[key]][0].value for key in ("exact", "prefix", "suffix") if OA[key] in said}
    return {"id": name.value, "type": kind, **numbers, **texts}


def _properties(description: Description, subject: NamedNode) -> Mapping[NamedNode, list[NamedNode | Literal]]:
    found: dict[NamedNode, list[NamedNode | Literal]] = {}
    for fact in description.facts:
        if fact.subject == subject and isinstance(fact.value, NamedNode | Literal):
            found.setdefault(fact.property, []).append(fact.value)
    return found
