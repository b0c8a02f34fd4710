"""What lets a client keep an answer, and ask whether it still holds instead of asking again."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime

from fastapi import Request, Response

REVALIDATE: Mapping[str, str] = {"cache-control": "no-cache"}
_SAFE = ("GET", "HEAD")


def entity_tag(version: str, *parts: object) -> str | None:
    """What names an answer as long as it stays the same: the version of the graph, and all that was asked.

    It is a weak one, because rows may come in another order and bytes may be compressed. None where the graph's version
    is not known.
    """
    if not version:
        return None
    digest = hashlib.sha256(repr((version, *parts)).encode()).hexdigest()
    return f'W/"{digest[:24]}"'


def http_date(moment: datetime) -> str:
    """A moment as headers have it."""
    return format_datetime(moment, usegmt=True)


def not_modified(
    request: Request, tag: str | None, modified: datetime | None = None, vary: str = "accept"
) -> Response | None:
    """What tells a client that it has the answer already, where it has; a tag tells more than a date."""
    if tag is None or request.method not in _SAFE:
        return None
    if "if-none-match" not in request.headers and modified is not None:
        if request.headers.get("if-modified-since") != http_date(modified):
            return None
        return Response(status_code=304, headers={"etag": tag, "vary": vary, **REVALIDATE})
    known = {each.strip() for line in request.headers.getlist("if-none-match") for each in line.split(",")}
    if tag not in known and tag.removeprefix("W/") not in known:
        return None
    return Response(status_code=304, headers={"etag": tag, "vary": vary, **REVALIDATE})
