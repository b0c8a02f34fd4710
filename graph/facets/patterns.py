"""The facets of statements, each as a pattern of the graph.

The same patterns fill the columns that are counted and make the query that stands behind a page, so that both mean the
same. Values are written into a query as terms, never as text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph.namespaces import STP, XSD

FACETS: Mapping[str, str] = MappingProxyType(
    {
        "kind": "?statement stp:kind|stp:reportedKind ?kind .",
        "stance": "?statement stp:stance ?stance .",
        "actorKind": "?statement (stp:heldBy|stp:reportedBy)/org:classification ?actorKind .",
        "actor": "?statement stp:heldBy|stp:reportedBy ?actor .",
        "proposal": "?statement stp:onProposal ?proposal .",
        "instrument": "?statement stp:concerns ?instrument . ?instrument a stp:PolicyInstrument .",
        "goal": "?statement stp:concerns ?goal . ?goal a stp:Goal .",
        "theme": "?statement dcterms:subject ?theme .",
        "addressee": "?statement stp:addressee ?addressee .",
        "force": "?statement stp:force ?force .",
        "consultation": "?statement stp:expressedIn/stp:respondsTo ?consultation .",
        "language": "?statement stp:expressedIn/dcterms:language ?language .",
        "reviewState": "?statement stp:reviewState ?reviewState .",
    }
)
"""By name, which is also the variable of its values, what a statement must have for a value of a facet."""

CLASS, CONCERNS, NAMED = "class", "concerns", "named"
PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        **FACETS,
        CLASS: "?statement a ?class .",
        CONCERNS: "?statement stp:concerns ?concerns .",
        NAMED: "?statement stp:concernsDirectly ?named .",
    }
)
"""The same, what the scope is told by, and all that statements concern, also where they do not say so themselves."""

SCOPES: Mapping[str, NamedNode] = MappingProxyType(
    {"positions": STP.Position, "statements": STP.Statement, "reported": STP.ReportedStatement}
)
"""What can be explored: positions, or all statements, or only what is reported of others; by the class of each."""

_BASE = """  ?statement a {kind} ; stp:expressedIn ?response ; stp:readingForm ?quote .
  FILTER NOT EXISTS {{ ?later dcterms:replaces ?response }}"""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which statements are meant: values of facets, words, days of their responses, and how sure the finding is."""

    scope: str = "positions"
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    words: str = ""
    since: date | None = None
    until: date | None = None
    confidence: Decimal | None = None


def column_query(facet: str, responses: Iterable[NamedNode]) -> str:
    """What asks for the pairs of a statement and its value of a facet, for the statements of some responses."""
    return (
        f"SELECT ?statement ?{facet} WHERE {{\n  VALUES ?response {{ {' '.join(map(str, responses))} }}\n"
        f"  ?statement stp:expressedIn ?response .\n  {PATTERNS[facet]}\n}}"
    )


def composed(wanted: Filter) -> str:
    """The query for the statements that a filter lets through, with their words and responses.

    Raises:
        ValueError: where a value is no IRI.

    >>> print(composed(Filter(chosen={"stance": ["https://w3id.org/standpunkt/id/stance/opposes"]})))
    SELECT DISTINCT ?statement ?quote ?response WHERE {
      ?statement a stp:Position ; stp:expressedIn ?response ; stp:readingForm ?quote .
      FILTER NOT EXISTS { ?later dcterms:replaces ?response }
      VALUES ?stance { <https://w3id.org/standpunkt/id/stance/opposes> }
      ?statement stp:stance ?stance .
    }
    ORDER BY ?response ?statement
    """
    kind = f"stp:{SCOPES[wanted.scope].value.removeprefix(STP.namespace)}"
    lines = [_BASE.format(kind=kind), *_choices(wanted), *_limits(wanted)]
    return "\n".join(
        ["SELECT DISTINCT ?statement ?quote ?response WHERE {", *lines, "}", "ORDER BY ?response ?statement"]
    )


def _choices(wanted: Filter) -> Iterable[str]:
    for facet, pattern in FACETS.items():
        if values := wanted.chosen.get(facet):
            yield f"  VALUES ?{facet} {{ {' '.join(str(NamedNode(value)) for value in values)} }}"
            yield f"  {pattern}"


def _limits(wanted: Filter) -> Iterable[str]:
    if wanted.words:
        yield f"  ?statement stp:matches {Literal(wanted.words)} ."
    if wanted.since or wanted.until:
        yield "  ?response dcterms:issued ?date ."
    for sign, day in ((">=", wanted.since), ("<=", wanted.until)):
        if day:
            yield f"  FILTER(?date {sign} {Literal(day.isoformat(), datatype=XSD.date)})"
    if wanted.confidence is not None:
        least = Literal(f"{wanted.confidence:f}", datatype=XSD.decimal)
        yield f"  ?statement stp:confidence ?confidence . FILTER(?confidence >= {least})"
