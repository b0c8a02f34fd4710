"""What a search asks for, and what it finds."""

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from sqlite3 import Connection, Row

from graph.errors import QueryTimeoutError, SearchError, UnknownNameError
from graph.model import Kind, Span
from graph.namespaces import concept
from graph.resources import resource
from graph.search.expression import Expression, Term
from graph.search.filling import form_of
from graph.search.index import SearchIndex
from graph.search.words import words_of

REPORTED = "reported"
KINDS = (*(kind.value for kind in Kind), REPORTED)
"""What the statements that a search finds can be restricted to."""
_SECONDS = 2.0
_STEPS_BETWEEN_LOOKS = 10_000


class Scope(StrEnum):
    """Where words are looked for: in what was found to be said, or anywhere in the texts of responses."""

    STATEMENTS = "statements"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for; what is None restricts nothing. Actors and consultations go by name, key or IRI."""

    written: str
    scope: Scope = Scope.STATEMENTS
    kind: str | None = None
    actor: str | None = None
    consultation: str | None = None
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """Something with the name that people are shown."""

    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand, in a text in whose code points `span` and `marks` count.

    A place that was found in the texts has no statement and no kind. `attributed` is the one whose statement is
    reported, `marks` are the words that were searched for. `score` orders the hits of one search, the best one highest.
    """

    response: Named
    senders: tuple[Named, ...]
    consultation: Named | None
    issued: str
    statement: str | None
    kind: Named | None
    attributed: Named | None
    text: str
    span: Span
    page: int | None
    words: str
    marks: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the hits of a search, the best first, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]


def search(index: SearchIndex, wanted: Search) -> Found:
    """What an index that was prepared has of what is searched for.

    Raises:
        SearchError: where it cannot be understood, or nothing is called as the actor or consultation.
        UnknownNameError: where there is no such kind.
        QueryTimeoutError: where it takes too long.
    """
    expression = Expression.read(wanted.written)
    with looked_up(index) as connection:
        rows = connection.execute(
            _hits(),
            {
                "text": expression.text,
                "in_statements": wanted.scope is Scope.STATEMENTS,
                "kind": _kind(wanted.kind),
                "actors": _called(connection, wanted.actor),
                "consultations": _called(connection, wanted.consultation),
                "limit": wanted.limit,
                "offset": wanted.offset,
            },
        ).fetchall()
    hits = tuple(_hit(row, expression.terms) for row in rows if row["place"] is not None)
    return Found(rows[0]["total"], hits)


@contextmanager
def looked_up(index: SearchIndex) -> Iterator[Connection]:
    """An index to read from for a short time.

    Raises:
        QueryTimeoutError: where reading takes longer.
    """
    end = time.monotonic() + _SECONDS
    with index.opened() as connection:
        connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS_BETWEEN_LOOKS)
        try:
            yield connection
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            raise QueryTimeoutError(
                "The search took longer than {seconds:g} seconds and was stopped. Use longer or fewer words.",
                seconds=_SECONDS,
            ) from None


def _kind(name: str | None) -> str | None:
    """The IRI of a kind of statement; for reported ones, whatever their kind, a word of the index."""
    if not name or name == REPORTED:
        return name or None
    if name not in KINDS:
        raise UnknownNameError("kind of statement", name, list(KINDS))
    return concept("kind", name).value


@cache
def _hits() -> str:
    return resource("graph", "search", "hits.sql").read_text(encoding="utf-8")


def _called(connection: Connection, name: str | None) -> str | None:
    """The IRIs of what has a name, key or IRI, as JSON; None where there is no name."""
    if not name or not name.strip():
        return None
    rows = connection.execute(
        "SELECT thing FROM forms WHERE form = ? UNION SELECT thing FROM names WHERE thing = ?",
        (form_of(name), name.strip()),
    )
    things = [row["thing"] for row in rows]
    if not things:
        raise SearchError(
            "Nothing in the graph is called “{name}”. Give a name as the hits show it, a key or an IRI.", name=name
        )
    return json.dumps(things)


def _hit(row: Row, terms: Sequence[Term]) -> Hit:
    start, words = row["start"], row["words"]
    return Hit(
        response=Named(row["response"], row["title"]),
        senders=tuple(Named(iri, name or iri) for iri, name in json.loads(row["senders"])),
        consultation=_named(row["consultation"], row["consultation_name"]),
        issued=row["issued"],
        statement=row["statement"],
        kind=_named(row["kind"], row["kind_name"]),
        attributed=_named(row["attributed"], row["attributed_name"]),
        text=row["text"],
        span=Span(start, start + len(words)),
        page=row["page"],
        words=words,
        marks=tuple(Span(start + mark.start, start + mark.end) for mark in marks(words, terms)),
        score=round(row["score"], 3),
    )


def _named(iri: str, name: str | None) -> Named | None:
    return Named(iri, name or iri) if iri else None


def marks(text: str, terms: Sequence[Term]) -> Iterator[Span]:
    """The words of a text that some terms look for, in their order."""
    words = list(words_of(text))
    for position, word in enumerate(words):
        if any(
            term.fits(words[first : first + len(term.forms)])
            for term in terms
            for first in range(max(0, position - len(term.forms) + 1), position + 1)
        ):
            yield Span(word.start, word.end)
