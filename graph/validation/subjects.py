"""What a person needs to know about the node of a finding: its name, its document, and the words it is about."""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.namespaces import DCTERMS, OA, PROV, SKOS, STP
from graph.validation.index import Index, Term

_UPWARDS = (OA.hasSelector, STP.evidence, PROV.wasDerivedFrom, DCTERMS.hasPart)
"""From a part of something to the whole of it, walked against the arrow."""
_NAMES = (SKOS.prefLabel, DCTERMS.title, STP.readingForm, DCTERMS.identifier)
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Subject:
    """A node as a person knows it."""

    label: str
    document: str | None
    key: str | None
    quote: str | None


def describe(index: Index, focus: Term) -> Subject:
    """The node's own name, else that of what it belongs to; the response that it stands in; its quote."""
    wholes = _wholes(index, focus)
    response = _response(index, wholes)
    quote = next((found for whole in wholes if (found := _quote(index, whole))), None)
    label = next((found for whole in wholes if (found := _name(index, whole))), None)
    return Subject(
        label=_shortened(quote or label or _last_segment(focus)),
        document=_text(index.value(response, DCTERMS.title)) if response else None,
        key=_text(index.value(response, DCTERMS.identifier)) if response else None,
        quote=quote,
    )


def _wholes(index: Index, focus: Term) -> list[Term]:
    """The node and what it is a part of, the nearest first."""
    found = [focus]
    for node in found:
        for predicate in _UPWARDS:
            found += (whole for whole in index.inverse(predicate).get(node, {}) if whole not in found)
    return found


def _response(index: Index, wholes: list[Term]) -> Term | None:
    responses = index.instances(STP.Response)
    for whole in wholes:
        if whole in responses:
            return whole
        if (response := index.value(whole, STP.expressedIn)) is not None:
            return response
    return next(iter(responses), None) if len(responses) == 1 else None


def _quote(index: Index, node: Term) -> str | None:
    if (own := index.value(node, OA.exact)) is not None:
        return _text(own)
    for evidence in index.values(node, STP.evidence):
        for selector in index.values(evidence, OA.hasSelector):
            if (exact := index.value(selector, OA.exact)) is not None:
                return _text(exact)
    return None


def _name(index: Index, node: Term) -> str | None:
    return next((_text(value) for term in _NAMES for value in index.values(node, term)), None)


def _text(term: Term | None) -> str | None:
    return term.value if isinstance(term, Literal) else None


def _last_segment(term: Term) -> str:
    return term.value.rpartition("/")[2] if isinstance(term, NamedNode) else str(term)


def _shortened(label: str) -> str:
    folded = " ".join(label.split())
    return folded if len(folded) <= _LONGEST_LABEL else f"{folded[: _LONGEST_LABEL - 1].rstrip()}…"
