from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api.answering import Answering, answered
from api.identities import IdentitiesOf
from api.pages import Pages, shown
from api.queries import by_subject
from graph.query.named import named_queries, named_query
from graph.store.messages import Question


def home_router(store: Answering, identities: IdentitiesOf, pages: Pages) -> APIRouter:
    """The start page, and what a monitor asks."""
    router = APIRouter()

    @router.api_route("/", methods=["GET", "HEAD"])
    async def home(request: Request) -> Response:
        """What the data set holds, and the questions that can be put to it."""
        figures = await _only_row(request, "what-there-is")
        reply = await answered(request, store, _question("consultations"))
        return pages.page(
            "home.html",
            figures=figures,
            consultations=shown(reply, await identities.known(request), named_query("consultations").header.columns),
            groups=by_subject(named_queries()),
            triples=store.triples,
        )

    @router.api_route("/health", methods=["GET", "HEAD"])
    async def health() -> Response:
        """Whether the server answers, and with which version of the graph."""
        return JSONResponse({"status": "ok", "version": store.version, "triples": store.triples})

    async def _only_row(request: Request, name: str) -> Mapping[str, str]:
        columns = named_query(name).header.columns
        table = shown(await answered(request, store, _question(name)), await identities.known(request), columns)
        return {column.variable: cell.text for column, cell in zip(columns, table.rows[0], strict=True)}

    return router


def _question(name: str) -> Question:
    return Question(named_query(name).text, solutions="json", graph=None)
