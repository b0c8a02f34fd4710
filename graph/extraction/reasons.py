"""Which statement gives the reason for another, where the text says so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.model import Kind, Statement

_CONSEQUENCE = re.compile(
    r"\b(?:derfor|difor|dermed|på denne bakgrunn|på bakgrunn av dette|av den grunn|følgelig|therefore)\b", re.IGNORECASE
)
_REASON = re.compile(
    r"^(?:dette|det|slik|en slik|eit slikt|på denne måten|da|då|this|grunnen er)\s"
    r"(?:vil|gir|gjer|gjør|bidrar|bidreg|kan|sikrer|sikrar|styrker|styrkjer|skaper|er fordi|will|would)\b",
    re.IGNORECASE,
)
_FAR = 250


def with_reasons(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements in order, each position with the neighbouring one that gives its ground."""
    return tuple(_with_reason(statements, number) for number in range(len(statements)))


def _with_reason(statements: Sequence[Statement], number: int) -> Statement:
    statement = statements[number]
    if not statement.kind.is_position or statement.is_reported:
        return statement
    before = statements[number - 1] if number else None
    after = statements[number + 1] if number + 1 < len(statements) else None
    if before and _CONSEQUENCE.search(statement.quote) and _is_near(before, statement) and not before.is_reported:
        return replace(statement, justified_by=before.span)
    if (
        after
        and after.kind in (Kind.ASSESSMENT, Kind.CONCERN)
        and _is_near(statement, after)
        and _REASON.match(after.quote)
    ):
        return replace(statement, justified_by=after.span)
    return statement


def _is_near(first: Statement, second: Statement) -> bool:
    return 0 <= second.span.start - first.span.end <= _FAR
