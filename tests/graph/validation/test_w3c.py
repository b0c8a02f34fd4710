"""The W3C test suite for SHACL, as far as its constraints are among those that the runner knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.errors import ShapesError
from graph.validation import Shapes
from graph.validation.data import Data
from graph.validation.index import Index, Term
from graph.validation.paths import read_path
from graph.validation.terms import SH

_MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_SUITE = "http://www.w3.org/ns/shacl-test#"
_ACTION, _RESULT = NamedNode(f"{_MANIFEST}action"), NamedNode(f"{_MANIFEST}result")
_VALIDATE, _FAILURE = NamedNode(f"{_SUITE}Validate"), NamedNode(f"{_SUITE}Failure")
_DATA, _SHAPES = NamedNode(f"{_SUITE}dataGraph"), NamedNode(f"{_SUITE}shapesGraph")

_NOT_SUPPORTED = {
    "nodeValidator-001": "constraint components of one's own",
    "optional-001": "constraint components of one's own",
    "pre-binding-003": "bound($this) in an inner group",
    "pre-binding-005": "bound($this) in an inner group",
    "propertyValidator-select-001": "constraint components of one's own",
    "qualified-001": "a count of values without the shape that they are counted by, which SHACL passes over",
    "severity-002": "severities of one's own",
    "shapesGraph-001": "$shapesGraph",
    "validator-001": "constraint components of one's own",
}

Outcome = frozenset[tuple[Term, str | None, Term | None, NamedNode, str]]


@dataclass(frozen=True, slots=True)
class Case:
    """One test: data, shapes, and what a validator must report (None: it must refuse the shapes)."""

    data: tuple[Quad, ...]
    shapes: tuple[Quad, ...]
    expected: Outcome | None


def _triples(address: str) -> tuple[Quad, ...]:
    content = Path(address.removeprefix("file://")).read_bytes()
    return tuple(parse(content, format=RdfFormat.TURTLE, base_iri=address))


def _cases(path: Path) -> Iterator[Case]:
    address = path.as_uri()
    own = _triples(address)
    index = Index(own)
    for entry in index.instances(_VALIDATE):
        action, result = index.value(entry, _ACTION), index.value(entry, _RESULT)
        assert action is not None
        assert result is not None
        graphs = [index.value(action, term) for term in (_DATA, _SHAPES)]
        data, shapes = (own if graph == NamedNode(address) else _triples(str(graph)[1:-1]) for graph in graphs)
        yield Case(data, shapes, None if result == _FAILURE else frozenset(_expected(index, result)))


def _expected(index: Index, report: Term) -> Iterator[tuple[Term, str | None, Term | None, NamedNode, str]]:
    for result in index.values(report, SH.result):
        path, component = index.value(result, SH.resultPath), index.value(result, SH.sourceConstraintComponent)
        focus, severity = index.value(result, SH.focusNode), index.value(result, SH.resultSeverity)
        assert focus is not None
        assert isinstance(component, NamedNode)
        assert isinstance(severity, NamedNode)
        way = None if path is None else str(read_path(index, path))
        rank = severity.value.removeprefix(SH.namespace)
        yield focus, way, index.value(result, SH.value), component, rank


def _reported(case: Case) -> Outcome | None:
    try:
        shapes = Shapes.read(case.shapes)
        found = list(shapes.results(Data(case.data, {})))
    except ShapesError:
        return None
    return frozenset((r.focus, r.path, r.value, r.component, str(r.severity)) for r in found)


def _files(suite: Path) -> list[Path]:
    found = sorted((suite / "core").glob("*/*.ttl")) + sorted((suite / "sparql").glob("*/*.ttl"))
    return [path for path in found if path.name != "manifest.ttl"]


@pytest.mark.shared
def test_the_w3c_suite_passes_but_for_what_is_not_supported(shared: Path) -> None:
    files = _files(shared / "external/data-shapes/tests")
    failed = {path.stem: None for path in files for case in _cases(path) if _reported(case) != case.expected}
    assert set(failed) == set(_NOT_SUPPORTED)


@pytest.mark.shared
def test_what_is_not_supported_is_refused_and_never_passed_over(shared: Path) -> None:
    files = _files(shared / "external/data-shapes/tests")
    cases = [case for path in files if path.stem in _NOT_SUPPORTED for case in _cases(path)]
    assert [case for case in cases if _reported(case) is not None] == []
