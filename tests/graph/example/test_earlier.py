"""The earlier consultation of the example, which the later one follows up."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from graph.example.make import ROUNDS, make_gold, sources
from graph.extraction import open_extractor
from graph.mapping.verdicts import verdicts
from graph.model import Consultation, Document, Metadata, Part, Response
from graph.reading import read
from graph.reading.declarations import read_consultation_file
from graph.reading.metadata.recognition import recognise
from graph.registry import Registry

_EARLIER = ROUNDS[1]
_GOLD = _EARLIER / "gold"


@pytest.fixture(scope="module")
def earlier(registry: Registry) -> Consultation:
    """The earlier consultation."""
    return read_consultation_file(_EARLIER / "consultation.toml", registry)


@pytest.fixture(scope="module")
def read_answers() -> dict[str, Document]:
    """Every answer to it, by its name without extension."""
    return {path.stem: read(path.read_bytes(), path.name) for path in sorted((_EARLIER / "responses").iterdir())}


@pytest.fixture(scope="module")
def recognised_answers(
    read_answers: dict[str, Document], registry: Registry, earlier: Consultation
) -> dict[str, Metadata]:
    """What each says of itself."""
    return {name: recognise(document, registry, [earlier]) for name, document in read_answers.items()}


@pytest.fixture(scope="module")
def stated() -> dict[str, dict[str, Any]]:
    """By answer: who gives it, and where a person sees it stand on each proposal."""
    return tomllib.loads((_GOLD / "verdicts.toml").read_text(encoding="utf-8"))


def test_each_proposal_that_is_carried_on_was_asked_about(earlier: Consultation, registry: Registry) -> None:
    later = read_consultation_file(ROUNDS[0] / "consultation.toml", registry)
    assert later.follows_up == Consultation(earlier.key, {})
    carried_on = {number for proposal in later.proposals for number in proposal.continues}
    asked = {proposal.number for proposal in earlier.proposals}
    assert carried_on < asked, "one proposal should have been dropped, and none be carried on that was never made"


def test_the_gold_is_what_the_sources_say_of_the_texts_as_they_are_read(tmp_path: Path) -> None:
    assert make_gold(tmp_path, _EARLIER) == []
    for path in tmp_path.iterdir():
        assert path.read_text("utf-8") == (_GOLD / path.name).read_text("utf-8"), path.name


def test_senders_are_recognised_and_their_names_say_that_they_are_invented(
    recognised_answers: dict[str, Metadata], stated: dict[str, dict[str, Any]], earlier: Consultation
) -> None:
    assert recognised_answers.keys() == stated.keys()
    for name, metadata in recognised_answers.items():
        assert [actor.name for actor in metadata.senders] == stated[name]["actors"]
        assert metadata.consultation == earlier.key
        assert metadata.issued is not None
        assert metadata.issued.year == 2024
    for actor in (*earlier.invited, *(actor for each in recognised_answers.values() for actor in each.senders)):
        assert re.search("[Ee]ks[ea]mp", actor.name)


def test_the_verdicts_are_those_of_a_person(
    read_answers: dict[str, Document],
    recognised_answers: dict[str, Metadata],
    stated: dict[str, dict[str, Any]],
    earlier: Consultation,
    registry: Registry,
) -> None:
    extractor, right, wanted = open_extractor(registry), 0, 0
    for name, document in read_answers.items():
        extraction = extractor(document, Response(name, recognised_answers[name], (Part(document),)), earlier)
        found = {one.proposal.number: one.kind.value for one in verdicts(earlier, extraction.statements)}
        wanted += len(stated[name]) - 1
        right += sum(found.get(number) == verdict for number, verdict in stated[name].items())
    assert right / wanted >= 0.8, f"{right} of {wanted}"


def test_every_marked_span_is_in_the_gold() -> None:
    for source in sources(_EARLIER):
        lines = (_GOLD / f"{source.file.rpartition('.')[0]}.jsonl").read_text("utf-8").splitlines()
        assert len(lines) == len(source.annotations)
        assert any(json.loads(line)["proposal"] for line in lines)
