from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from graph.namespaces import RDF, RDFS
from graph.triples import Triple
from graph.validation.terms import LIST

Term: TypeAlias = NamedNode | BlankNode | Literal | pyoxigraph.Triple
Fact: TypeAlias = Triple | Quad | pyoxigraph.Triple
"""Whatever has a subject, a predicate and an object."""
Nodes: TypeAlias = Mapping[Term, None]
"""Terms without repetition, in the order in which they were given."""
Values: TypeAlias = Collection[Term]
"""The same where mostly there is one: a tuple of it, else such a mapping."""
Column: TypeAlias = Mapping[Term, Values]
"""What one predicate says: for each subject its values, or for each value its subjects."""

NOTHING: Values = ()


_Column: TypeAlias = dict[Term, tuple[Term] | dict[Term, None]]


def _note(column: _Column, key: Term, value: Term) -> None:
    known = column.get(key)
    if known is None:
        column[key] = (value,)
    elif isinstance(known, dict):
        known[value] = None
    elif known[0] != value:
        column[key] = {known[0]: None, value: None}


class Index:
    """Some triples by predicate, subject and value, with every literal exactly as it was written."""

    def __init__(self, triples: Iterable[Fact]) -> None:
        self._columns: dict[NamedNode, _Column] = {}
        self._inverse: dict[NamedNode, _Column] = {}
        self._instances: dict[NamedNode, Nodes] = {}
        self.add(triples)

    def add(self, triples: Iterable[Fact]) -> None:
        """Take in further triples, before anything else is asked about their predicates."""
        columns = self._columns
        for triple in triples:
            predicate, subject = triple.predicate, triple.subject
            column = columns.get(predicate)
            if column is None:
                column = columns[predicate] = {}
            if subject in column:
                _note(column, subject, triple.object)
            else:
                column[subject] = (triple.object,)

    def quads(self) -> Iterator[Quad]:
        """The triples in the default graph."""
        for predicate, column in self._columns.items():
            for subject, values in column.items():
                for value in values:
                    yield Quad(subject, predicate, value)  # type: ignore[arg-type]  # subjects are no literals

    def nodes(self) -> Nodes:
        """Every subject and every value."""
        columns = self._columns.values()
        subjects = {subject: None for column in columns for subject in column}
        return subjects | {value: None for column in columns for values in column.values() for value in values}

    @property
    def predicates(self) -> Iterable[NamedNode]:
        """The predicates that the triples use."""
        return self._columns.keys()

    def column(self, predicate: NamedNode) -> Column:
        """The values of each subject."""
        return self._columns.get(predicate, {})

    def inverse(self, predicate: NamedNode) -> Column:
        """The subjects of each value."""
        if predicate not in self._inverse:
            inverse: _Column = {}
            for subject, values in self.column(predicate).items():
                for value in values:
                    _note(inverse, value, subject)
            self._inverse[predicate] = inverse
        return self._inverse[predicate]

    def values(self, subject: Term, predicate: NamedNode) -> Values:
        """The values of one subject."""
        return self.column(predicate).get(subject, NOTHING)

    def value(self, subject: Term, predicate: NamedNode) -> Term | None:
        """The first value of one subject, if it has any."""
        return next(iter(self.values(subject, predicate)), None)

    def items(self, head: Term) -> Iterator[Term]:
        """The members of an RDF list."""
        while head != LIST.nil:
            first, rest = self.value(head, LIST.first), self.value(head, LIST.rest)
            if first is None or rest is None:
                return
            yield first
            head = rest

    def instances(self, class_: NamedNode) -> Nodes:
        """The nodes of a class or, where the triples say so, of its subclasses."""
        if class_ not in self._instances:
            found: dict[Term, None] = {}
            for kind in self._with_subclasses(class_):
                found.update(dict.fromkeys(self.inverse(RDF.type).get(kind, NOTHING)))
            self._instances[class_] = found
        return self._instances[class_]

    def _with_subclasses(self, class_: NamedNode) -> Nodes:
        known: dict[Term, None] = {class_: None}
        waiting: list[Term] = [class_]
        while waiting:
            for subclass in self.inverse(RDFS.subClassOf).get(waiting.pop(), NOTHING):
                if subclass not in known:
                    known[subclass] = None
                    waiting.append(subclass)
        return known
