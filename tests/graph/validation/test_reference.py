"""The runner and pySHACL report the same of a realistic response, however it is damaged."""

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode

from graph.namespaces import OA, XSD
from graph.triples import Triple
from graph.validation import Shapes
from graph.validation.data import Data
from graph.validation.reference import Reference
from graph.validation.shapes import shape_triples

if TYPE_CHECKING:
    from conftest import Realistic

_STRANGE = (
    Literal(""),
    Literal("Noe annet"),
    Literal("Noe annet", language="nb"),
    Literal("3", datatype=XSD.integer),
    Literal("1.5", datatype=XSD.decimal),
    Literal("2023-02-30", datatype=XSD.date),
    Literal("true", datatype=XSD.boolean),
    NamedNode("https://standpunkt.example/id/ukjent/1"),
)


def _forget(triples: list[Triple], chance: random.Random) -> None:
    triples.pop(chance.randrange(len(triples)))


def _redirect(triples: list[Triple], chance: random.Random) -> None:
    place, other = chance.randrange(len(triples)), chance.choice(triples)
    triples[place] = Triple(triples[place].subject, triples[place].predicate, other.object)


def _repeat(triples: list[Triple], chance: random.Random) -> None:
    one, other = chance.choice(triples), chance.choice(triples)
    triples.append(Triple(other.subject, one.predicate, one.object))


def _estrange(triples: list[Triple], chance: random.Random) -> None:
    place = chance.randrange(len(triples))
    triples[place] = Triple(triples[place].subject, triples[place].predicate, chance.choice(_STRANGE))


def _misname(triples: list[Triple], chance: random.Random) -> None:
    place, other = chance.randrange(len(triples)), chance.choice(triples)
    triples[place] = Triple(triples[place].subject, other.predicate, triples[place].object)


_DAMAGES: tuple[Callable[[list[Triple], random.Random], None], ...] = (_forget, _redirect, _repeat, _estrange, _misname)


def _damaged(whole: tuple[Triple, ...], seed: int) -> tuple[Triple, ...]:
    chance, triples = random.Random(seed), list(whole)
    for _ in range(8):
        chance.choice(_DAMAGES)(triples, chance)
    return tuple(dict.fromkeys(triples))


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(shape_triples())


@pytest.mark.parametrize("seed", range(24))
def test_a_damaged_response_gets_the_same_report_from_both_engines(
    short: "Realistic", reference: Reference, seed: int
) -> None:
    triples = _damaged(short.triples, seed)
    ours = set(Shapes.read(reference.shapes).results(Data(triples, short.texts)))
    assert ours == set(reference.results(triples, short.texts))
    assert ours


@pytest.mark.parametrize("seed", range(100, 140))
def test_rules_in_python_say_what_their_sparql_says(short: "Realistic", reference: Reference, seed: int) -> None:
    triples = _damaged(_misquoted(short.triples, seed), seed)
    in_python = Shapes.read(reference.shapes).results(Data(triples, short.texts))
    in_sparql = Shapes.read(reference.shapes, native={}).results(Data(triples, short.texts))
    assert set(in_python) == set(in_sparql)


def _misquoted(whole: tuple[Triple, ...], seed: int) -> tuple[Triple, ...]:
    """The triples with some of the words and offsets of their evidence changed."""
    chance = random.Random(seed)
    terms = (OA.exact, OA.prefix, OA.suffix, OA.start, OA.end)
    return tuple(
        _changed(triple) if triple.predicate in terms and chance.random() < 0.1 else triple for triple in whole
    )


def _changed(triple: Triple) -> Triple:
    literal = triple.object
    assert isinstance(literal, Literal)
    number = literal.value.isdecimal()
    changed = str(int(literal.value) + 1) if number else f"{literal.value[:-2]}?"
    return Triple(triple.subject, triple.predicate, Literal(changed, datatype=literal.datatype))
