"""Results of queries as rows of terms, read from what an endpoint answers or from the files of the suite."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QueryResultsFormat, RdfFormat, Store

Term = NamedNode | BlankNode | Literal
_RESULT_SET = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_DOUBLE = NamedNode("http://www.w3.org/2001/XMLSchema#double")
_ROWS = f"""
PREFIX rs: <{_RESULT_SET}>
SELECT ?solution ?index ?variable ?value {{
  ?set rs:solution ?solution .
  OPTIONAL {{ ?solution rs:index ?index }}
  OPTIONAL {{ ?solution rs:binding ?binding . ?binding rs:variable ?variable ; rs:value ?value }}
}}
"""


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of terms, of which triples are a kind; yes or no is one row; `ordered` says that their order counts."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    ordered: bool = False


def read_result(content: bytes, media_type: str) -> Result:
    """The result in a body with a media type."""
    if media_type == "text/csv":
        return _from_csv(content)
    native = QueryResultsFormat.from_media_type(media_type)
    if native is None:
        rdf_format = RdfFormat.from_media_type(media_type)
        assert rdf_format, f"{media_type} is not a format of results"
        return _from_triples(content, rdf_format, "http://example.org/")
    found = pyoxigraph.parse_query_results(content, native)
    if isinstance(found, QueryBoolean):
        return _truth(bool(found))
    variables = tuple(variable.value for variable in found.variables)
    return _result(variables, ({name: row[name] for name in variables} for row in found))


def read_file(content: bytes, iri: str) -> Result:
    """The result in a file of the suite."""
    suffix = iri.rpartition(".")[2]
    if suffix == "csv":
        return _from_csv(content)
    native = QueryResultsFormat.from_extension(suffix)
    if native:
        return read_result(content, native.media_type)
    rdf_format = RdfFormat.from_extension(suffix)
    assert rdf_format, f"{iri} is not a file of results"
    return _from_triples(content, rdf_format, iri)


def _truth(value: bool) -> Result:
    return Result(("",), ((Literal(value),),))


def _from_csv(content: bytes) -> Result:
    variables, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
    return _result(variables, (dict(zip(variables, map(_cell, row), strict=True)) for row in rows))


def _cell(text: str) -> Term | None:
    """What a cell of CSV says, which tells numbers from strings by their looks alone."""
    if text.startswith("_:"):
        return BlankNode(text[2:])
    try:
        float(text)
    except ValueError:
        return Literal(text) if text else None
    return Literal(text, datatype=_DOUBLE)


def _from_triples(content: bytes, rdf_format: RdfFormat, base: str) -> Result:
    triples = [quad.triple for quad in pyoxigraph.parse(content, rdf_format, base_iri=base)]
    if any(triple.predicate.value == f"{_RESULT_SET}boolean" for triple in triples):
        (value,) = (each.object.value for each in triples if each.predicate.value == f"{_RESULT_SET}boolean")
        return _truth(value == "true")
    if any(triple.object == NamedNode(f"{_RESULT_SET}ResultSet") for triple in triples):
        return _from_result_set(content, rdf_format, base)
    rows = sorted({(triple.subject, triple.predicate, triple.object) for triple in triples}, key=str)
    return Result(("subject", "predicate", "object"), tuple(rows))


def _from_result_set(content: bytes, rdf_format: RdfFormat, base: str) -> Result:
    store = Store()
    store.load(content, rdf_format, base_iri=base)
    solutions: dict[Term, dict[str, Term]] = {}
    order: dict[Term, int] = {}
    for found in store.query(_ROWS):
        row = solutions.setdefault(found["solution"], {})
        if found["variable"]:
            row[found["variable"].value] = found["value"]
        if found["index"]:
            order[found["solution"]] = int(found["index"].value)
    names = {quad.object.value for quad in store if quad.predicate.value == f"{_RESULT_SET}resultVariable"}
    keys = sorted(solutions, key=lambda key: order.get(key, 0))
    return _result(sorted(names), (solutions[key] for key in keys), ordered=bool(order))


def _result(variables: Iterable[str], rows: Iterable[dict[str, Term | None]], *, ordered: bool = False) -> Result:
    """Rows with their columns in alphabetical order."""
    names = tuple(sorted(variables))
    return Result(names, tuple(tuple(row.get(name) for name in names) for row in rows), ordered)
