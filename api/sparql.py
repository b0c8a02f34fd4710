from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.answering import Answering, ClientGoneError, answered
from api.caching import REVALIDATE, entity_tag, not_modified
from api.description import Description
from api.errors import nobody_there, refused, refused_by_router
from api.examples import example_text
from api.identities import IdentitiesOf
from api.languages import gettext
from api.languages import named as in_language
from api.outbox import Delivery, Outbox
from api.pages import Pages
from api.protocol import Asked, asked
from api.refusals import BadRequestError
from api.representations import HTML, Wanted, named_or_accepted
from graph.errors import StandpunktError
from graph.query.named import named_queries
from graph.store.answers import AnswerKind
from graph.store.formats import GRAPH_FORMATS
from graph.store.messages import Question
from graph.store.tokens import depends_on_the_moment

_METHODS = ("GET", "HEAD", "POST")


class SparqlEndpoint:
    """The SPARQL endpoint, and for people a page to ask on: an application of its own.

    What a framework does around a request would take longer than many a query.
    """

    def __init__(self, store: Answering, identities: IdentitiesOf, pages: Pages, outbox: Outbox) -> None:
        self._store = store
        self._identities = identities
        self._pages = pages
        self._outbox = outbox
        self._description = Description(store)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say why not."""
        request = Request(scope, receive)
        try:
            response = await self._response(request)
        except StandpunktError as error:
            response = refused(request, error, self._pages)
        except HTTPException as error:
            response = refused_by_router(request, error, self._pages)
        except ClientGoneError:
            response = nobody_there()
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        """The answer to one query, over the union of all graphs unless it names others."""
        if request.method not in _METHODS:
            raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": ", ".join(_METHODS)})
        given = await asked(request, self._store.limits)
        choice = named_or_accepted(given.format, request)
        if given.text is None:
            return await self._without_query(request, choice)
        question = _question(given, choice)
        if _has_some(request) and (
            known := not_modified(request, _tag(request, self._store.version, question, choice))
        ):
            return known
        reply = await answered(request, self._store, question)
        chosen = choice.graph if reply.kind == AnswerKind.GRAPH else choice.solutions
        assert chosen is not None, "the store answers in a format that was asked for, or not at all"
        if chosen.media_type == HTML:
            return self._pages.sparql(given.text, await self._identities.known(request), reply, gettext("Fra lenken"))
        headers = {"content-type": chosen.content_type, "vary": "accept", **REVALIDATE}
        if tag := _tag(request, reply.version, question, choice):
            headers["etag"] = tag
        return Delivery(self._outbox, reply.content, headers)

    async def _without_query(self, request: Request, choice: Wanted) -> Response:
        """The page to ask on, for browsers that open the address, and for programs what the endpoint says of itself."""
        if request.method == "POST" or choice.graph is None:
            raise BadRequestError("There is no query in the request. Send one in the parameter “query”.")
        if choice.graph.media_type == HTML:
            return await self._page(request)
        content = await self._description.written(request, GRAPH_FORMATS[choice.graph.format])
        return Response(content, headers={"content-type": choice.graph.content_type, "vary": "accept", **REVALIDATE})

    async def _page(self, request: Request) -> Response:
        known = await self._identities.known(request)
        if named := named_queries().get(request.query_params.get("named", "")):
            return self._pages.sparql(example_text(named), known, name=in_language(named.header.titles))
        return self._pages.sparql("", known)


def _question(given: Asked, choice: Wanted) -> Question:
    return Question(
        given.text or "",
        solutions=choice.solutions.format if choice.solutions else None,
        graph=choice.graph.format if choice.graph else None,
        default_graphs=given.default_graphs,
        named_graphs=given.named_graphs,
    )


def _has_some(request: Request) -> bool:
    """Whether the client says that it has answers already."""
    return "if-none-match" in request.headers


def _tag(request: Request, version: str, question: Question, choice: Wanted) -> str | None:
    """What names an answer that can be asked for again, if it stays the same as long as the graph does."""
    if request.method == "POST" or depends_on_the_moment(question.text):
        return None
    return entity_tag(version, question, choice)
