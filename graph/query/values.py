"""What is given for the parameters of a named query, checked and turned into terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from graph.errors import Message, ParameterError, Sayable
from graph.namespaces import W3ID, XSD, concept
from graph.query.header import Parameter, ParameterType

_ADDRESSES = ("http://", "https://")
_LONGEST = 2000
_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Named:
    """Something of the graph that is called by a name or a key; only the graph can tell what it is."""

    name: str


Value = NamedNode | Literal | Named


def checked(query: str, parameters: Iterable[Parameter], given: Mapping[str, str]) -> Mapping[Parameter, Value]:
    """The values of a query's parameters; the defaults stand for those not given, and an empty one takes them away.

    Raises:
        ParameterError: where there is no such parameter, one is missing, or a value is not of its parameter's type.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            listed = (Message("{name} ({takes})", {"name": each.name, "takes": each.takes}) for each in known.values())
            takes = Message.joined("; ", listed) if known else Message("none")
            raise ParameterError(
                "There is no parameter “{name}”. {query} takes: {takes}.", name=name, query=query, takes=takes
            )
    values: dict[Parameter, Value] = {}
    for parameter in known.values():
        text = given.get(parameter.name, parameter.default or "").strip()
        if text:
            values[parameter] = _value(parameter, text)
        elif parameter.required:
            raise ParameterError("“{name}” is missing. {advice}", name=parameter.name, advice=advice(parameter))
    return values


def advice(parameter: Parameter) -> Message:
    """What a parameter takes, with an example."""
    if not parameter.example:
        return Message("It takes {takes}.", {"takes": parameter.takes})
    shown: dict[str, Sayable] = {"takes": parameter.takes, "example": f"{parameter.name}={parameter.example}"}
    return Message("It takes {takes}, for example {example}.", shown)


def loosely_bound(given: Mapping[str, str]) -> dict[str, NamedNode | Literal]:
    """The terms that stand for variables of a query that declares no parameters: IRIs for addresses, else strings.

    Raises:
        ParameterError: where an address is no IRI.
    """
    terms: dict[str, NamedNode | Literal] = {}
    for name, value in given.items():
        try:
            terms[name] = NamedNode(value) if value.startswith(_ADDRESSES) else Literal(value)
        except ValueError as error:
            raise ParameterError(
                "“{name}” is “{value}”, which is no IRI ({error}). Correct it.", name=name, value=value, error=error
            ) from error
    return terms


def _value(parameter: Parameter, text: str) -> Value:
    if len(text) > _LONGEST:
        raise ParameterError(
            "“{name}” has {length} characters. {advice}",
            name=parameter.name,
            length=len(text),
            advice=advice(parameter),
        )
    try:
        if parameter.type.is_thing:
            return NamedNode(text) if text.startswith(_ADDRESSES) else Named(text)
        if parameter.type is ParameterType.CHOICE:
            return _chosen(parameter, text)
        if parameter.type is ParameterType.STRING:
            return Literal(text)
        if parameter.type is ParameterType.DATE:
            return Literal(date.fromisoformat(text).isoformat(), datatype=XSD.date)
        return _number(parameter, text)
    except (ValueError, InvalidOperation):
        raise ParameterError(
            "“{name}” is “{text}”. {advice}", name=parameter.name, text=text, advice=advice(parameter)
        ) from None


def _chosen(parameter: Parameter, text: str) -> NamedNode | Literal:
    """One of the words to choose from, which may also be given by its name or as the concept that it is."""
    wanted = text.removeprefix(f"{W3ID}/id/{parameter.scheme}/").casefold()
    for word, names in parameter.choices.items():
        if wanted == word or wanted in map(str.casefold, names.values()):
            return concept(parameter.scheme, word) if parameter.scheme else Literal(word)
    raise ValueError(text)


def _number(parameter: Parameter, text: str) -> Literal:
    number = Decimal(text.replace(",", "."))
    whole = parameter.type is ParameterType.INTEGER
    low, high = parameter.minimum, parameter.maximum
    fits = (low is None or number >= low) and (high is None or number <= high)
    if not number.is_finite() or len(number.as_tuple().digits) > _DIGITS or (whole and number % 1) or not fits:
        raise ValueError(text)
    written = f"{int(number)}" if whole else f"{number:f}"
    return Literal(written, datatype=XSD.integer if whole else XSD.decimal)
