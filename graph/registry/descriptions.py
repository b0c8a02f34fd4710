"""What Turtle files say, grouped by the thing that they say it of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from graph.errors import RegistryError

Objects = tuple[NamedNode | Literal, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """All that one file says of one thing."""

    subject: str
    source: str
    objects: Mapping[str, Objects]

    def all(self, predicate: NamedNode) -> Objects:
        """The objects of a property, in the order of the file."""
        return self.objects.get(predicate.value, ())

    def iris(self, *predicates: NamedNode) -> tuple[str, ...]:
        """The IRIs among the objects of some properties."""
        return tuple([term.value for item in predicates for term in self.all(item) if isinstance(term, NamedNode)])

    def texts(self, predicate: NamedNode) -> tuple[str, ...]:
        """The literals among the objects of a property, without their language or datatype."""
        return tuple(term.value for term in self.all(predicate) if isinstance(term, Literal))

    def text(self, predicate: NamedNode, language: str | None = None) -> str | None:
        """The first literal of a property, in a language if one is asked for."""
        for term in self.all(predicate):
            if isinstance(term, Literal) and language in (None, term.language):
                return term.value
        return None

    def triples(self) -> Iterator[Triple]:
        """The description as triples."""
        subject = NamedNode(self.subject)
        for predicate, objects in self.objects.items():
            yield from (Triple(subject, NamedNode(predicate), term) for term in objects)

    def lines(self) -> Iterator[str]:
        """The description as lines of text, the same wherever and in whatever order it stands."""
        for predicate in sorted(self.objects):
            yield f"<{self.subject}> <{predicate}> {' , '.join(sorted(map(str, self.objects[predicate])))}"

    def refuse(self, reason: str) -> RegistryError:
        """The error to raise where the description is wrong; it names the file and the thing."""
        return RegistryError(f"{self.source}: <{self.subject}> {reason}")


def read_descriptions(files: Iterable[Traversable | Path]) -> dict[str, Description]:
    """What some Turtle files describe, by IRI.

    Raises:
        RegistryError: where a file is not Turtle, holds blank nodes, or describes what another one describes already.
    """
    found: dict[str, Description] = {}
    for file in files:
        for description in _descriptions_of(file):
            if before := found.get(description.subject):
                raise description.refuse(f"is described in {before.source} already. Put both together in one file.")
            found[description.subject] = description
    return found


def turtle_files_of(path: Path) -> list[Path]:
    """A Turtle file itself, or the Turtle files of a folder and the folders in it, in a fixed order.

    Raises:
        RegistryError: where there is nothing at the path.
    """
    if not path.exists():
        raise RegistryError(f"There is no registry file or folder {path}. Give a Turtle file or a folder of them.")
    return sorted(file for file in path.rglob("*.ttl") if not file.is_dir()) if path.is_dir() else [path]


def _descriptions_of(file: Traversable | Path) -> Iterator[Description]:
    by_subject: defaultdict[str, defaultdict[str, list[NamedNode | Literal]]]
    by_subject = defaultdict(lambda: defaultdict(list))
    for triple in read_triples(file):
        subject, predicate, term = triple.subject, triple.predicate, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(term, NamedNode | Literal):
            raise RegistryError(f"{file.name}: a blank node stands in “{triple}”. Give the thing an IRI of its own.")
        by_subject[subject.value][predicate.value].append(term)
    for iri, objects in by_subject.items():
        yield Description(iri, file.name, {predicate: tuple(terms) for predicate, terms in objects.items()})


def read_triples(file: Traversable | Path) -> Iterator[Triple]:
    """The triples of a Turtle file.

    Raises:
        RegistryError: where the file cannot be read or is not Turtle.
    """
    try:
        content = file.read_bytes()
        yield from (quad.triple for quad in parse(input=content, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise RegistryError(f"{file.name} is not Turtle: {error.msg}. Mend that place and try again.") from error
    except OSError as error:
        raise RegistryError(f"Cannot read the registry file {file}: {error.strerror}.") from error
