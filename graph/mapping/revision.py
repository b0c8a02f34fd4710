"""A response's graph as people's decisions leave it: confirmed, without what was rejected or withdrawn, or masked.

It works on the triples of the graph, so that a response is revised in the same way when it is built and long after,
when its document is no longer at hand. What was derived from a statement that goes is derived anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from graph.iris import Iris, text_digest, words_digest
from graph.mapping.evidence import CONTEXT
from graph.mapping.originals import is_of_original
from graph.mapping.verdicts import kind_of_verdict
from graph.model import Kind, Span, VerdictKind, covered, folded
from graph.namespaces import DCTERMS, OA, PROV, RDF, STP, concept
from graph.triples import Triple

_TELLING = 20
"""Words of at least so many letters are covered wherever they stand again; shorter ones may mean something else."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is to become of the statements of a response, by their IRIs: confirmed, taken out, or taken out with words.

    `words` are digests of withdrawn words with their lengths when folded, by which they are found in the same document
    wherever they stand, even when the response has another key or the words are no statement any more. Whatever is in
    none of these stands as it was proposed.
    """

    confirmed: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    words: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Revised:
    """The triples of a response's graph, its texts by IRI, and the IRIs of what was withdrawn with its words."""

    triples: list[Triple]
    texts: Mapping[str, str]
    withdrawn: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Graph:
    """The triples of a response's graph, by subject and property."""

    triples: list[Triple]
    told: dict[str, dict[str, list[NamedNode | Literal]]] = field(default_factory=dict)

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> "_Graph":
        listed = list(triples)
        told: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
        for subject, name, value in listed:
            told[subject.value][name.value].append(value)  # type: ignore[arg-type]  # no triple is a value
        return cls(listed, told)

    def values(self, subject: str, name: NamedNode) -> list[str]:
        return [value.value for value in self.told.get(subject, {}).get(name.value, ())]

    def value(self, subject: str, name: NamedNode) -> str:
        return next(iter(self.values(subject, name)), "")

    def instances(self, kind: NamedNode) -> list[str]:
        return [subject for subject in self.told if kind.value in self.values(subject, RDF.type)]

    def place(self, thing: str) -> tuple[str, Span]:
        """The text in which a statement or mention stands, and where."""
        position = f"{thing}#position"
        span = Span(int(self.value(position, OA.start)), int(self.value(position, OA.end)))
        return self.value(f"{thing}#evidence", OA.hasSource), span

    @property
    def main_documents(self) -> Iterator[str]:
        """The SHA-256 of the response's main document."""
        main = concept("part-role", "main").value
        for document in self.told:
            if main in self.values(document, STP.partRole):
                yield self.value(document, DCTERMS.identifier)

    @cached_property
    def statements(self) -> list[str]:
        return self.instances(STP.Statement)

    @cached_property
    def mentions(self) -> list[str]:
        return self.instances(STP.Mention)


def revised(triples: Iterable[Triple], texts: Mapping[str, str], ruling: Ruling, iris: Iris) -> Revised:
    """The graph of a response as a ruling leaves it.

    `texts` are the response's by IRI. The words of a withdrawn statement are covered in them, wherever they stand, and
    everything that overlaps them goes as well; every offset stays valid.
    """
    graph = _Graph.of(triples)
    covers = _covers(graph, texts, ruling)
    withdrawn = {thing for thing in (*graph.statements, *graph.mentions) if _is_covered(graph, thing, covers)}
    removed = withdrawn | ruling.rejected.intersection(graph.statements)
    kept = _without(graph, removed)
    stated = list(_with_states(kept, ruling.confirmed, frozenset(graph.statements)))
    changed = {text: covered(texts[text], spans) for text, spans in covers.items()}
    return Revised(*_retold(stated, {**texts, **changed}, changed, iris), frozenset(withdrawn))


def only_confirmed(triples: Iterable[Triple]) -> list[Triple]:
    """The graph of a response without any statement that no person has confirmed, nor what a machine found around."""
    graph = _Graph.of(triples)
    proposed = concept("review-state", "proposed").value
    unsure = {thing for thing in graph.statements if proposed in graph.values(thing, STP.reviewState)}
    sure: dict[str, list[Span]] = defaultdict(list)
    for thing in graph.statements:
        if thing not in unsure:
            text, span = graph.place(thing)
            sure[text].append(span)
    for mention in graph.mentions:
        text, span = graph.place(mention)
        if not any(one.covers(span) for one in sure[text]):
            unsure.add(mention)
    return _without(graph, unsure)


def _covers(graph: _Graph, texts: Mapping[str, str], ruling: Ruling) -> dict[str, list[Span]]:
    """Where the words of withdrawn statements stand, by text."""
    found: dict[str, list[Span]] = defaultdict(list)
    for thing in ruling.withdrawn.intersection(graph.statements):
        text, span = graph.place(thing)
        found[text].append(span)
    main = next(iter(graph.main_documents), "")
    for text, content in texts.items():
        for words, length in ruling.words.items():
            if length >= _TELLING:
                found[text] += _places(words, length, main, content)
    return {text: sorted(set(spans)) for text, spans in found.items() if spans}


def _places(words: str, length: int, document: str, text: str) -> Iterator[Span]:
    """Where words stand in a text that are known by nothing but their digest and their length when folded."""
    places = [(letter, place) for place, character in enumerate(text) for letter in folded(character)]
    letters = "".join(letter for letter, _ in places)
    for first in range(len(letters) - length + 1):
        if words_digest(document, letters[first : first + length]) == words:
            yield Span(places[first][1], places[first + length - 1][1] + 1)


def _is_covered(graph: _Graph, thing: str, covers: Mapping[str, list[Span]]) -> bool:
    text, span = graph.place(thing)
    return any(one.overlap(span) for one in covers.get(text, ()))


def _without(graph: _Graph, removed: set[str]) -> list[Triple]:
    """The triples without some statements and mentions, and without what rested on them alone."""
    if not removed:
        return graph.triples
    touched = [one for one in graph.instances(STP.Verdict) if removed & set(graph.values(one, PROV.wasDerivedFrom))]
    verdicts = {one: _verdict(graph, one, removed) for one in touched}
    gone = removed | {one for one, kind in verdicts.items() if kind is None}
    named = {thing for one in graph.mentions if one not in gone for thing in graph.values(one, STP.mentions)}
    responses = set(graph.instances(STP.Response))

    def stays(triple: Triple) -> bool:
        subject, name, value = triple
        if subject.value.partition("#")[0] in gone or (isinstance(value, NamedNode) and value.value in gone):
            return False
        if name == STP.refersTo and subject.value in responses:
            return value.value in named
        return name != STP.verdict or subject.value not in verdicts

    anew = [
        Triple(NamedNode(one), STP.verdict, concept("verdict-kind", kind))
        for one, kind in verdicts.items()
        if kind is not None
    ]
    return [*filter(stays, graph.triples), *anew]


def _verdict(graph: _Graph, verdict: str, removed: set[str]) -> VerdictKind | None:
    """What the positions that are left of a verdict's amount to; nothing where none is."""
    left = [one for one in graph.values(verdict, PROV.wasDerivedFrom) if one not in removed]
    kinds = [
        Kind(graph.value(one, STP.kind).rpartition("/")[2]) for one in sorted(left, key=lambda o: _order(graph, o))
    ]
    return kind_of_verdict(kinds) if kinds else None


def _order(graph: _Graph, statement: str) -> tuple[bool, str, int]:
    """The order of the text: the main document's before those of attachments."""
    text, span = graph.place(statement)
    document = graph.value(text, PROV.wasDerivedFrom)
    return graph.value(document, STP.partRole) != concept("part-role", "main").value, document, span.start


def _with_states(triples: Iterable[Triple], confirmed: frozenset[str], known: frozenset[str]) -> Iterator[Triple]:
    for triple in triples:
        if triple.predicate == STP.reviewState and triple.subject.value in known:
            state = "confirmed" if triple.subject.value in confirmed else "proposed"
            yield Triple(triple.subject, STP.reviewState, concept("review-state", state))
        else:
            yield triple


def _retold(
    triples: list[Triple], texts: Mapping[str, str], changed: Mapping[str, str], iris: Iris
) -> tuple[list[Triple], Mapping[str, str]]:
    """The triples with the names, digests and quotes of texts that have changed, and all texts by their names now."""
    if not changed:
        return triples, texts
    graph = _Graph.of(triples)
    response = graph.value(graph.instances(STP.Response)[0], DCTERMS.identifier)
    names = {text: iris.text(response, text_digest(content)) for text, content in changed.items()}
    quotes = {}
    for thing in (*graph.statements, *graph.mentions):
        text, span = graph.place(thing)
        if text in changed:
            quotes[f"{thing}#quote"] = _quote(changed[text], span)

    def renamed(term: NamedNode | Literal) -> NamedNode | Literal:
        return names.get(term.value, term) if isinstance(term, NamedNode) else term

    told = []
    for subject, name, value in triples:
        if is_of_original(name, value):
            continue  # the file would still show the words
        if subject.value in names and name == DCTERMS.identifier:
            value = Literal(text_digest(changed[subject.value]))  # noqa: PLW2901
        elif subject.value in quotes and name in quotes[subject.value]:
            value = Literal(quotes[subject.value][name])  # noqa: PLW2901
        told.append(Triple(renamed(subject), name, renamed(value)))  # type: ignore[arg-type]  # a subject stays one
    return told, {names[text].value if text in names else text: content for text, content in texts.items()}


def _quote(text: str, span: Span) -> Mapping[NamedNode, str]:
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return {OA.exact: span.of(text), OA.prefix: before, OA.suffix: after}
