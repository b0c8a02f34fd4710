"""The example consultation, as it ships and as it is read."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from graph.errors import UnreadableDocumentError
from graph.example.make import EXAMPLE
from graph.model import Document
from graph.reading import read
from graph.registry import Registry

Record = Mapping[str, Any]
DOCUMENTS = tuple(sorted(path for path in (EXAMPLE / "responses").iterdir() if path.suffix != ".toml"))


@pytest.fixture(scope="session")
def documents() -> dict[str, Document]:
    """Every response that can be read, by its name without extension."""
    found = {}
    for path in DOCUMENTS:
        try:
            found[path.stem] = read(path.read_bytes(), path.name)
        except UnreadableDocumentError:
            continue
    return found


@pytest.fixture(scope="session")
def gold() -> dict[str, list[Record]]:
    """The gold records of every response, by its name without extension."""
    return {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted((EXAMPLE / "gold").glob("*.jsonl"))
        if path.stem != "references"
    }


@pytest.fixture(scope="session")
def references() -> list[Record]:
    """The gold references of all responses."""
    lines = (EXAMPLE / "gold" / "references.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def consultation() -> Record:
    """The consultation file, as it is written."""
    return tomllib.loads((EXAMPLE / "consultation.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def stated_verdicts() -> dict[str, dict[str, Any]]:
    """By response: who answers, and where a person sees it stand on each proposal."""
    return tomllib.loads((EXAMPLE / "gold" / "verdicts.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The registry that ships with Standpunkt."""
    return Registry.load()
