"""What a request asks of a named query."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from fastapi import Request

from graph.errors import Message, ParameterError
from graph.query.named import NamedQuery

_LARGEST = 1_000_000
LANGUAGES = ("nb", "en")
COMMON: Mapping[str, Message] = {
    "format": Message("html, xlsx, json, xml, csv or tsv, for example format=csv"),
    "limit": Message("a whole number from 1 to {most}, for example limit=100", {"most": _LARGEST}),
    "offset": Message("a whole number from 0 to {most}, for example offset=100", {"most": _LARGEST}),
    "language": Message("nb or en, for example language=en"),
}
"""What every named query takes beside its own parameters."""


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """A named query with what is given for its parameters, and which rows are wanted in which language."""

    named: NamedQuery
    given: Mapping[str, str]
    limit: int | None = None
    offset: int = 0
    language: str = "nb"

    @classmethod
    def of(cls, request: Request, named: NamedQuery) -> "AskedQuery":
        """What a request's address asks.

        Raises:
            ParameterError: where a parameter is unknown, stands twice, is missing, or has no such value.
        """
        pairs = request.query_params.multi_items()
        values = dict(pairs)
        for name in values:
            if sum(name == other for other, _ in pairs) > 1:
                raise ParameterError("“{name}” stands twice in the address. Give it once.", name=name)
        given = {name: value for name, value in values.items() if name not in COMMON}
        named.check(given)
        language = values.get("language") or LANGUAGES[0]
        if language not in LANGUAGES:
            raise _wrong("language", language)
        offset = _number("offset", values.get("offset"), 0)
        return cls(named, given, _number("limit", values.get("limit"), 1), offset or 0, language)

    @property
    def text(self) -> str:
        """The query, for the rows that are wanted."""
        limit = f"LIMIT {self.limit:d}\n" if self.limit is not None else ""
        offset = f"OFFSET {self.offset:d}\n" if self.offset else ""
        return f"{self.named.text}{limit}{offset}"

    def part(self, limit: int, offset: int) -> "AskedQuery":
        """The same question about other rows."""
        return replace(self, limit=limit, offset=offset)

    def address(self, **others: str | int) -> str:
        """Where this is asked, with other values for what all queries take."""
        fields = {name: value for name, value in self.given.items() if value}
        return f"/queries/{self.named.name}" + (f"?{urlencode({**fields, **others})}" if fields or others else "")


def _number(name: str, value: str | None, least: int) -> int | None:
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or not least <= int(value[:20]) <= _LARGEST:
        raise _wrong(name, value)
    return int(value)


def _wrong(name: str, value: str) -> ParameterError:
    return ParameterError("“{name}” is “{value}”. It takes {takes}.", name=name, value=value, takes=COMMON[name])
