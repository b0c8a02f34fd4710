import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyoxigraph
from fastapi import Request
from pyoxigraph import Literal, NamedNode, RdfFormat

from api.answering import Answering, answered
from api.explore.records import Named, Record
from api.questions import about
from api.things.description import restored
from graph.facets.patterns import FACETS
from graph.namespaces import PREFIXES, RDF, XSD
from graph.query.table import Cell, Table, short
from graph.store.answers import Term
from graph.store.messages import Question

_AT_ONCE = 500
_BETWEEN = "; "
_IRI = "Iri"
_OWN = ("quote", "attributed", "response", "date", "page", "confidence", "dissent", "statement")
COLUMNS = (
    "actor",
    "actorKind",
    "kind",
    "stance",
    "force",
    *(name for name in FACETS if name not in {"actor", "actorKind", "kind", "stance", "force"}),
)
"""The facets in the order in which a table has them."""


def as_csv(records: Iterable[Record]) -> bytes:
    """Records as a table in CSV: names, and beside them the IRIs of what they name."""
    output = io.StringIO()
    writer = csv.writer(output)
    named = (*COLUMNS, "attributed", "response")
    writer.writerow(
        [
            "quote",
            *named,
            *(name for name in _OWN if name not in {"quote", *named}),
            *(f"{name}{_IRI}" for name in named),
        ]
    )
    for record in records:
        things = [_things(record, name) for name in named]
        own = (record.date, record.page, record.confidence, "true" if record.dissent else "", record.iri)
        iris = (_BETWEEN.join(thing.iri for thing in some) for some in things)
        writer.writerow([record.quote, *(_names(some) for some in things), *own, *iris])
    return output.getvalue().encode()


def as_table(records: Iterable[Record], headings: Mapping[str, str]) -> Table:
    """Records as a table for people, with the headings that columns have in their language."""
    names = ("quote", *COLUMNS, *_OWN[1:])
    return Table(tuple(headings[name] for name in names), tuple(tuple(_cells(record)) for record in records))


def _cells(record: Record) -> Iterable[Cell]:
    yield Cell(record.quote, record.iri)
    yield from (_cell(_things(record, name)) for name in (*COLUMNS, "attributed", "response"))
    yield Cell(record.date, None, Literal(record.date, datatype=XSD.date))
    yield Cell(record.page, None, Literal(record.page, datatype=XSD.integer))
    yield Cell(record.confidence, None, Literal(record.confidence, datatype=XSD.decimal))
    yield Cell("×" if record.dissent else "")
    yield Cell(record.iri)


def _cell(things: Sequence[Named]) -> Cell:
    return Cell(_names(things), things[0].iri if len(things) == 1 else None)


def _names(things: Iterable[Named]) -> str:
    return _BETWEEN.join(thing.name for thing in things)


def _things(record: Record, name: str) -> tuple[Named, ...]:
    if name in FACETS:
        return record.facets[name]
    return record.attributed if name == "attributed" else (record.response,)


async def triples(request: Request, store: Answering, statements: Sequence[str]) -> list[bytes]:
    """What the graph says of some statements, of their evidence, and what all that they name is called, as N-Triples.

    Raises:
        QueryError: where it cannot be found out now.
    """
    found = []
    for first in range(0, len(statements), _AT_ONCE):
        some = map(NamedNode, statements[first : first + _AT_ONCE])
        question = Question(about("explored-triples", some), solutions=None, graph="ntriples")
        found.append((await answered(request, store, question)).content)
    return found


def as_json_ld(parts: Iterable[bytes]) -> bytes:
    """Triples as JSON-LD with our prefixes: each once, and in one order whatever the store's was."""
    lines = sorted({line for part in parts for line in part.splitlines(keepends=True)})
    nodes: dict[str, dict[str, Any]] = {}
    for quad in pyoxigraph.parse(b"".join(lines), RdfFormat.N_TRIPLES):
        name, value = _name(quad.subject), quad.object
        node = nodes.setdefault(name, {"@id": name})
        if quad.predicate == RDF.type:
            node.setdefault("@type", []).append(_name(value))
        else:
            node.setdefault(short(quad.predicate.value), []).append(_value(restored(quad.predicate, value)))
    document = {"@context": dict(PREFIXES), "@graph": list(nodes.values())}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _value(term: Term) -> str | dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _name(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    return term.value if term.datatype == XSD.string else {"@value": term.value, "@type": short(term.datatype.value)}


def _name(term: Term) -> str:
    return short(term.value) if isinstance(term, NamedNode) else str(term)
