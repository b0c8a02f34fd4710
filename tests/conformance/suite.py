"""The W3C's SPARQL 1.0 and 1.1 tests of queries, syntax and result formats, as their manifests describe them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urljoin

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

BASE = "https://w3c.github.io/rdf-tests/sparql/"
_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
_ENTRIES = """
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?test ?type ?query ?result ?lax (GROUP_CONCAT(DISTINCT ?d) AS ?data) (GROUP_CONCAT(DISTINCT ?g) AS ?graphs) {
  ?manifest mf:entries/rdf:rest*/rdf:first ?test .
  ?test a ?type ; mf:action ?action .
  OPTIONAL { ?action qt:query ?queryOfAction }
  OPTIONAL { ?action qt:data ?dataOfAction BIND(STR(?dataOfAction) AS ?d) }
  OPTIONAL { ?action qt:graphData ?graphOfAction BIND(STR(?graphOfAction) AS ?g) }
  OPTIONAL { ?test mf:result ?result }
  OPTIONAL { ?test mf:resultCardinality mf:LaxCardinality BIND(true AS ?lax) }
  BIND(COALESCE(?queryOfAction, ?action) AS ?query)
  FILTER NOT EXISTS { ?action qt:serviceData ?service }
}
GROUP BY ?test ?type ?query ?result ?lax
"""
_NEEDS_MORE = "entailment"


class Kind(StrEnum):
    """What a test asks for."""

    EVALUATION = "evaluation"
    ACCEPTANCE = "acceptance"
    REJECTION = "rejection"


_KINDS = {
    "QueryEvaluationTest": Kind.EVALUATION,
    "CSVResultFormatTest": Kind.EVALUATION,
    "PositiveSyntaxTest": Kind.ACCEPTANCE,
    "PositiveSyntaxTest11": Kind.ACCEPTANCE,
    "NegativeSyntaxTest": Kind.REJECTION,
    "NegativeSyntaxTest11": Kind.REJECTION,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One test: its name (folder and local name), the query's address, the graphs that it is asked of, and its result.

    `lax` allows fewer repetitions of a row than the expected result has.
    """

    name: str
    kind: Kind
    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    result: str | None
    lax: bool


@dataclass(frozen=True, slots=True)
class Suite:
    """The tests in a folder, in which file addresses begin with `BASE`."""

    folder: Path

    def cases(self) -> list[Case]:
        """All tests that a read-only endpoint can be asked, ordered by name."""
        manifests = [
            path for edition in ("sparql10", "sparql11") for path in self.folder.glob(f"{edition}/*/manifest.ttl")
        ]
        found = [case for path in manifests if path.parent.name != _NEEDS_MORE for case in _cases(path)]
        return sorted(found, key=lambda case: case.name)

    def text(self, iri: str) -> str:
        """The text of a query."""
        return self.content(iri).decode()

    def content(self, iri: str) -> bytes:
        """The bytes of a file of the suite."""
        return (self.folder / iri.removeprefix(BASE)).read_bytes()

    def quads(self, iri: str, graph: str | None = None) -> Iterator[Quad]:
        """What a data file says, in a graph of its own."""
        suffix = iri.rpartition(".")[2]
        rdf_format = RdfFormat.from_extension(suffix)
        assert rdf_format, f"{iri} is not a file of triples"
        parsed = pyoxigraph.parse(self.content(iri), rdf_format, base_iri=iri, lenient=True, rename_blank_nodes=True)
        for quad in parsed:
            yield Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph or iri))

    def data(self, cases: Iterable[Case]) -> Iterator[Quad]:
        """What all data files say that the tests are asked of."""
        files = {iri for case in cases for iri in (*case.default_graphs, *case.named_graphs, *self.named_in(case))}
        for iri in sorted(files):
            if (self.folder / iri.removeprefix(BASE)).is_file():
                yield from self.quads(iri)

    def named_in(self, case: Case) -> list[str]:
        """The graphs that the query of a test names with FROM."""
        if case.kind is not Kind.EVALUATION:
            return []
        return [urljoin(case.query, name) for name in _FROM.findall(self.text(case.query))]


def _cases(manifest: Path) -> Iterator[Case]:
    edition, folder = manifest.parts[-3:-1]
    store = Store()
    store.load(manifest.read_bytes(), RdfFormat.TURTLE, base_iri=f"{BASE}{edition}/{folder}/manifest.ttl")
    for row in store.query(_ENTRIES):
        kind = _KINDS.get(row["type"].value.partition("#")[2])
        if kind:
            yield Case(
                name=f"{edition}/{folder}#{row['test'].value.partition('#')[2]}",
                kind=kind,
                query=row["query"].value,
                default_graphs=_listed(row["data"]),
                named_graphs=_listed(row["graphs"]),
                result=row["result"].value if row["result"] else None,
                lax=row["lax"] is not None,
            )


def _listed(joined: Literal | None) -> tuple[str, ...]:
    return tuple(sorted(joined.value.split())) if joined else ()
