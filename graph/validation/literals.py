"""What a literal says: whether its form fits its datatype, and how it compares with another."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from graph.namespaces import XSD
from graph.validation.index import Term

Order: TypeAlias = tuple[str, int | Decimal | float | datetime | date | str | bool]
"""A literal as something that compares, after the name of those with which it does."""

_INTEGER = re.compile(r"[+-]?[0-9]++")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)")
_DOUBLE = re.compile(r"(?:[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?|[+-]?INF|NaN)")
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_DATE_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]++)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_YEAR = re.compile(r"-?[0-9]{4,}(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_YEAR_MONTH = re.compile(r"-?[0-9]{4,}-(?:0[1-9]|1[0-2])(?:Z|[+-][0-9]{2}:[0-9]{2})?")

_INTEGER_RANGES: Mapping[str, tuple[int | None, int | None]] = MappingProxyType(
    {
        "integer": (None, None),
        "nonNegativeInteger": (0, None),
        "positiveInteger": (1, None),
        "nonPositiveInteger": (None, 0),
        "negativeInteger": (None, -1),
        "byte": (-(2**7), 2**7 - 1),
        "short": (-(2**15), 2**15 - 1),
        "int": (-(2**31), 2**31 - 1),
        "long": (-(2**63), 2**63 - 1),
        "unsignedByte": (0, 2**8 - 1),
        "unsignedShort": (0, 2**16 - 1),
        "unsignedInt": (0, 2**32 - 1),
        "unsignedLong": (0, 2**64 - 1),
    }
)


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda form: pattern.fullmatch(form) is not None


def _is_date(form: str) -> bool:
    if not (found := _DATE.fullmatch(form)):
        return False
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return False
    return True


def _is_date_time(form: str) -> bool:
    try:
        return _DATE_TIME.fullmatch(form) is not None and bool(datetime.fromisoformat(form))
    except ValueError:
        return False


_FORMS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "boolean": {"true", "false", "1", "0"}.__contains__,
        "decimal": _matches(_DECIMAL),
        "double": _matches(_DOUBLE),
        "float": _matches(_DOUBLE),
        "date": _is_date,
        "dateTime": _is_date_time,
        "gYear": _matches(_YEAR),
        "gYearMonth": _matches(_YEAR_MONTH),
    }
)


def forms(datatype: NamedNode) -> Callable[[str], bool]:
    """What tells whether a lexical form is one of a datatype's; of datatypes that we do not know every form is."""
    name = _xsd_name(datatype)
    if name in _INTEGER_RANGES:
        lowest, highest = _INTEGER_RANGES[name]
        return lambda form: _is_integer(form, lowest, highest)
    return _FORMS.get(name, lambda _: True)


def _xsd_name(datatype: NamedNode) -> str:
    """The name of a datatype of XML Schema; anything else is its whole IRI."""
    return datatype.value.removeprefix(XSD.namespace)


_LONGEST_INTEGER = 4000


def _is_integer(form: str, lowest: int | None, highest: int | None) -> bool:
    if len(form) > _LONGEST_INTEGER or not ((form.isascii() and form.isdecimal()) or _INTEGER.fullmatch(form)):
        return False
    number = int(form)
    return (lowest is None or lowest <= number) and (highest is None or number <= highest)


@lru_cache(maxsize=4096)
def order(term: Term | None) -> Order | None:
    """A literal as something that compares with others of its family; None where it is none or ill-formed."""
    if not isinstance(term, Literal) or not forms(term.datatype)(term.value):
        return None
    name = _xsd_name(term.datatype)
    known = _ORDERS.get(name)
    return (name, term.value) if known is None else known(term.value)


def _moment(form: str) -> Order:
    moment = datetime.fromisoformat(form)
    return ("moment", moment.astimezone(UTC)) if moment.tzinfo else ("local moment", moment)


_ORDERS: Mapping[str, Callable[[str], Order]] = MappingProxyType(
    {
        **dict.fromkeys(_INTEGER_RANGES, lambda form: ("number", int(form))),
        "decimal": lambda form: ("number", Decimal(form)),
        "double": lambda form: ("number", float(form)),
        "float": lambda form: ("number", float(form)),
        "date": lambda form: ("date", date.fromisoformat(form[:10])),
        "dateTime": _moment,
        "boolean": lambda form: ("boolean", form in ("true", "1")),
    }
)


def precedes(left: Order | None, right: Order | None, *, or_equals: bool = False) -> bool:
    """Whether one literal comes before another; never where the two do not compare."""
    if left is None or right is None or left[0] != right[0]:
        return False
    below: bool = left[1] < right[1]  # type: ignore[operator]  # the same family compares
    return below or (or_equals and left[1] == right[1])
