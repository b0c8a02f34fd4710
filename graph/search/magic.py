"""Full-text search from SPARQL: `?position stp:matches "words"`.

No engine has to know of it. The words are looked up before the query runs, and while it runs the graph also says of
every hit that it matches, and how well (`stp:relevance`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from graph.errors import SearchError
from graph.namespaces import PREFIXES, STP, XSD
from graph.resources import resource
from graph.search.expression import Expression
from graph.search.index import SearchIndex
from graph.search.searching import looked_up
from graph.store.answers import Answer
from graph.store.embedded import NO_PARAMETERS, EmbeddedStore, open_store
from graph.store.tokens import decoded, spelt_tokens

_WORD = "matches"
_MOST_HITS = 50_000


def searches_in(text: str, parameters: Mapping[str, NamedNode | Literal]) -> tuple[Literal, ...]:
    """What a query searches for: every string that it says something matches, written in it or given as a parameter.

    Raises:
        SearchError: where something is to match what is not known before the query runs.
    """
    if _WORD not in text:
        return ()
    found: dict[Literal, None] = {}
    prefixes = dict(PREFIXES)
    tokens = list(spelt_tokens(decoded(text)))
    for place, (_, token) in enumerate(tokens):
        if token.upper() == "PREFIX":
            prefixes |= _declared(tokens[place + 1 : place + 3])
        elif _is_matches(token, prefixes):
            found |= dict.fromkeys(_objects(tokens[place + 1 :], parameters))
    return tuple(found)


def _declared(tokens: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    match tokens:
        case [("name", name), ("iri", iri)]:
            return {name.rstrip(":"): iri.strip("<>")}
    return {}


def _is_matches(token: str, prefixes: Mapping[str, str]) -> bool:
    if token.startswith("<"):
        return token == str(STP.matches)
    prefix, colon, name = token.partition(":")
    return bool(colon) and name == _WORD and prefixes.get(prefix) == STP.namespace


def _objects(tokens: Sequence[tuple[str, str]], parameters: Mapping[str, NamedNode | Literal]) -> Iterator[Literal]:
    """The strings that follow the property: one, or several with commas between them."""
    for place, (kind, token) in enumerate(tokens):
        if kind == "variable" and place == 0:
            yield _given(token[1:], parameters)
        if kind == "string":
            following = tokens[place + 1] if place + 1 < len(tokens) else ("", "")
            yield from _literal(token + following[1] if following[0] == "language" else token)
        elif kind != "language":
            return


def _given(name: str, parameters: Mapping[str, NamedNode | Literal]) -> Literal:
    term = parameters.get(name)
    if not isinstance(term, Literal):
        raise SearchError(
            "What stp:matches looks for must be known before the query runs, and ?{name} is not. Write a "
            'string (stp:matches "samtykke"), or give ?{name} as a parameter.',
            name=name,
        )
    return term


def _literal(token: str) -> Iterator[Literal]:
    """The literal that a token of a query means; none where the query is wrong there, as its parser will say."""
    try:
        for triple in pyoxigraph.parse(f"<x:> <x:> {token} .", RdfFormat.TURTLE):
            if isinstance(triple.object, Literal):
                yield triple.object
    except SyntaxError:
        return


def scores(index: SearchIndex, written: str) -> Mapping[str, float]:
    """What an index that was prepared finds for words, statements and responses, and how relevant each is.

    Raises:
        SearchError: where the words cannot be understood.
        QueryTimeoutError: where it takes too long.
    """
    asked = {"text": Expression.read(written).text, "limit": -1}
    with looked_up(index) as connection:
        return dict(connection.execute(_relevance(), asked).fetchall())


def _relevance() -> str:
    return resource("graph", "search", "relevance.sql").read_text(encoding="utf-8")


def facts(index: SearchIndex, searches: Sequence[Literal]) -> str:
    """What an index that was prepared says of some searches, as N-Triples: each hit, and how relevant it is.

    Hits are statements and responses; one that several searches find has the sum of their scores.

    Raises:
        SearchError: where a search cannot be understood, or there are more hits than a query can be given.
        QueryTimeoutError: where it takes too long.
    """
    lines: list[str] = []
    relevance: dict[str, float] = defaultdict(float)
    with looked_up(index) as connection:
        for searched in searches:
            asked = {"text": Expression.read(searched.value).text, "limit": _MOST_HITS + 1}
            for hit, score in connection.execute(_relevance(), asked):
                lines.append(f"{Triple(NamedNode(hit), STP.matches, searched)} .\n")
                relevance[hit] += score
            if len(lines) > _MOST_HITS:
                raise SearchError(
                    "“{value}” is found in more than {most} places, which is more than a query can be "
                    "given. Search for longer or more words.",
                    value=searched.value,
                    most=_MOST_HITS,
                )
    lines += (f"{Triple(NamedNode(hit), STP.relevance, _decimal(score))} .\n" for hit, score in relevance.items())
    return "".join(lines)


@dataclass(frozen=True, slots=True)
class SearchedGraph:
    """The graph of a data folder or RDF file in memory, whose queries can search for words."""

    graph: EmbeddedStore
    source: Path

    def query(
        self,
        text: str,
        *,
        parameters: Mapping[str, NamedNode | Literal] = NO_PARAMETERS,
        default_graphs: Iterable[str] = (),
        named_graphs: Iterable[str] = (),
    ) -> Answer:
        """Answer a query; see `Store`.

        Raises:
            SearchError: where what it searches for cannot be understood.
            DataFolderError: where the index cannot be made.
        """
        # What the graph says when a query begins is what it sees, however late its answer is read.
        with self.graph.supposing(self._found(searches_in(text, parameters))):
            return self.graph.query(
                text, parameters=parameters, default_graphs=default_graphs, named_graphs=named_graphs
            )

    def _found(self, searches: Sequence[Literal]) -> str:
        if not searches:
            return ""
        with TemporaryDirectory() as spare:
            index = SearchIndex(self.source, Path(spare))
            index.prepare()
            return facts(index, searches)


def open_searched(path: Path) -> SearchedGraph:
    """The graph of a data folder or of an RDF file, in memory.

    Raises:
        DataFolderError: where there is none, or it cannot be read.
    """
    return SearchedGraph(open_store(path), path)


def _decimal(score: float) -> Literal:
    return Literal(f"{score:.3f}", datatype=XSD.decimal)
