from fastapi import APIRouter, Request, Response

from api.answering import Answering, answered
from api.examples import example_text
from api.outbox import Delivery, Outbox
from api.pages import Pages
from api.protocol import Asked, asked
from api.refusals import BadRequestError
from api.representations import HTML, Representation, wanted
from graph.query.named import named_queries
from graph.store.answers import AnswerKind
from graph.store.messages import Question


def sparql_router(store: Answering, pages: Pages, outbox: Outbox) -> APIRouter:
    """The SPARQL endpoint, and for people a form to fill in."""
    router = APIRouter()

    @router.api_route("/sparql", methods=["GET", "HEAD", "POST"])
    async def sparql(request: Request) -> Response:
        """Answer one query, over the union of all graphs unless it names others."""
        given = await asked(request, store.limits.question)
        if given.text is None:
            return _without_query(request, pages)
        choice = wanted(request)
        reply = await answered(request, store, _question(given, choice.solutions, choice.graph))
        chosen = choice.graph if reply.kind == AnswerKind.GRAPH else choice.solutions
        assert chosen is not None, "the store answers in a format that was asked for, or not at all"
        if chosen.media_type == HTML:
            return pages.sparql(given.text, reply, "Fra lenken")
        return Delivery(outbox, reply.content, {"content-type": chosen.content_type, "vary": "accept"})

    return router


def _question(given: Asked, solutions: Representation | None, graph: Representation | None) -> Question:
    return Question(
        given.text or "",
        solutions=solutions.format if solutions else None,
        graph=graph.format if graph else None,
        default_graphs=given.default_graphs,
        named_graphs=given.named_graphs,
    )


def _without_query(request: Request, pages: Pages) -> Response:
    """The form, for browsers that open the address."""
    if request.method == "POST" or HTML not in request.headers.get("accept", ""):
        raise BadRequestError("There is no query in the request. Send one in the parameter “query”.")
    named = named_queries().get(request.query_params.get("named", ""))
    return pages.sparql(example_text(named), None, named.header.titles["nb"]) if named else pages.sparql("", None)
