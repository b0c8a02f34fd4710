"""What search engines may visit: a list of lists, and in each the documents about things of one class."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from math import ceil
from types import MappingProxyType

from pyoxigraph import NamedNode

from graph.namespaces import ORG, SKOS, STP

PER_LIST = 5000
CLASSES: Mapping[str, NamedNode] = MappingProxyType(
    {
        "consultation": STP.Consultation,
        "proposal": STP.Proposal,
        "response": STP.Response,
        "organization": ORG.Organization,
        "statement": STP.Statement,
        "verdict": STP.Verdict,
        "instrument": STP.PolicyInstrument,
        "goal": STP.Goal,
        "solution": STP.DigitalSolution,
        "scheme": SKOS.ConceptScheme,
        "concept": SKOS.Concept,
    }
)
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses of documents or of lists of them, and when they were last changed."""

    base: str
    modified: datetime | None

    def robots(self) -> str:
        """What robots are asked to leave alone, and where the list of lists stands."""
        lines = ["User-agent: *", "Disallow: /sparql", "Disallow: /search", "Disallow: /queries/"]
        return "\n".join([*lines, "", f"Sitemap: {self.base}/sitemap.xml", ""])

    def index(self, counts: Mapping[str, int]) -> str:
        """The list of lists, for so many things of each class."""
        numbered = ((name, number) for name, count in counts.items() for number in range(1, ceil(count / PER_LIST) + 1))
        return self._xml("sitemapindex", "sitemap", (f"/sitemap/{name}-{number}.xml" for name, number in numbered))

    def documents(self, paths: Iterable[str]) -> str:
        """A list of documents."""
        return self._xml("urlset", "url", paths)

    def _xml(self, root: str, each: str, paths: Iterable[str]) -> str:
        return "".join(self._lines(root, each, paths))

    def _lines(self, root: str, each: str, paths: Iterable[str]) -> Iterator[str]:
        changed = f"<lastmod>{self.modified.date().isoformat()}</lastmod>" if self.modified else ""
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n'
        for path in paths:
            yield f"<{each}><loc>{escape(self.base + path)}</loc>{changed}</{each}>\n"
        yield f"</{root}>\n"
