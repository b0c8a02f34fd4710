"""Examples of graphs that conform to the shapes, and of graphs that break exactly one of their constraints."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

EXAMPLES = Path(__file__).parent / "examples"
FILES = ("core", "provenance", "vocabulary", "recommended")


@dataclass(frozen=True, slots=True)
class Example:
    """A graph in Turtle that breaks one constraint, and what must be said of it in English."""

    name: str
    turtle: str
    message: str

    @property
    def triples(self) -> tuple[Quad, ...]:
        return tuple(parse(self.turtle, format=RdfFormat.TURTLE))


def _read(name: str, case: Mapping[str, object], whole: str) -> Example:
    turtle = whole
    changes = case.get("change", [])
    assert isinstance(changes, list)
    for before, after in changes:
        assert turtle.count(before) == 1, f"{name}: “{before}” must stand in whole.ttl once."
        turtle = turtle.replace(before, after)
    return Example(name, f"{turtle}\n{case.get('add', '')}", str(case["message"]))


def failing_examples() -> list[Example]:
    """One failing example for each constraint."""
    whole = (EXAMPLES / "whole.ttl").read_text(encoding="utf-8")
    return [
        _read(f"{file}-{name}", case, whole)
        for file in FILES
        for name, case in tomllib.loads((EXAMPLES / f"{file}.toml").read_text(encoding="utf-8")).items()
    ]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "failing" in metafunc.fixturenames:
        examples = failing_examples()
        cases = [(example.triples, example.message) for example in examples]
        metafunc.parametrize(("failing", "message"), cases, ids=[example.name for example in examples])


@pytest.fixture(scope="session")
def whole() -> tuple[Quad, ...]:
    """A graph that conforms."""
    return tuple(parse((EXAMPLES / "whole.ttl").read_bytes(), format=RdfFormat.TURTLE))


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """The texts that the examples quote, by digest."""
    return tomllib.loads((EXAMPLES / "texts.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def failing_messages() -> set[str]:
    """What the failing examples together make the shapes say, in English."""
    return {example.message for example in failing_examples()}
