"""The header of a named query: lines that begin with `#+` and together are TOML.

#+ title.nb = "Hvem går imot et forslag, og med hvilke ord?"
#+ columns = ["actorLabel", "quote"]
#+ [parameters.proposal]
#+ required = true

What the glossary (graph/queries/glossary.toml) says of a parameter or column need not be said again.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from graph.errors import Message, QueryError, Sayable
from graph.query.schemes import concepts
from graph.resources import resource

_MARK = "#+"
_TOLD_BY: Mapping[str, str] = MappingProxyType({"quote": "statement"})
"""Columns whose text is not the label of the thing that says it."""


class ParameterType(StrEnum):
    """What may be given for a parameter.

    The first six are things of the graph, given by name, key or IRI. A `choice` is one of some words: the keys of one
    of our schemes, or those that the header lists.
    """

    ACTOR = "actor"
    CONSULTATION = "consultation"
    PROPOSAL = "proposal"
    INSTRUMENT = "instrument"
    GOAL = "goal"
    THEME = "theme"
    CHOICE = "choice"
    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"

    @property
    def is_thing(self) -> bool:
        """Whether the value is something in the graph."""
        return self in _THINGS


_THINGS = frozenset(list(ParameterType)[:6])


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """Something that a named query asks of its user.

    `variable` takes the value. Without a value a parameter restricts nothing, unless it is required. `choices` maps
    each word that may be chosen to its names by language; `scheme` is the scheme that they are of.
    """

    name: str
    type: ParameterType
    labels: Mapping[str, str]
    variable: str
    required: bool = False
    default: str | None = None
    example: str | None = None
    scheme: str | None = None
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    @property
    def takes(self) -> Message:
        """What may be given, in words."""
        if self.type is ParameterType.CHOICE:
            return Message("one of {choices}", {"choices": ", ".join(self.choices)})
        return _within(_TAKES[self.type], self.minimum, self.maximum)


_TAKES: Mapping[ParameterType, Message] = MappingProxyType(
    {
        ParameterType.ACTOR: Message("the name, key or IRI of an actor"),
        ParameterType.CONSULTATION: Message("the name, key or IRI of a consultation"),
        ParameterType.PROPOSAL: Message("the name, number, key or IRI of a proposal"),
        ParameterType.INSTRUMENT: Message("the name, key or IRI of an instrument"),
        ParameterType.GOAL: Message("the name, key or IRI of a goal"),
        ParameterType.THEME: Message("the name, key or IRI of a theme"),
        ParameterType.STRING: Message("text"),
        ParameterType.INTEGER: Message("a whole number"),
        ParameterType.DECIMAL: Message("a number"),
        ParameterType.DATE: Message("a date, written year-month-day"),
    }
)


def _within(kind: Message, minimum: Decimal | None, maximum: Decimal | None) -> Message:
    """What kind of value is taken, and between which limits."""
    given: dict[str, Sayable] = {"kind": kind, "minimum": str(minimum), "maximum": str(maximum)}
    if minimum is not None and maximum is not None:
        return Message("{kind} from {minimum} to {maximum}", given)
    if minimum is not None:
        return Message("{kind} of at least {minimum}", given)
    return Message("{kind} of at most {maximum}", given) if maximum is not None else kind


@dataclass(frozen=True, slots=True)
class Column:
    """A column that people are shown; `link` is the variable that holds the IRI of what it names."""

    variable: str
    labels: Mapping[str, str]
    link: str | None = None

    def label(self, language: str) -> str:
        """Its heading in a language, or in bokmål where it has none in that."""
        return self.labels.get(language) or self.labels["nb"]


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a named query says of it."""

    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the file has no header."""
        return not self.titles


_NO_HEADER = Header(MappingProxyType({}), MappingProxyType({}), (), (), ())


def read_header(name: str, text: str) -> Header:
    """The header of a query's file; an empty one where there is none.

    Raises:
        QueryError: where it is wrong.
    """
    lines = [line.removeprefix(_MARK).strip() for line in text.splitlines() if line.startswith(_MARK)]
    if not lines:
        return _NO_HEADER
    try:
        stored = tomllib.loads("\n".join(lines))
        return Header(
            MappingProxyType(stored["title"]),
            MappingProxyType(stored["description"]),
            tuple(stored["tags"]),
            tuple(_parameter(key, value) for key, value in stored.get("parameters", {}).items()),
            tuple(map(_column, stored["columns"])),
        )
    except (tomllib.TOMLDecodeError, LookupError, ValueError, ArithmeticError, TypeError, AttributeError) as error:
        raise QueryError(
            "The header of the query {name} is wrong: {error}. docs/queries.md tells how it is written.",
            name=name,
            error=Message.foreign(repr(error)),
        ) from error


@cache
def _glossary() -> Mapping[str, Mapping[str, Any]]:
    """What parameters and columns are called in all queries."""
    return tomllib.loads(resource("graph", "queries", "glossary.toml").read_text(encoding="utf-8"))


def _parameter(name: str, stored: Mapping[str, Any]) -> Parameter:
    # One that says its type says everything; the glossary may mean another by the same name.
    said = stored if "type" in stored else {**_glossary()["parameters"][name], **stored}
    scheme = said.get("scheme")
    listed = concepts(scheme) if scheme else {word: {"nb": word, "en": word} for word in said.get("choices", ())}
    return Parameter(
        name,
        ParameterType(said["type"]),
        MappingProxyType(said["label"]),
        said.get("variable", name),
        said.get("required", False),
        said.get("default"),
        said.get("example"),
        scheme,
        MappingProxyType(listed),
        _number(said.get("minimum")),
        _number(said.get("maximum")),
    )


def _number(stored: float | None) -> Decimal | None:
    return None if stored is None else Decimal(str(stored))


def _column(stored: str | Mapping[str, str]) -> Column:
    """A column of the glossary by its variable, or one that the header describes."""
    if isinstance(stored, str):
        return _named_column(stored, _glossary()["columns"][stored])
    languages = ("nb", "nn", "en") if "nn" in stored else ("nb", "en")
    return _named_column(stored["variable"], {code: stored[code] for code in languages})


def _named_column(variable: str, labels: Mapping[str, str]) -> Column:
    thing = _TOLD_BY.get(variable, variable.removesuffix("Label"))
    return Column(variable, MappingProxyType(dict(labels)), thing if thing != variable else None)
