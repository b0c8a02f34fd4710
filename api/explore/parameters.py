"""The single parameters of an address, read with words for what they may be.

Raises:
    BadRequestError: where one has a value that it cannot have.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from api.refusals import BadRequestError

_MOST = 1_000_000
_DIGITS = 6


def one_of(given: Mapping[str, str], name: str, known: tuple[str, ...], usual: str | None = None) -> str:
    """One of some words; where none is given, the usual one or else the first."""
    value = given.get(name, known[0] if usual is None else usual)
    if value and value not in known:
        raise BadRequestError(
            "“{name}” is “{value}”. Use one of: {known}.", name=name, value=value[:40], known=", ".join(known)
        )
    return value


def day(given: Mapping[str, str], name: str) -> date | None:
    """A date."""
    text = given.get(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadRequestError(
            "“{name}” is “{text}”. It takes a day, such as 2024-05-31.", name=name, text=str(text)[:40]
        ) from None


def quantity(given: Mapping[str, str], name: str, most: int = 1) -> Decimal | None:
    """A number from 0 to the most that there is; its comma may be a point."""
    text = given.get(name)
    if not text:
        return None
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if not (found.is_finite() and 0 <= found <= most and len(found.as_tuple().digits) <= _DIGITS):
        raise BadRequestError(
            "“{name}” is “{text}”. It takes a number from 0 to {most}, such as 0.8.",
            name=name,
            text=text[:40],
            most=most,
        )
    return found


def number(given: Mapping[str, str], name: str) -> int:
    """A whole number from 1."""
    text = given.get(name, "1")
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= _MOST):
        raise BadRequestError(
            "“{name}” is “{text}”. It takes a whole number from 1 to {most}.", name=name, text=text[:40], most=_MOST
        )
    return int(text)
