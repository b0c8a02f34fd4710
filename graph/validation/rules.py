"""Rules in SPARQL (`sh:sparql`), asked once for all focus nodes instead of once for each.

SHACL binds `$this` to one focus node before a query is run. Here the pattern that finds the focus nodes is put at the
start of the query's group instead, so that one run answers for all of them. That says the same where `$this` is used in
the query's own group, in `EXISTS` and in `OPTIONAL`; a query with other groups in it is asked node by node.

The store writes numbers in its own way: whole numbers of every derived type become `xsd:integer`, and language tags
lower case. A rule must therefore not ask for the datatype or the written form of a literal; the core constraints, which
see every literal as it was written, do.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Variable

from graph.errors import ShapesError
from graph.namespaces import OWL
from graph.validation.asking import stands_for_one_node, tokens
from graph.validation.constraints import Failure
from graph.validation.data import Data
from graph.validation.index import Index, Nodes, Term
from graph.validation.terms import SH

_HEAD = re.compile(r"\s*+SELECT\s[^{}]*+\{", re.IGNORECASE)
_FORBIDDEN = re.compile(
    r"(\bMINUS\b|\bVALUES\b|\bSERVICE\b|\bAS\s+[?$]this\b|[?$](?:shapesGraph|currentShape)\b)", re.IGNORECASE
)
_IS_BOUND = re.compile(r"\bBOUND \( [?$]this\b", re.IGNORECASE)
_SUBQUERY = re.compile(r"\{\s*+SELECT\s([^{}]*+)", re.IGNORECASE)
_THIS = re.compile(r"[?$]this\b")
_VARIABLE = Variable("this")

Rule: TypeAlias = Callable[[Data, Nodes, str | None], Iterator[Failure]]
"""Given the data, the focus nodes and, where there is one, a pattern that finds them: who breaks the rule."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query that finds the nodes that break a rule: what stands before the place of the focus nodes, and after.

    `one_by_one` says that it must be asked of each node by itself.
    """

    head: str
    body: str
    one_by_one: bool

    @classmethod
    def read(cls, shapes: Index, node: Term, path: str | None) -> "Query":
        """The rule that a `sh:sparql` node states; `path` is put for `$PATH`.

        Raises:
            ShapesError: where it is not a SELECT query, or one that SHACL does not allow.
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
        _parse(prologue + text, node)
        return cls(prologue + head[0], text[head.end() :], stands_for_one_node(text))

    def __call__(self, data: Data, nodes: Nodes, pattern: str | None) -> Iterator[Failure]:
        """Those of the nodes that the query finds."""
        named = not any(isinstance(node, BlankNode) for node in nodes)
        if not self.one_by_one and (pattern or named):
            yield from self._asked_of_all(data, pattern or _values_pattern(nodes))
        else:
            yield from self._asked_of_each(data, nodes)

    def _asked_of_all(self, data: Data, pattern: str) -> Iterator[Failure]:
        solutions = data.store.query(f"{self.head} {pattern} {self.body}")
        assert isinstance(solutions, QuerySolutions)
        for this, *found in _bindings(solutions, "this", "value", "path"):
            if this is not None:
                yield _failure(this, *found)

    def _asked_of_each(self, data: Data, nodes: Nodes) -> Iterator[Failure]:
        for node in nodes:
            solutions = data.store.query(self.head + self.body, substitutions={_VARIABLE: node})
            assert isinstance(solutions, QuerySolutions)
            yield from (_failure(node, *found) for found in _bindings(solutions, "value", "path"))


def _parse(query: str, node: Term) -> None:
    """Refuse a query that cannot be parsed.

    Raises:
        ShapesError: with what the parser says.
    """
    try:
        Store().query(query)
    except SyntaxError as error:
        raise ShapesError(f"The query of the rule {node} cannot be parsed: {error}") from None


def _bindings(solutions: QuerySolutions, *names: str) -> Iterator[list[Term | None]]:
    known = {variable.value for variable in solutions.variables}
    for solution in solutions:
        yield [solution[name] if name in known else None for name in names]


def _failure(focus: Term, value: Term | None, path: Term | None) -> Failure:
    return Failure(focus, value, None if path is None else str(path))


def _problem(text: str) -> str | None:
    """Why SHACL does not allow a query, after its rules for variables that are bound beforehand."""
    code = " ".join(token for sort, token in tokens(text) if sort not in ("iri", "literal"))
    if found := _FORBIDDEN.search(code):
        return f"uses {found[1]}, which is not supported"
    if stands_for_one_node(text) and _IS_BOUND.search(code):
        return "asks in an inner group whether $this is bound, which is not supported"
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


def _values_pattern(nodes: Nodes) -> str:
    return f"VALUES $this {{ {' '.join(map(str, nodes))} }}"
