"""The header of a named query: lines that begin with `#+` and together are TOML.

#+ title.nb = "Hvem er imot et forslag?"
#+ [parameters.consultation]
#+ type = "thing"
#+ [columns]
#+ actorLabel.nb = "Aktør"
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from graph.errors import QueryError

_MARK = "#+"
_TOLD_BY: Mapping[str, str] = MappingProxyType({"quote": "statement"})
"""Columns whose text is not the label of the thing that says it."""


class ParameterType(StrEnum):
    """What may be given for a parameter.

    A `thing` is named by its key (dcterms:identifier) or its IRI, a `concept` by its key in one of our schemes.
    """

    THING = "thing"
    CONCEPT = "concept"
    TEXT = "text"
    INTEGER = "integer"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a named query asks of its user; without a value it restricts nothing.

    `variable` takes the value: of a thing its key or its IRI, of a concept its IRI.
    """

    name: str
    type: ParameterType
    labels: Mapping[str, str]
    variable: str
    scheme: str | None = None
    default: str | None = None
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column that people are shown; `link` is the variable that holds the IRI of what it names."""

    variable: str
    labels: Mapping[str, str]
    link: str | None = None


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
            tuple(_column(key, value) for key, value in stored["columns"].items()),
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise QueryError(
            f"The header of the query {name} is wrong: {error}. See the other files for its form."
        ) from error


def _parameter(name: str, stored: Mapping[str, Any]) -> Parameter:
    kind = ParameterType(stored["type"])
    variable = stored.get("variable", f"{name}Key" if kind is ParameterType.THING else name)
    return Parameter(
        name,
        kind,
        MappingProxyType(stored["label"]),
        variable,
        stored.get("scheme"),
        stored.get("default"),
        stored.get("example"),
    )


def _column(variable: str, labels: Mapping[str, str]) -> Column:
    thing = _TOLD_BY.get(variable, variable.removesuffix("Label"))
    return Column(variable, MappingProxyType(dict(labels)), thing if thing != variable else None)
