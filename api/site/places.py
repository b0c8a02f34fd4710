"""Where the answer to an address lies as a file, and where a page of the static site leads instead of to an address."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape, unescape
from types import MappingProxyType
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from api.languages import LANGUAGES, SOURCE
from api.site.views import AT, mark, section_of, taken
from api.things.formats import FORMATS
from graph.iris import ORIGINAL

ASKING = ("/sparql", "/search", "/explore", "/graph-view", "/compare", "/health")
"""What only a live server answers: the addresses that begin so, alone or with more after a slash."""
EXPLANATION = "/live"
"""The page that stands in for all that only a live server answers."""
ERRORS = "/errors"
QUERIES = "/queries/"
PAGE_MARK, LANGUAGE_MARK = "--page-", "--"
"""Come in the name of a file before the number of its page and before its language; no key has two hyphens."""
_LINK = re.compile(r"""(?<=[\s"'])(href|action|src)="([/?][^"]*)\"""")
_LOCATION = re.compile(r"<loc>([^<]+)</loc>")
_NAMED = ("/doc/", "/graph/", "/ns")
"""Where a path is a name with a format behind it, and any other dot belongs to the name."""
_DATA = re.compile("|".join(f"{re.escape(each.ending)}$" for each in FORMATS))
_FILE = re.compile(rf"/doc/response/[^/]+/{re.escape(ORIGINAL)}")
"""Where a path below those is a file that has one format and no page."""
_ENDING = re.compile(r"\.[a-z][a-z0-9]*(?:\.gz)?$")
_HTML = ".html"
_MOST_BYTES_OF_NAME = 240


@dataclass(frozen=True, slots=True)
class Place:
    """What an address means for the static site: a path, the number of its page, a format, a language and a view."""

    path: str
    page: int = 1
    format: str = ""
    language: str = SOURCE
    view: str = ""

    @classmethod
    def of(cls, address: str) -> "Place | None":
        """What an address of the application means; None where only a live server can answer it.

        >>> Place.of("/doc/actor/hod.ttl?page=2")
        Place(path='/doc/actor/hod.ttl', page=2, format='', language='nb', view='')
        >>> Place.of("/search?q=samtykke") is None
        True
        """
        parts = urlsplit(address)
        path = re.sub(r"^/id/", "/doc/", unquote(parts.path))
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        view = taken(path, asked)
        page, form, language = asked.pop("page", "1"), asked.pop("format", ""), asked.pop("lang", SOURCE)
        is_live = any(path == each or path.startswith(f"{each}/") for each in ASKING)
        has_form = not form or (path.startswith(QUERIES) and form.isalnum())
        if is_live or asked or not has_form or language not in LANGUAGES or not re.fullmatch(r"[1-9]\d{0,8}", page):
            return None
        return cls(path, int(page), form, language, view)

    @property
    def address(self) -> str:
        """What the application is asked for it, in whatever language."""
        fields = [f"page={self.page}"] if self.page > 1 else []
        fields += [f"format={self.format}"] if self.format else []
        fields += [self.view] if self.view else []
        return quote(self.path) + (f"?{'&'.join(fields)}" if fields else "")

    @property
    def file(self) -> str:
        """The path of its file below the root of the site; what has no ending is a page.

        >>> Place("/doc/actor/hod.ttl", 2).file, Place("/ns", language="nn").file, Place("/").file
        ('doc/actor/hod--page-2.ttl', 'ns--nn.html', 'index.html')
        """
        stem, ending = self._parts
        page = f"{PAGE_MARK}{self.page}" if self.page > 1 else ""
        language = f"{LANGUAGE_MARK}{self.language}" if self.is_page and self.language != SOURCE else ""
        return f"{stem.strip('/') or 'index'}{mark(self.view)}{page}{language}{ending}"

    @property
    def is_page(self) -> bool:
        """Whether its file is a page for people."""
        return self._parts[1] == _HTML

    @property
    def document(self) -> "Place":
        """The same in the usual language and in no format, where the path is one of those that have several."""
        is_named = not self.format and _is_named(self.path)
        return Place(_DATA.sub("", self.path) if is_named else self.path, self.page, self.format, view=self.view)

    @property
    def is_possible(self) -> bool:
        """Whether a file can have this name, on any system and inside its folder."""
        return all(
            name and not set(name) <= {"."} and "\0" not in name and len(name.encode()) <= _MOST_BYTES_OF_NAME
            for name in self.file.split("/")
        )

    @property
    def _parts(self) -> tuple[str, str]:
        """The path without ending, and the ending."""
        if self.format:
            return self.path, f".{self.format}"
        found = (_DATA if _is_named(self.path) else _ENDING).search(self.path)
        return (self.path[: found.start()], found.group()) if found else (self.path, _HTML)


def _is_named(path: str) -> bool:
    return path.startswith(_NAMED) and not _FILE.fullmatch(path)


def leads(content: str, here: Place, base: str) -> Iterator[str]:
    """The addresses of this site that a page or a list of addresses leads to, without the places in them."""
    for match in _LINK.finditer(content):
        if match[1] != "action":
            yield _whole(unescape(match[2]), here).partition("#")[0]
    for match in _LOCATION.finditer(content):
        address = unescape(match[1])
        if address.startswith(f"{base}/"):
            yield address.removeprefix(base)


def read_at(content: str, here: Place) -> Iterator[str]:
    """The paths of the responses that a page leads into, to where a statement stands."""
    for match in _LINK.finditer(content):
        path, _, query = _whole(unescape(match[2]), here).partition("?")
        if query.startswith(f"{AT}="):
            yield path


def with_links_to_files(
    content: str, place: Place, endpoint: str | None, sections: Mapping[str, Mapping[str, int]] = MappingProxyType({})
) -> str:
    """The page of a place with links that lead to files in its language, or to the live server or an explanation.

    `sections` tells of responses in which section each statement stands.

    >>> with_links_to_files('<a href="/id/actor/hod#x">', Place("/", language="nn"), None)
    '<a href="/doc/actor/hod--nn.html#x">'
    >>> with_links_to_files('<form action="/search">', Place("/"), "https://live.example")
    '<form action="https://live.example/search">'
    """

    def target(match: re.Match[str]) -> str:
        address = _whole(unescape(match[2]), place)
        path, mark_of_query, query = address.partition("?")
        query, fragment_mark, fragment = query.partition("#")
        found = f"{path}{mark_of_query}{section_of(path, query, sections)}{fragment_mark}{fragment}"
        return f'{match[1]}="{escape(_target(place, match[1], found, endpoint))}"'

    return _LINK.sub(target, content)


def _whole(written: str, here: Place) -> str:
    """An address that a page has, from the root of the site."""
    return f"{quote(here.path)}{written}" if written.startswith("?") else written


def _target(here: Place, attribute: str, written: str, endpoint: str | None) -> str:
    address, hash_mark, fragment = written.partition("#")
    chosen = re.search(r"[?&]lang=(\w+)", address)
    if (found := Place.of(address)) and not chosen:
        found = replace(found, language=here.language)
    if found is None or attribute == "action":
        if endpoint:
            return f"{endpoint}{address}"
        found = replace(here, path=EXPLANATION, page=1, format="", view="")
    is_start = found.path == "/" and found.language == SOURCE
    return ("/" if is_start else f"/{quote(found.file)}") + hash_mark + fragment
