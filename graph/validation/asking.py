"""Which predicates a query can ask for, so that a store need hold no others.

A query is read as a row of tokens. A variable between two terms, as in `?s ?p ?o`, may stand for any predicate; such a
query is taken to ask for everything, as is one that only looks like it (`SELECT ?a ?b ?c`).
"""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from pyoxigraph import NamedNode

from graph.namespaces import RDF

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
      | (?P<iri><[^<>\s]*>)
      | (?P<literal>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[0-9]+)
      | (?P<variable>[?$]\w+)
      | (?P<name>(?:[A-Za-z][\w-]*+)?+:(?:[\w.-]*\w)?)
      | (?P<word>[\w-]++)
      | (?P<sign>[^\s\w])""",
    re.VERBOSE | re.DOTALL,
)
_TERMS = frozenset({"iri", "literal", "variable", "name"})
_SHORT = {"a": str(RDF.type)}
Token: TypeAlias = tuple[str, str]


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query, each with its sort; comments are left out, and `a` is the name that it stands for."""
    for found in _TOKEN.finditer(query):
        sort, token = found.lastgroup or "", found[0]
        if sort == "word" and token in _SHORT:
            yield "iri", _SHORT[token]
        elif sort != "comment":
            yield sort, token


def asked_predicates(query: str, prefixes: Mapping[str, str]) -> frozenset[NamedNode] | None:
    """Every IRI that a query names, its predicates among them; None where it may ask for any predicate."""
    read = [("sign", "{"), *tokens(query), ("sign", "}")]
    for (before, token), between, after in zip(read, read[1:], read[2:], strict=False):
        opens = before in _TERMS or token in (";", "[")
        if token in ("\\", "%"):  # an escaped name, which is not worth reading
            return None
        if between[0] == "variable" and opens and _may_be_value(*after):
            return None
    names = [token.partition(":") for sort, token in read if sort == "name"]
    if any(prefix not in prefixes for prefix, _, _ in names):
        return None  # it was read wrongly: the query can be parsed, so its prefixes are declared
    full = [NamedNode(token[1:-1]) for sort, token in read if sort == "iri"]
    return frozenset((*full, *(NamedNode(prefixes[prefix] + local) for prefix, _, local in names)))


def _may_be_value(sort: str, token: str) -> bool:
    """Whether a token may begin the value of a triple: a term, a truth value, a signed number, a list, a blank node."""
    return sort in _TERMS or token in ("[", "(", "+") or token.lower() in ("true", "false") or token.startswith("-")


def stands_for_one_node(query: str) -> bool:
    """Whether a query must be asked of one focus node at a time.

    It need not where its only inner groups are those of `EXISTS`, and of `OPTIONAL` in its own group, and where it
    neither groups nor cuts its solutions.
    """
    read = list(tokens(query))
    words = {token.upper() for sort, token in read if sort == "word"}
    return bool(words & _WHOLE) or any(_is_apart(*group) for group in _groups(read))


_WHOLE = frozenset({"GROUP", "HAVING", "LIMIT", "OFFSET", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE"})


def _groups(read: list[Token]) -> Iterator[tuple[int, str]]:
    """The depth of each group, with the word before it."""
    depth, before = 0, ""
    for _, sign in read:
        if sign == "{":
            yield depth, before
        depth += (sign == "{") - (sign == "}")
        before = sign.upper()


def _is_apart(depth: int, before: str) -> bool:
    return depth > 0 and before != "EXISTS" and (depth > 1 or before != "OPTIONAL")
