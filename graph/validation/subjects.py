"""What a person needs to know about the node of a finding: its name, its document, and the words it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph.namespaces import DCTERMS, OA, PROV, SKOS, STP
from graph.validation.findings import Finding, in_order
from graph.validation.index import Index, Term
from graph.validation.shape import Result

_UPWARDS = (OA.hasSelector, STP.evidence, PROV.wasDerivedFrom, DCTERMS.hasPart)
"""From a part of something to the whole of it, walked against the arrow."""
_NAMES = (SKOS.prefLabel, DCTERMS.title, STP.readingForm, DCTERMS.identifier)
_LANGUAGES = ("nb", "nn", "en")
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
    for term in _NAMES:
        if names := [name for name in index.values(node, term) if isinstance(name, Literal)]:
            return min(names, key=_preference).value
    return None


def _preference(name: Literal) -> tuple[int, str, str]:
    language = name.language or ""
    return (_LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES), language, name.value)


def _text(term: Term | None) -> str | None:
    return term.value if isinstance(term, Literal) else None


def _last_segment(term: Term) -> str:
    return term.value.rpartition("/")[2] if isinstance(term, NamedNode) else str(term)


def _shortened(label: str) -> str:
    folded = " ".join(label.split())
    return folded if len(folded) <= _LONGEST_LABEL else f"{folded[: _LONGEST_LABEL - 1].rstrip()}…"


def findings(index: Index, results: Iterable[Result]) -> tuple[Finding, ...]:
    """Results as a person wants to read them, in an order that does not change."""
    return tuple(sorted((_finding(index, result) for result in results), key=in_order))


def _finding(index: Index, result: Result) -> Finding:
    subject = describe(index, result.focus)
    return Finding(
        focus=_plain(result.focus),
        shape=_plain(result.shape),
        component=result.component.value,
        severity=result.severity,
        path=result.path,
        value=None if result.value is None else _plain(result.value),
        term=None if result.value is None else str(result.value),
        messages=MappingProxyType(dict(result.messages)),
        label=subject.label,
        document=subject.document,
        key=subject.key,
        quote=subject.quote,
    )


def _plain(term: Term) -> str:
    """An IRI or a literal as a person writes it."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
