"""The shipped registry, and a way to add to it as users do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.namespaces import PREFIXES
from graph.registry import Registry

_DECLARATIONS = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items())


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The registry as it is shipped."""
    return Registry.load()


@pytest.fixture
def own_file(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a Turtle file of a user's own, with the shared prefixes declared."""

    def write(text: str, name: str = "own.ttl") -> Path:
        path = tmp_path / name
        path.write_text(_DECLARATIONS + text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def load(own_file: Callable[[str], Path]) -> Callable[[str], Registry]:
    """The shipped registry together with the Turtle given."""
    return lambda text: Registry.load(own_file(text))


@pytest.fixture(scope="session")
def described(registry: Registry) -> dict[str, dict[str, list[str]]]:
    """What the registry's graph says, by subject and predicate."""
    found: dict[str, dict[str, list[str]]] = {}
    for quad in registry.quads():
        found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    return found
