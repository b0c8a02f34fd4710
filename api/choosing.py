"""What people choose from in forms, as far as a list of it is of use."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request
from pyoxigraph import Literal

from api.asking import text_of
from api.explore.explorable import collated
from api.languages import best, named
from api.questions import question_text
from api.recent import Recent
from graph.namespaces import concept
from graph.query.header import Parameter, ParameterType
from graph.query.table import last_segment

_MOST = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: the value that stands for it in an address, what it is called, and what else means it."""

    value: str
    name: str
    others: frozenset[str] = frozenset()

    def is_meant(self, given: str) -> bool:
        """Whether a value that was given stands for this."""
        return given == self.value or given.strip().casefold() in self.others


@dataclass(frozen=True, slots=True)
class Choices:
    """What is offered, by name; where that `is_all`, nothing else can be meant."""

    offered: Sequence[Choice] = ()
    is_all: bool = False

    def meant_by(self, given: str) -> Choice | None:
        """What a value that was given stands for, among what is offered."""
        return next((each for each in self.offered if each.is_meant(given)), None)

    @classmethod
    def of(cls, found: Iterable[Choice]) -> "Choices":
        """What is offered of some things, of which the first matter most."""
        known = list(found)
        return cls(tuple(sorted(known[:_MOST], key=lambda each: collated(each.name))), len(known) <= _MOST)


async def choices(request: Request, recent: Recent, parameters: Iterable[Parameter]) -> Mapping[str, Choices]:
    """What the form of a named query offers, by parameter: the words of a choice, and things of which there are few.

    Raises:
        QueryError: where the graph cannot be asked now.
    """
    asked = list(parameters)
    things = await _things(request, recent) if any(each.type.is_thing for each in asked) else {}
    found = {each.name: _words(each) if each.choices else things.get(each.type) for each in asked}
    return {name: offered for name, offered in found.items() if offered}


def _words(parameter: Parameter) -> Choices:
    """The words of a choice, in the order that they have; each may be given by its names and its IRI too."""

    def word(key: str, names: Mapping[str, str]) -> Choice:
        iri = (concept(parameter.scheme, key).value,) if parameter.scheme else ()
        return Choice(key, named(names), frozenset(map(str.casefold, (key, *iri, *names.values()))))

    return Choices([word(key, names) for key, names in parameter.choices.items()], is_all=True)


async def _things(request: Request, recent: Recent) -> Mapping[ParameterType, Choices]:
    """Consultations and themes."""
    found: dict[ParameterType, dict[str, list[Literal]]] = {}
    for row in await recent.rows(request, question_text("choices")):
        if isinstance(name := row["name"], Literal):
            things = found.setdefault(ParameterType(text_of(row, "type")), {})
            things.setdefault(text_of(row, "thing"), []).append(name)
    return {kind: Choices.of(_offered(things)) for kind, things in found.items()}


def _offered(things: Mapping[str, Sequence[Literal]]) -> Iterable[Choice]:
    """Things by their keys, or by their IRIs where several have the same key."""
    often = Counter(map(last_segment, things))
    for iri, names in things.items():
        key = last_segment(iri)
        others = frozenset({iri.casefold(), key.casefold(), *(name.value.casefold() for name in names)})
        yield Choice(key if often[key] == 1 else iri, best(names), others)
