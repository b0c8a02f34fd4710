from fastapi import APIRouter, Response

from api.pages import Pages


def about_router(pages: Pages) -> APIRouter:
    """What is told of the site itself."""
    router = APIRouter()

    @router.api_route("/accessibility", methods=["GET", "HEAD"])
    async def accessibility() -> Response:
        """How the pages can be used by everybody, what is tested, and what is known to be missing."""
        return pages.page("accessibility.html")

    return router
