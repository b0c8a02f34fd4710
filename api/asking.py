from collections.abc import Iterable, Mapping
from io import BytesIO

import pyoxigraph
from fastapi import Request
from pyoxigraph import Literal, NamedNode, QueryResultsFormat

from api.answering import Answering, answered
from api.questions import about
from graph.store.answers import Answer, Term
from graph.store.messages import Question

Row = Mapping[str, Term]

_AT_ONCE = 500


def text_of(row: Row, name: str) -> str:
    """What a row has under a name, as text: an IRI or the words of a literal; empty where it has nothing."""
    return str(getattr(row.get(name), "value", ""))


async def rows(request: Request, store: Answering, text: str, **terms: NamedNode | Literal) -> list[Row]:
    """The rows that answer a question, by variable; what a row leaves open is missing from it.

    Raises:
        QueryError: where it cannot be answered now.
    """
    reply = await answered(request, store, Question(text, terms, graph=None))
    answer = Answer(pyoxigraph.parse_query_results(BytesIO(reply.content), QueryResultsFormat.JSON))
    names = answer.variables
    return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in answer.rows()]


async def rows_about(
    request: Request, store: Answering, name: str, things: Iterable[NamedNode], at_once: int = _AT_ONCE
) -> list[Row]:
    """The rows that answer a question of ours about some things.

    A question can only be so long and its answer so large, so few things are asked about at once.

    Raises:
        QueryError: where it cannot be answered now.
    """
    asked, found = list(dict.fromkeys(things)), list[Row]()
    for first in range(0, len(asked), at_once):
        found += await rows(request, store, about(name, asked[first : first + at_once]))
    return found
