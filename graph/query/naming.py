"""What people call a thing, found in the graph: a parameter takes a name where it takes a key."""

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal

from graph.errors import QueryError
from graph.query.header import ParameterType
from graph.query.named import NamedQuery
from graph.store.answers import Answer
from graph.store.embedded import Store

_ADDRESSES = ("http://", "https://")
_SHOWN = 5
LOOKUP = """
SELECT DISTINCT ?given ?thing ?isKey WHERE {
  { ?thing dcterms:identifier ?given . BIND(true AS ?isKey) }
  UNION
  {
    ?thing skos:prefLabel|skos:altLabel|(skosxl:altLabel/skosxl:literalForm) ?name .
    FILTER(LCASE(STR(?name)) = LCASE(STR(?given)))
    FILTER EXISTS { ?thing dcterms:identifier ?key }
    BIND(false AS ?isKey)
  }
}
ORDER BY ?thing
"""
"""Finds what `?given` is the key or a name of."""


def asked_for(named: NamedQuery, values: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, Literal]]]:
    """Each parameter whose value may be a name, with what `LOOKUP` is to be asked."""
    for parameter in named.header.parameters:
        value = values.get(parameter.name, "").strip()
        if parameter.type is ParameterType.THING and value and not value.startswith(_ADDRESSES):
            yield parameter.name, {"given": Literal(value)}


def found(value: str, answer: Answer) -> str:
    """A key as it is, the IRI of what a name means.

    Raises:
        QueryError: where nothing has the name, or several things have it.
    """
    rows = [dict(zip(answer.variables, row, strict=True)) for row in answer.rows()]
    if any(str(row["isKey"]).startswith('"true"') for row in rows):
        return value
    things = list(dict.fromkeys(str(row["thing"]).strip("<>") for row in rows))
    if not things:
        raise QueryError(
            f"Nothing in the graph is called “{value}”. Give a name as the answers show it, a key or an IRI."
        )
    if len(things) > 1:
        raise QueryError(f"Several things are called “{value}”. Give the IRI of one: {', '.join(things[:_SHOWN])}.")
    return things[0]


def named_values(store: Store, named: NamedQuery, values: Mapping[str, str]) -> Mapping[str, str]:
    """The values of a query's parameters, with names replaced by what they mean.

    Raises:
        QueryError: where nothing has a name, or several things have it.
    """
    meant = {
        name: found(values[name].strip(), store.query(LOOKUP, parameters=asked))
        for name, asked in asked_for(named, values)
    }
    return {**values, **meant}
