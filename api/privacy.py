from fastapi import APIRouter, Request, Response

from api.dataset.about import PRIVACY, About
from api.pages import Pages


def privacy_router(pages: Pages, about: About) -> APIRouter:
    """What is done with data about people and with others' rights, and whom to turn to."""
    router = APIRouter()

    @router.api_route(PRIVACY, methods=["GET", "HEAD"])
    async def privacy(request: Request) -> Response:
        """The privacy statement of whoever publishes."""
        del request
        return pages.page("privacy.html", about=about)

    return router
