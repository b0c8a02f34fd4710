"""The headers that files must be served with, so that a server can be told of many files at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from api.headers import POLICY
from api.things.annotation import PATH

DOCUMENT = "{document}"
"""Stands in a header for the path of the document, without page and format."""
KEY = "{key}"
"""Stands in a header for what comes after /doc/ in that path, which comes after /id/ in the thing's name, too."""
AGAIN, BEFORE, AFTER = "{again}", "{before}", "{after}"
"""Stand in a header for what asks for the same page of a document, the one before it and the one after it."""
_AT_AN_END = r"(?=[.?>])"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a server says with a file that its name alone does not tell: status, type, relations, and what it may do."""

    status: int
    type: str
    link: str = ""
    policy: str = POLICY

    @classmethod
    def of(cls, path: str, page: int, status: int, headers: Mapping[str, str]) -> "Profile":
        """The profile of an answer of the application for a page of a path that ends in no format.

        >>> Profile.of("/doc/stance/asks", 3, 200, {"link": "</doc/stance/asks.ttl?page=4>"}).link
        '<{document}.ttl{after}>'
        """
        link = re.sub(re.escape(path) + _AT_AN_END, DOCUMENT, headers.get("link", ""))
        if key := path.removeprefix("/doc/") if path.startswith("/doc/") else "":
            link = re.sub(f"(?<=/id/){re.escape(key)}(?=>)|(?<={PATH}/){re.escape(key)}(?=\\.jsonld>)", KEY, link)
        for number, mark in ((page, AGAIN), (page - 1, BEFORE), (page + 1, AFTER)):
            link = link.replace(f"?page={number}>", f"{mark}>")
        media_type = headers.get("content-type", "application/octet-stream")
        return cls(status, media_type, link, headers.get("content-security-policy", POLICY))


@lru_cache(maxsize=1024)
def same(profile: Profile) -> Profile:
    """The one object that stands for all equal profiles, so that those of many files take little memory."""
    return profile
