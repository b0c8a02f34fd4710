from collections.abc import Mapping
from io import BytesIO

import pyoxigraph
from fastapi import Request
from pyoxigraph import Literal, NamedNode, QueryResultsFormat

from api.answering import Answering, answered
from graph.store.answers import Answer, Term
from graph.store.messages import Question

Row = Mapping[str, Term]


async def rows(request: Request, store: Answering, text: str, **terms: NamedNode | Literal) -> list[Row]:
    """The rows that answer a question, by variable; what a row leaves open is missing from it.

    Raises:
        QueryError: where it cannot be answered now.
    """
    reply = await answered(request, store, Question(text, terms, graph=None))
    answer = Answer(pyoxigraph.parse_query_results(BytesIO(reply.content), QueryResultsFormat.JSON))
    names = answer.variables
    return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in answer.rows()]
