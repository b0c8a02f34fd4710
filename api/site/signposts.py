"""Pages at the names of things, for hosts that serve files and answer no redirects: each leads to its document.

They stand in folders of their own, as `id/actor/NAME/index.html`, since that is what every such host serves for an
address without an ending.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from urllib.parse import quote

from api.representations import HTML
from api.site.places import ERRORS, LANGUAGE_MARK
from api.site.profiles import Profile
from api.site.records import File
from api.site.writing import write
from api.things.formats import FORMATS

_PROFILE = Profile(200, f"{HTML}; charset=utf-8")
_HTML, _INDEX = ".html", "index.html"
_NOT_FOUND = "404.html"
_PAGE = """<!doctype html>
<html lang="nb">
<meta charset="utf-8">
<title>{path}</title>
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{base}{document}">
{alternates}<p><a href="{target}">{document}</a></p>
</html>
"""
_ALTERNATE = '<link rel="alternate" type="{media_type}" href="{document}{ending}">\n'


def write_signposts(root: Path, base: str, files: Mapping[str, File], aliases: Mapping[str, str]) -> dict[str, File]:
    """Write a page for each name, each document without its ending, and what is not found; returns them by paths.

    Raises:
        OSError: where they cannot be written.
    """
    written: dict[str, File] = {}
    for path, document in _led(files, aliases):
        place = f"{path.strip('/')}/{_INDEX}"
        if place not in files:
            written[place] = _written(root, place, _page(path, document, base, files))
    if (not_found := root / f"{ERRORS}/{_NOT_FOUND}".strip("/")).is_file():
        written[_NOT_FOUND] = _written(root, _NOT_FOUND, not_found.read_bytes())
    return written


def _led(files: Iterable[str], aliases: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every address without an ending, and the address of the document that it leads to."""
    known = {f"/{path.removesuffix(_HTML)}" for path in files if path.endswith(_HTML) and LANGUAGE_MARK not in path}
    for document in sorted(known - {"/index"}):
        if not document.startswith(f"{ERRORS}/"):
            yield document, document
            if document.startswith("/doc/"):
                yield document.replace("/doc/", "/id/", 1), document
    for alias, target in aliases.items():
        if (document := target.replace("/id/", "/doc/", 1)) in known and alias.replace("/id/", "/doc/", 1) not in known:
            yield alias, document


def _page(path: str, document: str, base: str, files: Mapping[str, File]) -> bytes:
    here = quote(document)
    others = [each for each in FORMATS if not each.is_page and f"{document.strip('/')}{each.ending}" in files]
    alternates = (_ALTERNATE.format(media_type=each.media_type, document=here, ending=each.ending) for each in others)
    told = {"path": escape(path), "document": here, "target": f"{here}{_HTML}", "base": base}
    return _PAGE.format(**told, alternates="".join(alternates)).encode()


def _written(root: Path, place: str, content: bytes) -> File:
    changed = write(root, place, content)
    return File(place, hashlib.sha256(content).hexdigest(), len(content), _PROFILE, changed)
