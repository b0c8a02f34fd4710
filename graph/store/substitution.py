"""Queries with their parameters written in, for engines that take nothing but a text.

A parameter is put in as a term, never as text, so that no value can change what is asked. Where the language wants a
variable and not a term, in what is selected, grouped or ordered by, the term stands as an expression instead.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from graph.namespaces import PREFIXES
from graph.store.tokens import Token, placed_tokens

_ENDS_PROJECTION = frozenset({"WHERE", "FROM"})
_ENDS_ORDERING = frozenset({"HAVING", "LIMIT", "OFFSET", "VALUES"})
Terms = Mapping[str, NamedNode | Literal]


def self_contained(text: str, parameters: Terms) -> str:
    r"""A query that means anywhere what it means here: with our prefixes declared and its parameters written in.

    >>> self_contained("SELECT ?a { ?a stp:number ?n }", {"n": Literal("1")})
    'PREFIX stp: <https://w3id.org/standpunkt/ns#>\nSELECT ?a { ?a stp:number "1" }'
    """
    tokens = list(placed_tokens(text))
    written = "".join(_Substitution(text, tokens, parameters).pieces()) if parameters else text
    return _declarations(tokens) + written


def _declarations(tokens: Sequence[Token]) -> str:
    """Those of our prefixes that a query uses and does not declare."""
    declared = {
        name.text.rstrip(":")
        for word, name in pairwise(tokens)
        if word.text.upper() == "PREFIX" and name.kind == "name"
    }
    used = {token.text.partition(":")[0] for token in tokens if token.kind == "name"}
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in sorted(used & PREFIXES.keys() - declared))


@dataclass(slots=True)
class _Clause:
    """Where in a query a token stands: in which clause, in how many braces, in how many brackets of the clause."""

    name: str = ""
    braces: int = 0
    brackets: int = 0


class _Substitution:
    """Goes through the tokens of a query once and writes terms in the places of variables."""

    def __init__(self, text: str, tokens: Sequence[Token], parameters: Terms) -> None:
        self._text = text
        self._tokens = tokens
        self._parameters = parameters
        self._at = _Clause()
        self._fresh = 0

    def pieces(self) -> Iterator[str]:
        """The parts of the new text in their order."""
        done = 0
        for place, token in enumerate(self._tokens):
            if token.start < done:
                continue
            self._follow(token)
            new, end = self._replacement(place, token)
            if new is not None:
                yield self._text[done : token.start] + new
                done = end
        yield self._text[done:]

    def _follow(self, token: Token) -> None:
        """Notice which clause begins or ends with a token."""
        word, at = token.text.upper(), self._at
        match token.kind, word:
            case "mark", "{" | "}":
                at.braces += 1 if word == "{" else -1
                at.name, at.brackets = "", 0
            case "mark", "(" | ")":
                at.brackets += 1 if word == "(" else -1
            case "word", "SELECT" | "VALUES" | "GROUP" | "ORDER":
                at.name, at.brackets = word, 0
            case "word", _ if word in (_ENDS_PROJECTION if at.name == "SELECT" else _ENDS_ORDERING):
                at.name = ""

    def _replacement(self, place: int, token: Token) -> tuple[str | None, int]:
        """What stands in the place of a token, None where it stays, and where what was replaced ends."""
        if token.text.upper() == "BOUND" and (end := self._end_of_bound(place)):
            return "true", end
        term = self._parameters.get(token.text[1:]) if token.kind == "variable" else None
        before = self._tokens[place - 1].text.upper() if place else ""
        if term is None or before == "AS" or self._at.name == "VALUES":
            return None, token.end
        return self._written(token, str(term)), token.end

    def _end_of_bound(self, place: int) -> int | None:
        """The end of BOUND(?x) where ?x is a parameter."""
        match [token.text for token in self._tokens[place + 1 : place + 4]]:
            case ["(", variable, ")"] if variable[1:] in self._parameters:
                return self._tokens[place + 3].end
        return None

    def _written(self, token: Token, term: str) -> str:
        at = self._at
        if at.brackets or not at.name:
            return term
        if at.name != "SELECT":
            return f"({term})"
        if not at.braces:
            return f"({term} AS {token.text})"
        self._fresh += 1
        return f"({term} AS ?given_{self._fresh})"
