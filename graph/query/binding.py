from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from graph.errors import QueryError, UnknownNameError
from graph.namespaces import XSD, concept
from graph.query.header import Parameter, ParameterType

_ADDRESSES = ("http://", "https://")


def bound(query: str, parameters: Iterable[Parameter], values: Mapping[str, str]) -> dict[str, NamedNode | Literal]:
    """The terms that stand for the values of a query's parameters, by variable.

    An empty value takes a default away; a parameter without a value restricts nothing.

    Raises:
        UnknownNameError: where the query has no such parameter.
        QueryError: where a value is not of the parameter's type.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in values:
        if name not in known:
            raise UnknownNameError(f"parameter of {query}", name, list(known) or ["(it has none)"])
    terms: dict[str, NamedNode | Literal] = {}
    for parameter in known.values():
        value = values.get(parameter.name, parameter.default or "").strip()
        if value:
            variable, term = _term(parameter, value)
            terms[variable] = term
    return terms


def loosely_bound(values: Mapping[str, str]) -> dict[str, NamedNode | Literal]:
    """The terms that stand for variables of a query that declares no parameters: IRIs for addresses, else strings."""
    return {
        name: NamedNode(value) if value.startswith(_ADDRESSES) else Literal(value) for name, value in values.items()
    }


def _term(parameter: Parameter, value: str) -> tuple[str, NamedNode | Literal]:
    """The variable that a value is given to, and the term that it is."""
    if parameter.type is ParameterType.INTEGER:
        return parameter.variable, Literal(str(_integer(parameter, value)), datatype=XSD.integer)
    if parameter.type is ParameterType.TEXT:
        return parameter.variable, Literal(value)
    try:
        if value.startswith(_ADDRESSES):
            return parameter.variable, NamedNode(value)
        if parameter.type is ParameterType.CONCEPT:
            return parameter.variable, concept(parameter.scheme or parameter.name, value)
    except ValueError as error:
        raise QueryError(f"{parameter.name}: “{value}” cannot stand in an IRI ({error}).") from error
    return parameter.variable, Literal(value)


def _integer(parameter: Parameter, value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise QueryError(f"{parameter.name} must be a whole number, not “{value}”.") from None
