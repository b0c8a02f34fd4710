"""What graphs say, resource by resource, with no more of it in memory than one graph and the names of all resources."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO, Any, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.export.quads import NamedGraph
from graph.namespaces import OA, OWL, RDF, STP

_TYPE = RDF.type.value
_FOLDED = frozenset(each.value for each in (OA.SpecificResource, OA.TextPositionSelector, OA.TextQuoteSelector))
_LEADS_TO_FOLDED = frozenset({STP.evidence.value, OA.hasSelector.value})
_VOCABULARY = frozenset(each.value for each in (OWL.Ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty))
_SCATTERED = -1


@dataclass(slots=True)
class Resource:
    """What graphs say of one resource: classes; literals as property, text, language and datatype; links."""

    classes: list[str] = field(default_factory=list)
    literals: list[tuple[str, str, str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)

    def add(self, classes: Iterable[str], literals: Iterable[Any], links: Iterable[Any]) -> None:
        """Take note of what is said elsewhere."""
        self.classes += classes
        self.literals += map(tuple, literals)
        self.links += map(tuple, links)


class Resources:
    """The resources that graphs describe, which can be gone through again and again, always in the same order.

    The vocabulary is not among them, nor are evidence and selectors: what these say belongs to what they are evidence
    of. Resources come graph by graph; those of which several graphs speak come last.
    """

    def __init__(self, graphs: Iterable[NamedGraph]) -> None:
        self._homes: dict[str, int] = {}
        self._parts: list[tuple[str, str]] = []
        self._folded: set[str] = set()
        self._vocabulary: set[str] = set()
        self._said: IO[str] = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 — closed by `__exit__`
        for number, graph in enumerate(graphs):
            self._keep(number, _described(graph))
        self._keep_together()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give back the space on the disk."""
        self._said.close()

    def __contains__(self, iri: object) -> bool:
        """Whether a name is that of one of the resources."""
        return iri in self._homes and iri not in self._folded and iri not in self._vocabulary

    def __iter__(self) -> Iterator[tuple[str, Resource]]:
        """Each resource by its name."""
        scattered: dict[str, Resource] = {}
        self._said.seek(0)
        for line in self._said:
            here: dict[str, Resource] = {}
            for name, said in json.loads(line).items():
                place = scattered if self._homes[name] == _SCATTERED else here
                place.setdefault(name, Resource()).add(*said)
            yield from self._whole(here)
        yield from self._whole(scattered)

    def _keep(self, number: int, described: Mapping[str, Resource]) -> None:
        for name, resource in described.items():
            self._homes[name] = number if self._homes.get(name, number) == number else _SCATTERED
            if not _FOLDED.isdisjoint(resource.classes):
                self._folded.add(name)
            if not _VOCABULARY.isdisjoint(resource.classes):
                self._vocabulary.add(name)
            self._parts += [(name, target) for target in _parts(resource)]
        said = {name: (each.classes, each.literals, each.links) for name, each in described.items()}
        self._said.write(json.dumps(said, ensure_ascii=False) + "\n")

    def _keep_together(self) -> None:
        """Let what stands in several graphs take its parts along, and the other way round."""
        homes = self._homes
        while apart := [(whole, part) for whole, part in self._parts if homes.get(part, homes[whole]) != homes[whole]]:
            homes.update((name, _SCATTERED) for pair in apart for name in pair)
        self._parts.clear()

    def _whole(self, found: Mapping[str, Resource]) -> Iterator[tuple[str, Resource]]:
        """The resources among those found, with what their parts say."""
        for name, resource in found.items():
            if name in self:
                whole, waiting, seen = Resource(resource.classes), [name], {name}
                while waiting:
                    part = found[waiting.pop(0)]
                    whole.literals += part.literals
                    whole.links += [link for link in part.links if link[0] not in _LEADS_TO_FOLDED]
                    further = [each for each in dict.fromkeys(_parts(part)) if each in found and each not in seen]
                    waiting += [each for each in further if each not in self._vocabulary]
                    seen.update(further)
                yield name, whole


def _parts(resource: Resource) -> Iterator[str]:
    return (target for property_name, target in resource.links if property_name in _LEADS_TO_FOLDED)


def _described(graph: NamedGraph) -> dict[str, Resource]:
    """What a graph says of each of its subjects."""
    found: dict[str, Resource] = {}
    for quad in graph.quads():
        resource = found.setdefault(_name(quad.subject), Resource())
        said, term = quad.predicate.value, quad.object
        if isinstance(term, Literal):
            resource.literals.append((said, term.value, term.language or "", term.datatype.value))
        elif said == _TYPE and isinstance(term, NamedNode):
            resource.classes.append(term.value)
        else:
            resource.links.append((said, _name(term)))
    return found


def _name(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)
