"""Rules in SPARQL (`sh:sparql`), asked once for all focus nodes instead of once for each.

SHACL binds `$this` to one focus node before a query is run. Here the pattern that finds the focus nodes is put at the
start of the query's group instead, so that one run answers for all of them. The two agree as long as every group that
speaks of `$this` also binds it, which the tests compare with a reference engine for each of our rules.

The store writes numbers in its own way: whole numbers of every derived type become `xsd:integer`, and language tags
lower case. A rule must therefore not ask for the datatype or the written form of a literal; the core constraints, which
see every literal as it was written, do.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store

from graph.errors import ShapesError
from graph.namespaces import OWL
from graph.validation.asking import asked_predicates, tokens
from graph.validation.constraints import Failure
from graph.validation.data import Data
from graph.validation.index import Index, Term, Values
from graph.validation.terms import SH

_HEAD = re.compile(r"\s*SELECT\s[^{}]*\{", re.IGNORECASE)
_FORBIDDEN = re.compile(r"\b(MINUS|VALUES|SERVICE)\b|\bAS\s+[?$](this)\b", re.IGNORECASE)
_SUBQUERY = re.compile(r"\{\s*SELECT\s([^{}]*)", re.IGNORECASE)
_THIS = re.compile(r"[?$]this\b")


Rule: TypeAlias = Callable[[Data, Values, str | None], Iterator[Failure]]
"""Given the data, the focus nodes and, where there is one, a pattern that finds them: who breaks the rule."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query that finds the nodes that break a rule: what stands before the place of the focus nodes, and after.

    `predicates` are all that it can ask for, or None where it asks for any.
    """

    head: str
    body: str
    predicates: frozenset[NamedNode] | None

    @classmethod
    def read(cls, shapes: Index, node: Term, path: str | None) -> "Query":
        """The rule that a `sh:sparql` node states; `path` is put for `$PATH`.

        Raises:
            ShapesError: where it is not a SELECT query that can be asked for all focus nodes at once.
        """
        query = shapes.value(node, SH.select)
        if not isinstance(query, Literal):
            raise ShapesError(f"The rule {node} has no sh:select. Write its query there; sh:ask is not supported.")
        text = query.value if path is None else re.sub(r"[?$]PATH\b", lambda _: path, query.value)
        head = _HEAD.match(text)
        if head is None or (problem := _problem(text)):
            raise ShapesError(f"The rule {node} {problem if head else 'is not a SELECT query'}:\n{text}")
        prefixes = declared_prefixes(shapes, node)
        prologue = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in sorted(prefixes.items()))
        rule = cls(prologue + head[0], text[head.end() :], asked_predicates(text[head.end() :], prefixes))
        rule.test(node)
        return rule

    def test(self, node: Term) -> None:
        """Refuse a query that cannot be parsed.

        Raises:
            ShapesError: with what the parser says.
        """
        try:
            Store().query(self.head + self.body)
        except SyntaxError as error:
            raise ShapesError(f"The query of the rule {node} cannot be parsed: {error}") from None

    def __call__(self, data: Data, nodes: Values, pattern: str | None) -> Iterator[Failure]:
        """Those of the nodes that the query finds."""
        text = f"{self.head} {pattern or values_pattern(nodes)} {self.body}"
        solutions = data.store.query(text, use_default_graph_as_union=True)
        assert isinstance(solutions, QuerySolutions)
        names = {variable.value for variable in solutions.variables}
        for solution in solutions:
            this = solution["this"]
            value = solution["value"] if "value" in names else None
            path = solution["path"] if "path" in names else None
            if this is not None:
                yield Failure(this, value, str(path) if path is not None else None)


def _problem(text: str) -> str | None:
    """Why a query cannot be asked for all focus nodes at once, as SHACL's rules for pre-bound variables have it."""
    code = " ".join(token for sort, token in tokens(text) if sort not in ("iri", "literal"))
    if found := _FORBIDDEN.search(code):
        return f"uses {found[1] or f'AS ?{found[2]}'}, which SHACL does not allow"
    if any(not _THIS.search(selected) for selected in _SUBQUERY.findall(code)):
        return "has a subquery that does not select $this"
    return None


def declared_prefixes(shapes: Index, node: Term) -> dict[str, str]:
    """The prefixes that a rule may use, by name."""
    declared: dict[str, str] = {}
    waiting, seen = list(shapes.values(node, SH.prefixes)), set[Term]()
    while waiting:
        source = waiting.pop()
        if source not in seen:
            seen.add(source)
            waiting += shapes.values(source, OWL.imports)
            for declaration in shapes.values(source, SH.declare):
                prefix, space = shapes.value(declaration, SH.prefix), shapes.value(declaration, SH["namespace"])
                if isinstance(prefix, Literal) and isinstance(space, Literal | NamedNode):
                    declared[prefix.value] = space.value
    return declared


def values_pattern(nodes: Values) -> str:
    """A pattern that binds `$this` to each of some nodes.

    Raises:
        ShapesError: where one is a blank node, which a query cannot name.
    """
    if any(isinstance(node, BlankNode) for node in nodes):
        raise ShapesError("A rule in SPARQL was asked of a blank node. Give the node an IRI.")
    return f"VALUES $this {{ {' '.join(map(str, nodes))} }}"
