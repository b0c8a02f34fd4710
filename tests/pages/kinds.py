"""Every kind of page, of the example: the one list that the tests of all pages and the pictures go through."""

from dataclasses import dataclass
from functools import cache

import httpx


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page, and where there is one of it.

    A path is that of one page, or where `thing` is a query, of the page about the first ?thing that it finds.
    `pictured` are those of which the documentation has pictures; these begin at the top of the page, or where `seen`
    is a selector, with what it selects.
    """

    name: str
    path: str = ""
    thing: str = ""
    status: int = 200
    pictured: bool = False
    seen: str = ""

    def at(self, address: str) -> str:
        """The path of this page on a server of the example."""
        return self.path or _path_of(address, self.thing)


_CONSULTATION = "/doc/consultation/eksempel-digital-samhandling"
KINDS = (
    PageKind("start", "/", pictured=True),
    PageKind("consultations", "/consultations"),
    PageKind("accessibility", "/accessibility"),
    PageKind("questions", "/queries"),
    PageKind("question", "/queries/who-opposes?proposal=3", pictured=True),
    PageKind("question-without-answer", "/queries/what-an-actor-says"),
    PageKind("question-misasked", "/queries/who-opposes?proposal=none", status=400),
    PageKind("search", "/search?q=tenester", pictured=True),
    PageKind("explore", "/explore?actorKind=kommune&stance=critical&stance=opposes&q=kommunen", pictured=True),
    PageKind("explore-table", "/explore?view=table&of=statements&show=theme"),
    PageKind("explore-without-hits", "/explore?q=kvikksølvbarometer"),
    PageKind("explore-misasked", "/explore?actor=ingen", status=400),
    PageKind("network", "/graph-view?view=agreement&relation=subtract", pictured=True, seen="#network"),
    PageKind("network-two-mode", "/graph-view"),
    PageKind("network-heat-map", "/graph-view?view=matrix", pictured=True, seen=".scroll:has(.heat)"),
    PageKind(
        "network-heat-map-of-actors",
        "/graph-view?view=agreement-matrix&relation=subtract",
        pictured=True,
        seen=".scroll:has(.heat)",
    ),
    PageKind("network-around", "/graph-view?view=around&iri=/id/consultation/eksempel-digital-samhandling"),
    PageKind("network-empty", "/graph-view?least=9999"),
    PageKind("network-misasked", "/graph-view?view=map", status=400),
    PageKind("sparql", "/sparql", pictured=True),
    PageKind("sparql-answer", "/sparql?query=SELECT%20%3Fs%20%7B%3Fs%20a%20stp:Verdict%7D%20LIMIT%205&format=html"),
    PageKind("vocabulary", "/ns.html"),
    PageKind("search-without-hits", "/search?q=kvikksølvbarometer"),
    PageKind("data-set", "/catalogue.html", pictured=True),
    PageKind("named-graph", "/graph/entries"),
    PageKind("scheme", "/doc/scheme/stance.html"),
    PageKind("concept", "/doc/stance/opposes.html"),
    PageKind("consultation", _CONSULTATION, pictured=True),
    PageKind("consultation-matrix", f"{_CONSULTATION}?view=matrix", pictured=True),
    PageKind("consultation-goals", f"{_CONSULTATION}?view=matrix&by=goals"),
    PageKind("consultation-matrix-of-nobody", f"{_CONSULTATION}?view=matrix&by=goals&kind=domstol"),
    PageKind("consultation-matter", f"{_CONSULTATION}?view=matter&on=3", pictured=True),
    PageKind("consultation-demands", f"{_CONSULTATION}?view=demands"),
    PageKind("consultation-change", f"{_CONSULTATION}?view=change"),
    PageKind("consultation-responses", f"{_CONSULTATION}?view=responses"),
    PageKind("consultation-misasked", f"{_CONSULTATION}?view=nothing", status=400),
    PageKind("consultation-without-responses", "/doc/consultation/horing-ehelsestrategi-2022"),
    PageKind(
        "response",
        thing="?thing a stp:Response ; dcterms:identifier ?key . FILTER(CONTAINS(?key, 'bygda'))",
        pictured=True,
    ),
    PageKind(
        "response-with-original",
        "/doc/response/eksempeluniversitetet-64152321c038?original=beside",
        pictured=True,
        seen="#text",
    ),
    PageKind("statement", thing="?thing a stp:Recommendation", pictured=True),
    PageKind("verdict", thing="?thing a stp:Verdict"),
    PageKind("proposal", thing="?thing a stp:Proposal ; stp:number '3'"),
    PageKind(
        "actor", thing="?thing a ?kind . ?response dcterms:creator ?thing ; stp:respondsTo ?consultation", pictured=True
    ),
    PageKind("instrument", thing="?statement stp:concerns ?thing . ?thing a stp:PolicyInstrument"),
    PageKind("goal", thing="?statement stp:concerns ?thing . ?thing a stp:Goal"),
    PageKind("response-exact", "/doc/response/eksempelbygda-kommune-endelig?form=exact"),
    PageKind("response-held-back", thing="?thing stp:publicationStatus publication-status:to-be-assessed"),
    PageKind("actor-renamed", "/doc/actor/ehelse"),
    PageKind("theme", thing="?statement dcterms:subject ?thing ; stp:stance ?stance", pictured=True),
    PageKind("theme-asks", "/doc/theme/finansiering-og-marked?stance=asks"),
    PageKind("solution", thing="?statement stp:concerns ?thing . ?thing a stp:DigitalSolution"),
    PageKind("compare", "/compare?actor=eksempelbygda-kommune&actor=eksempeluniversitetet", pictured=True),
    PageKind("compare-one", "/compare?actor=eksempelbygda-kommune"),
    PageKind("compare-unknown", "/compare?actor=nobody&actor=eksempelbygda-kommune", status=404),
    PageKind("nothing-there", "/nowhere", status=404),
)


@cache
def _path_of(address: str, pattern: str) -> str:
    query = f"SELECT ?thing WHERE {{ {pattern} }} ORDER BY ?thing LIMIT 1"
    answer = httpx.get(f"{address}/sparql", params={"query": query, "format": "csv"}, trust_env=False, timeout=30)
    found = answer.raise_for_status().text.split()[1]
    return "/doc/" + found.partition("/id/")[2]
