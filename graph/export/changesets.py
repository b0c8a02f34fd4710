"""A difference between two graphs as RDF: a ChangeSet for each statement that differs.

The words of <http://purl.org/vocab/changeset/schema#> say which triples came and went, those of PROV-O which version
was made from which. What statements say in words is not repeated: it stands in the graphs, and only as long as it does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from graph.export.difference import Change, Difference, Kind
from graph.export.said import Said, Term
from graph.namespaces import CHANGESET, DCTERMS, PREFIXES, PROV, RDF, RDFS
from graph.query.schemes import concept_name
from graph.query.table import last_segment
from graph.store.prefixes import with_tidy_prefixes

_HAPPENED = {
    Kind.ADDED: {"nb": "Lagt til", "en": "Added"},
    Kind.REMOVED: {"nb": "Fjernet", "en": "Removed"},
    Kind.CHANGED: {"nb": "Endret", "en": "Changed"},
}


@dataclass(frozen=True, slots=True)
class ChangeSets:
    """A difference, and what the versions are called that it lies between."""

    difference: Difference
    old: NamedNode
    new: NamedNode

    def turtle(self) -> bytes:
        """All of it in Turtle, the same bytes for the same difference."""
        prefixes = {**PREFIXES, "cs": CHANGESET.namespace}
        content = pyoxigraph.serialize(self.triples(), format=RdfFormat.TURTLE, prefixes=prefixes)
        assert content is not None, "without a file to write to, there are bytes"
        return with_tidy_prefixes(content)

    def triples(self) -> Iterator[Triple]:
        """Which version came from which, and a set of changes for each statement."""
        whole = self._own()
        yield Triple(whole, RDF.type, PROV.Activity)
        yield Triple(whole, RDFS.label, Literal("Endringer fra en versjon til den neste", language="nb"))
        yield Triple(whole, RDFS.label, Literal("Changes from one version to the next", language="en"))
        yield Triple(whole, PROV.used, self.old)
        yield Triple(whole, PROV.generated, self.new)
        for change in self.difference.changes:
            yield from self._came_and_went(change, whole)
        yield Triple(self.new, PROV.wasRevisionOf, self.old)
        for change in self.difference.changes:
            yield from self._changed(change, whole)

    def _own(self, *parts: str) -> NamedNode:
        """A name that only this difference decides."""
        return NamedNode(f"urn:uuid:{uuid5(NAMESPACE_URL, ' '.join((self.old.value, self.new.value, *parts)))}")

    def _came_and_went(self, change: Change, whole: NamedNode) -> Iterator[Triple]:
        """Which statements are there only before or only after."""
        before, after = change.before, change.after
        if before and after and before.name == after.name:
            return
        if before:
            yield Triple(whole, PROV.invalidated, before.name)
        if after:
            yield Triple(whole, PROV.generated, after.name)

    def _changed(self, change: Change, whole: NamedNode) -> Iterator[Triple]:
        before, after = change.before, change.after
        if before and after and before.name == after.name:
            yield from self._changeset(change, after, _pairs(change, 0), _pairs(change, 1), whole)
            return
        if before:
            yield from self._changeset(change, before, _all(before), (), whole)
        if after:
            yield from self._changeset(change, after, (), _all(after), whole)
        if before and after:
            yield Triple(after.name, PROV.wasRevisionOf, before.name)

    def _changeset(
        self,
        change: Change,
        said: Said,
        removals: Iterable[tuple[NamedNode, Term]],
        additions: Iterable[tuple[NamedNode, Term]],
        whole: NamedNode,
    ) -> Iterator[Triple]:
        changeset = self._own(said.name.value)
        yield Triple(changeset, RDF.type, CHANGESET.ChangeSet)
        yield Triple(changeset, CHANGESET.subjectOfChange, said.name)
        yield Triple(changeset, DCTERMS.isPartOf, whole)
        for language, happened in _HAPPENED[change.kind].items():
            yield Triple(
                changeset, RDFS.label, Literal(f"{happened}: {self._title(said, language)}", language=language)
            )
        for direction, pairs in ((CHANGESET.removal, removals), (CHANGESET.addition, additions)):
            named = {
                self._own(said.name.value, direction.value, name.value, str(value)): (name, value)
                for name, value in pairs
            }
            yield from (Triple(changeset, direction, statement) for statement in named)
            for statement, (predicate, value) in named.items():
                yield from _reified(statement, said.name, predicate, value)

    def _title(self, said: Said, language: str) -> str:
        """What kind of statement it is, and whose."""
        names = [self.difference.names.get(holder, last_segment(holder)) for holder in said.holders]
        kinds = [concept_name(term.value, language) or "" for term in said.kinds]
        return " – ".join([*kinds, ", ".join(names)])


def _reified(statement: NamedNode, subject: NamedNode, predicate: NamedNode, value: Term) -> Iterator[Triple]:
    yield Triple(statement, RDF.type, RDF.Statement)
    yield Triple(statement, RDF.subject, subject)
    yield Triple(statement, RDF.predicate, predicate)
    yield Triple(statement, RDF.object, value)


def _pairs(change: Change, side: int) -> list[tuple[NamedNode, Term]]:
    """What only one side says of a statement."""
    return [
        (name, value)
        for name, sides in change.differing.items()
        for value in sorted(sides[side] - sides[1 - side], key=str)
    ]


def _all(said: Said) -> list[tuple[NamedNode, Term]]:
    return [(name, value) for name, values in said.facts.items() for value in sorted(values, key=str)]
