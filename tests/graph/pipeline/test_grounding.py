"""Every quote is what stands at its place: whoever tampers with a stage between text and graph is refused."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import UngroundedQuoteError
from graph.folder import DataFolder
from graph.iris import text_digest
from graph.mapping import response_triples
from graph.model import Extraction, Response, Span, Statement
from graph.pipeline import BuildReport, Options
from graph.pipeline.single import extract_file
from graph.pipeline.tools import Tools
from graph.validation import Shapes
from graph.validation.integrity import check_folder

Build = Callable[..., BuildReport]
Change = Callable[[Statement], Statement]


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    """The tools of a build."""
    return Tools(Options(tmp_path_factory.mktemp("kit")))


@pytest.fixture
def found(responses: Path, kit: Tools) -> tuple[Response, Extraction]:
    """A response and what is found in it."""
    response, _, (extraction,) = extract_file(next(responses.glob("Eksempelvik*")), kit)
    assert len(extraction.statements) > 1
    return response, extraction


def rules(data: Path) -> set[str]:
    """What a check of a data folder finds violated, by the names of the rules."""
    findings = check_folder(DataFolder(data), Shapes.load().check).findings
    return {finding.shape.rpartition("#")[2] for finding in findings if finding.is_violation}


def a_response(data: Path) -> Path:
    """The graph file of one response with statements."""
    return next((data / "responses").glob("eksempelvik*.nq"))


# ── While it is built ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, quote=f"Ikke {one.quote}"),
        lambda one: replace(one, quote=one.quote.upper()),
        lambda one: replace(one, span=Span(one.span.start + 1, one.span.end + 1)),
        lambda one: replace(one, span=Span(one.span.start, one.span.end + 100_000)),
    ],
    ids=["other words", "other letters", "moved", "past the end"],
)
def test_what_an_extractor_cannot_place_never_becomes_a_graph(
    found: tuple[Response, Extraction], kit: Tools, change: Change
) -> None:
    response, extraction = found
    first, *others = extraction.statements
    wrong = replace(extraction, statements=(change(first), *others))
    with pytest.raises(UngroundedQuoteError):
        list(response_triples(response, [wrong], None, kit.iris))


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (r'(#exact> ")', r"\1Ikke "),
        (r'(#start> ")(\d+)', r"\g<1>1\2"),
        (r'(#end> ")(\d+)', r"\g<1>1\2"),
        (r'(#prefix> "[^"]{5})', r"\1x"),
        (r'(#suffix> "[^"]{5})', r"\1x"),
    ],
    ids=["exact", "start", "end", "prefix", "suffix"],
)
def test_a_tampered_selector_does_not_pass_the_shapes(
    responses: Path, built: Build, data: Path, pattern: str, instead: str
) -> None:
    built(responses)
    path = a_response(data)
    changed = re.sub(pattern, instead, path.read_text("utf-8"), count=1)
    assert changed != path.read_text("utf-8")
    path.write_text(changed, encoding="utf-8")
    _put_digests_right(data, path)
    assert "EvidenceShape" in rules(data)


# ── In the data folder ───────────────────────────────────────────────────────────────────────────────────────────────


def _changed(path: Path) -> None:
    """Change one letter, so that the size stays."""
    content = path.read_text("utf-8")
    path.write_text(content.replace("fristen", "Fristen", 1), encoding="utf-8")
    assert path.read_text("utf-8") != content


def _put_digests_right(data: Path, path: Path) -> None:
    """Let build.json say of a graph file what it has become."""
    commit = data / "build.json"
    manifest = json.loads(commit.read_text("utf-8"))
    for graph in manifest["graphs"].values():
        if graph["path"] == path.relative_to(data).as_posix():
            graph["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    commit.write_text(json.dumps(manifest), encoding="utf-8")


def _text_of(data: Path) -> Path:
    """The text that the response's offsets count in."""
    digests = DataFolder(data).manifest().records
    record = next(record for key, record in digests.items() if key.startswith("eksempelvik"))
    return data / "texts" / f"{record['texts'][0]}.txt"


@pytest.mark.parametrize(
    ("tamper", "rule"),
    [
        (lambda data: _changed(a_response(data)), "WholeFileRule"),
        (lambda data: a_response(data).unlink(), "WholeFileRule"),
        (lambda data: _changed(_text_of(data)), "KeptTextRule"),
        (lambda data: _text_of(data).unlink(), "KeptTextRule"),
    ],
    ids=["graph changed", "graph lost", "text changed", "text lost"],
)
def test_what_was_tampered_with_is_found_and_mended_by_the_next_build(
    responses: Path, built: Build, data: Path, tamper: Callable[[Path], None], rule: str
) -> None:
    built(responses)
    tamper(data)
    assert rules(data) == {rule}
    report = built(responses)
    assert report.built == 1
    assert rules(data) == set()


def test_a_digest_changed_in_the_commit_is_found_and_mended(responses: Path, built: Build, data: Path) -> None:
    built(responses)
    commit = data / "build.json"
    digest = hashlib.sha256(a_response(data).read_bytes()).hexdigest()
    commit.write_text(commit.read_text("utf-8").replace(digest, "0" * 64), encoding="utf-8")
    assert rules(data) == {"WholeFileRule"}
    built(responses)
    assert rules(data) == set()


def test_a_text_and_its_digests_changed_together_do_not_carry_the_old_quotes(
    responses: Path, built: Build, data: Path
) -> None:
    built(responses)
    old, graph = _text_of(data), a_response(data)
    text = old.read_text("utf-8").replace("støtter forslaget", "avviser forslaget")
    new = text_digest(text)
    old.with_name(f"{new}.txt").write_text(text, encoding="utf-8")
    for path in (graph, data / "build.json"):
        path.write_text(path.read_text("utf-8").replace(old.stem, new), encoding="utf-8")
    _put_digests_right(data, graph)
    assert "EvidenceShape" in rules(data)


def test_a_tampered_response_whose_document_is_gone_is_refused_rather_than_kept(
    responses: Path, built: Build, data: Path
) -> None:
    built(responses)
    _changed(a_response(data))
    next(responses.glob("Eksempelvik*")).unlink()
    report = built(responses)
    assert ["lost or changed" in refusal.reason for refusal in report.refusals] == [True]
    assert rules(data) == set()
