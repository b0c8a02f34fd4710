"""Every kind of page, of the example: the one list that the tests of all pages and the pictures go through."""

from dataclasses import dataclass
from functools import cache

import httpx


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page, and where there is one of it.

    A path is that of one page, or where `thing` is a query, of the page about the first ?thing that it finds.
    `pictured` are those of which the documentation has pictures.
    """

    name: str
    path: str = ""
    thing: str = ""
    status: int = 200
    pictured: bool = False

    def at(self, address: str) -> str:
        """The path of this page on a server of the example."""
        return self.path or _path_of(address, self.thing)


KINDS = (
    PageKind("start", "/", pictured=True),
    PageKind("questions", "/queries"),
    PageKind("question", "/queries/who-opposes?proposal=3", pictured=True),
    PageKind("question-without-answer", "/queries/what-an-actor-says"),
    PageKind("question-misasked", "/queries/who-opposes?proposal=none", status=400),
    PageKind("search", "/search?q=tenester", pictured=True),
    PageKind("search-without-hits", "/search?q=kvikksølvbarometer"),
    PageKind("data-set", "/catalogue.html"),
    PageKind("named-graph", "/graph/entries"),
    PageKind("scheme", "/doc/scheme/stance.html"),
    PageKind("concept", "/doc/stance/opposes.html"),
    PageKind("consultation", thing="?thing a stp:Consultation . ?response stp:respondsTo ?thing"),
    PageKind("response", thing="?thing a stp:Response ; dcterms:identifier ?key . FILTER(CONTAINS(?key, 'bygda'))"),
    PageKind("statement", thing="?thing a stp:Recommendation"),
    PageKind("verdict", thing="?thing a stp:Verdict"),
    PageKind("proposal", thing="?thing a stp:Proposal ; stp:number '3'"),
    PageKind("actor", thing="?thing a ?kind . ?response dcterms:creator ?thing ; stp:respondsTo ?consultation"),
    PageKind("instrument", thing="?statement stp:concerns ?thing . ?thing a stp:PolicyInstrument"),
    PageKind("goal", thing="?statement stp:concerns ?thing . ?thing a stp:Goal"),
    PageKind("nothing-there", "/nowhere", status=404),
)


@cache
def _path_of(address: str, pattern: str) -> str:
    query = f"SELECT ?thing WHERE {{ {pattern} }} ORDER BY ?thing LIMIT 1"
    answer = httpx.get(f"{address}/sparql", params={"query": query, "format": "csv"}, trust_env=False, timeout=30)
    found = answer.raise_for_status().text.split()[1]
    return "/doc/" + found.partition("/id/")[2]
