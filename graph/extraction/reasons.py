"""Which statement gives the reason for another, where the text says so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.model import Kind, Statement

_CONSEQUENCE = re.compile(
    r"\b(?:derfor|difor|dermed|følgelig|følgjeleg|av den grunn(?:en)?|av denne grunn(?:en)?|"
    r"(?:på|ut frå|ut fra) (?:denne|dette|den|det) (?:bakgrunn|grunnlag)\w{0,2}|på bakgrunn av dette|therefore)\b",
    re.IGNORECASE,
)
_GROUND = re.compile(
    r"(?:grunnen|årsaken|årsaka|bakgrunnen|forklaringen|forklaringa)\b.{0,40}?\ber\b|"
    r"det (?:skyldes|skuldast|er fordi)\b|(?:uten|utan) dette\b|ellers\b|elles\b|the reason\b|this is because\b",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    r"(?:men|derimot|imidlertid|samtidig|samstundes|videre|vidare|også|dessuten|i tillegg|når det gjelder|"
    r"når det gjeld|alternativ|modell|til|likeledes|her|forutsetning\w{0,3}|føresetnad\w{0,3}|med bakgrunn)\b|"
    r"(?:\w+\s){1,4}(?:også|òg)\b|(?:dette|det same|det samme) (?:gjelder|gjeld)\b",
    re.IGNORECASE,
)
_GROUNDS = frozenset({Kind.ASSESSMENT, Kind.CONCERN})
# What is turned down is followed by what is wrong with it, what is wanted by what speaks for it.
_GROUNDS_BEHIND = {
    Kind.OPPOSITION: _GROUNDS,
    Kind.SUPPORT: frozenset({Kind.ASSESSMENT}),
    Kind.RECOMMENDATION: frozenset({Kind.ASSESSMENT}),
}
_PARAGRAPH = re.compile(r"\n\s*\n")
_GAP = 4


def with_reasons(text: str, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of a text in order, each position with the neighbouring one that gives its ground.

    That is the one before a position which says that it follows, or the one right behind it in its paragraph.
    """
    return tuple(_with_reason(text, statements, number) for number in range(len(statements)))


def _with_reason(text: str, statements: Sequence[Statement], number: int) -> Statement:
    statement = statements[number]
    if statement.kind not in _GROUNDS_BEHIND or statement.is_reported:
        return statement
    before = statements[number - 1] if number else None
    after = statements[number + 1] if number + 1 < len(statements) else None
    follows = before is not None and before.kind in _GROUNDS and _CONSEQUENCE.search(statement.quote)
    if before and follows and _is_beside(text, before, statement):
        return replace(statement, justified_by=before.span)
    if after and _is_beside(text, statement, after) and _is_ground(statement, after):
        return replace(statement, justified_by=after.span)
    return statement


def _is_ground(statement: Statement, after: Statement) -> bool:
    """Whether what stands behind a position gives its ground, by its words or by what the two do."""
    if after.kind not in _GROUNDS or _CONSEQUENCE.search(after.quote):
        return False
    if _GROUND.match(after.quote):
        return True
    return after.kind in _GROUNDS_BEHIND[statement.kind] and not _OF_SOMETHING_ELSE.match(after.quote)


def _is_beside(text: str, first: Statement, second: Statement) -> bool:
    """Whether two statements stand side by side in one paragraph, both the sender's or both somebody else's."""
    gap = text[first.span.end : second.span.start]
    is_near = 0 <= second.span.start - first.span.end <= _GAP and not _PARAGRAPH.search(gap)
    return is_near and first.is_reported == second.is_reported
