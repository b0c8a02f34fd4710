from fastapi import APIRouter, Request, Response

from api.answering import Answering, answered
from api.caching import REVALIDATE, entity_tag, not_modified
from api.description import Description
from api.examples import example_text
from api.identities import IdentitiesOf
from api.languages import gettext
from api.languages import named as in_language
from api.outbox import Delivery, Outbox
from api.pages import Pages
from api.protocol import Asked, asked
from api.refusals import BadRequestError
from api.representations import HTML, Wanted, named_or_accepted
from graph.query.named import named_queries
from graph.store.answers import AnswerKind
from graph.store.formats import GRAPH_FORMATS
from graph.store.messages import Question
from graph.store.tokens import depends_on_the_moment


def sparql_router(store: Answering, identities: IdentitiesOf, pages: Pages, outbox: Outbox) -> APIRouter:
    """The SPARQL endpoint, and for people a page to ask on."""
    router = APIRouter()
    description = Description(store)

    async def sparql(request: Request) -> Response:
        """Answer one query, over the union of all graphs unless it names others."""
        given = await asked(request, store.limits)
        choice = named_or_accepted(given.format, request)
        if given.text is None:
            return await _without_query(request, choice, description, identities, pages)
        question = _question(given, choice)
        if known := not_modified(request, _tag(request, store.version, question, choice)):
            return known
        reply = await answered(request, store, question)
        chosen = choice.graph if reply.kind == AnswerKind.GRAPH else choice.solutions
        assert chosen is not None, "the store answers in a format that was asked for, or not at all"
        if chosen.media_type == HTML:
            return pages.sparql(given.text, await identities.known(request), reply, gettext("Fra lenken"))
        headers = {"content-type": chosen.content_type, "vary": "accept", **REVALIDATE}
        if tag := _tag(request, reply.version, question, choice):
            headers["etag"] = tag
        return Delivery(outbox, reply.content, headers)

    # A plain route: what FastAPI does for its own before each request would take longer than many a query.
    router.add_route("/sparql", sparql, methods=["GET", "HEAD", "POST"])
    return router


def _question(given: Asked, choice: Wanted) -> Question:
    return Question(
        given.text or "",
        solutions=choice.solutions.format if choice.solutions else None,
        graph=choice.graph.format if choice.graph else None,
        default_graphs=given.default_graphs,
        named_graphs=given.named_graphs,
    )


def _tag(request: Request, version: str, question: Question, choice: Wanted) -> str | None:
    """What names an answer that can be asked for again, if it stays the same as long as the graph does."""
    if request.method == "POST" or depends_on_the_moment(question.text):
        return None
    return entity_tag(version, question, choice)


async def _without_query(
    request: Request, choice: Wanted, description: Description, identities: IdentitiesOf, pages: Pages
) -> Response:
    """The page to ask on, for browsers that open the address, and for programs what the endpoint says of itself."""
    if request.method == "POST" or choice.graph is None:
        raise BadRequestError("There is no query in the request. Send one in the parameter “query”.")
    if choice.graph.media_type == HTML:
        named = named_queries().get(request.query_params.get("named", ""))
        known = await identities.known(request)
        if named:
            return pages.sparql(example_text(named), known, name=in_language(named.header.titles))
        return pages.sparql("", known)
    content = await description.written(request, GRAPH_FORMATS[choice.graph.format])
    return Response(content, headers={"content-type": choice.graph.content_type, "vary": "accept", **REVALIDATE})
