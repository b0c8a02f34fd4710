"""What two graphs say differently: the statements of each, and the names of what they are about."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from graph.export.quads import NamedGraph, graphs
from graph.model import folded
from graph.namespaces import DCTERMS, OA, RDF, SKOS, STP

Term: TypeAlias = NamedNode | Literal
Facts: TypeAlias = Mapping[NamedNode, frozenset[Term]]
COMPARED = (
    STP.kind,
    STP.stance,
    STP.force,
    STP.onProposal,
    STP.concerns,
    STP.addressee,
    DCTERMS.subject,
    STP.heldBy,
    STP.attributedTo,
    STP.reportedBy,
    STP.reportedKind,
    STP.justifiedBy,
    STP.dissent,
    STP.reviewState,
    STP.expressedIn,
)
"""What makes one statement say something else than another. How sure an extractor was, and which it was, does not."""
IDENTITIES = 4
"""How many ways there are to know a statement again."""
_HOLDERS = (STP.heldBy, STP.reportedBy)
_OF_RESPONSES = "/graph/response/"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as one graph has it: its words, what stands around them, and what is compared of it.

    `start` is where the words begin, in characters of their text.
    """

    name: NamedNode
    words: str
    before: str
    after: str
    start: int
    facts: Facts
    is_position: bool

    @property
    def response(self) -> str:
        """The IRI of the response that says it."""
        return next((term.value for term in self.facts.get(STP.expressedIn, ())), "")

    @property
    def holders(self) -> tuple[str, ...]:
        """The IRIs of those who say it."""
        return tuple(sorted(term.value for name in _HOLDERS for term in self.facts.get(name, ())))

    @property
    def kinds(self) -> tuple[Term, ...]:
        """What kind of statement it is, said by the one who holds it or of another."""
        return tuple(term for name in (STP.kind, STP.reportedKind) for term in self.facts.get(name, ()))

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands, for putting statements in order."""
        return (self.response, self.start)

    @property
    def identities(self) -> tuple[object, ...]:
        """What it can be known by in another graph, the surest first: its name, whose words it is, and its place.

        Its place is between what its holders say before and after: places in a text move, and a response that comes in
        another file has another name.
        """
        around = [folded(text) for text in (self.words, self.before, self.after)]
        return (self.name.value, *((self.holders, text) for text in around))


@dataclass(slots=True)
class Content:
    """What is compared of one graph, and the names (in bokmål) of what it describes."""

    statements: list[Said] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def read(self, graph: NamedGraph) -> None:
        """Add what a named graph says."""
        facts: dict[NamedNode, dict[NamedNode, set[Term]]] = defaultdict(lambda: defaultdict(set))
        for quad in graph.quads():
            subject, predicate, value = quad.subject, quad.predicate, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                facts[subject][predicate].add(value)
                if predicate == SKOS.prefLabel and isinstance(value, Literal) and value.language == "nb":
                    self.names[subject.value] = value.value
        self.statements += [_said(name, facts) for name, told in facts.items() if STP.Statement in told[RDF.type]]


def _said(name: NamedNode, facts: Mapping[NamedNode, Mapping[NamedNode, set[Term]]]) -> Said:
    told = facts[name]
    evidence = next(iter(told[STP.evidence]), name)
    around = facts[evidence] if isinstance(evidence, NamedNode) else {}
    place = {
        key: term.value
        for selector in around.get(OA.hasSelector, ())
        if isinstance(selector, NamedNode)
        for key, terms in facts[selector].items()
        for term in terms
    }
    return Said(
        name=name,
        words=next((term.value for term in told[STP.readingForm]), ""),
        before=place.get(OA.prefix, ""),
        after=place.get(OA.suffix, ""),
        start=int(place.get(OA.start, "0")),
        facts={each: frozenset(told[each]) for each in COMPARED if told[each]},
        is_position=STP.Position in told[RDF.type],
    )


def contents(old: Path, new: Path) -> tuple[Content, Content, frozenset[str]]:
    """What two data folders or RDF files say in the graphs that differ, and the names of these graphs.

    Graphs that all responses share are read in any case, for the names in them.

    Raises:
        DataFolderError: where there is no graph, or it cannot be read.
    """
    digests = tuple(dict(_digests(path)) for path in (old, new))
    differing = frozenset(name for name, digest in digests[0].items() ^ digests[1].items() if digest)
    before, after = (_content(path, differing) for path in (old, new))
    return before, after, differing


def _digests(path: Path) -> Iterator[tuple[str, str]]:
    for graph in graphs(path):
        yield graph.name, hashlib.sha256(graph.content).hexdigest()


def _content(path: Path, differing: frozenset[str]) -> Content:
    content = Content()
    for graph in graphs(path):
        if graph.name in differing or _OF_RESPONSES not in graph.name:
            content.read(graph)
    return content
