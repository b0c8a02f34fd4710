"""How well the shipped extractor finds the example's positions, by the scoring rule of the annotation guide."""

from collections.abc import Sequence
from typing import Any

import pytest

from graph.example.make import EXAMPLE
from graph.extraction import open_extractor
from graph.mapping.verdicts import verdicts
from graph.model import Consultation, Document, Extraction, Kind, Part, Response, Span, Statement, check_grounding
from graph.reading.declarations import read_consultation_file
from graph.reading.metadata.recognition import recognise
from graph.registry import Registry

LEAST_OVERLAP = 0.5


@pytest.fixture(scope="module")
def asked(registry: Registry) -> Consultation:
    """The example's consultation."""
    return read_consultation_file(EXAMPLE / "consultation.toml", registry)


@pytest.fixture(scope="module")
def extracted(documents: dict[str, Document], registry: Registry, asked: Consultation) -> dict[str, Extraction]:
    """What the extractor finds in each answer."""
    extractor = open_extractor(registry)
    return {
        name: extractor(document, Response(name, recognise(document, registry, [asked]), (Part(document),)), asked)
        for name, document in documents.items()
    }


def test_what_is_extracted_stands_in_the_text(documents: dict[str, Document], extracted: dict[str, Extraction]) -> None:
    for name, extraction in extracted.items():
        check_grounding(documents[name], extraction)


def test_most_of_the_gold_positions_are_found(
    extracted: dict[str, Extraction], gold: dict[str, list[dict[str, Any]]]
) -> None:
    matched = found = wanted = 0
    for name, records in gold.items():
        own = [record for record in records if _is_scored(record)]
        left = [
            span for record in records if record["kind"] in ("assessment", "commitment") for span in [_span(record)]
        ]
        positions = [one.span for one in extracted[name].statements if _is_position(one)]
        pairs = _pairs([_span(record) for record in own], positions)
        spared = [
            one for one in positions if one not in pairs and any(_overlap(one, span) >= LEAST_OVERLAP for span in left)
        ]
        matched, found, wanted = matched + len(pairs), found + len(positions) - len(spared), wanted + len(own)
    f1 = 2 * matched / (found + wanted)
    assert f1 >= 0.7, f"{matched} of {wanted} found, with {found} given: F1 {f1:.3f}"


def test_an_answer_that_only_endorses_another_supports_it(extracted: dict[str, Extraction]) -> None:
    (endorsement,) = extracted["eksempelforbundet"].statements
    assert endorsement.kind is Kind.SUPPORT


def test_most_positions_reach_the_proposal_that_they_are_about(
    extracted: dict[str, Extraction], gold: dict[str, list[dict[str, Any]]]
) -> None:
    right = all_of_them = 0
    for name, records in gold.items():
        proposals = {_span(record): record["proposal"] for record in records if _is_scored(record)}
        for one in extracted[name].statements:
            if one.span in proposals and proposals[one.span] is not None:
                all_of_them += 1
                right += one.proposal == proposals[one.span]
    assert right / all_of_them >= 0.7, f"{right} of {all_of_them}"


def test_most_verdicts_are_those_of_a_person(
    extracted: dict[str, Extraction], asked: Consultation, stated_verdicts: dict[str, dict[str, Any]]
) -> None:
    right = wanted = 0
    for name, stated in stated_verdicts.items():
        found = {one.proposal.number: one.kind.value for one in verdicts(asked, extracted[name].statements)}
        wanted += len(stated) - 1
        right += sum(found.get(number) == verdict for number, verdict in stated.items())
    assert right / wanted >= 0.6, f"{right} of {wanted}"


def test_most_references_are_found(extracted: dict[str, Extraction], references: list[dict[str, Any]]) -> None:
    wanted = {(one["doc"], one["key"]) for one in references}
    found = {(name, mention.thing.key) for name, extraction in extracted.items() for mention in extraction.mentions}
    assert len(wanted & found) / len(wanted) >= 0.9, sorted(wanted - found)


def _is_scored(record: dict[str, Any]) -> bool:
    return record["holder"] is None and Kind(record["kind"]).is_position


def _is_position(statement: Statement) -> bool:
    return not statement.is_reported and statement.kind.is_position


def _span(record: dict[str, Any]) -> Span:
    return Span(record["start"], record["end"])


def _overlap(one: Span, other: Span) -> float:
    """The intersection of two spans over their union."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / (max(one.end, other.end) - min(one.start, other.start))


def _pairs(gold: Sequence[Span], found: Sequence[Span]) -> dict[Span, Span]:
    """Found spans with the gold ones that they match, one to one, the best overlap first."""
    ranked = sorted(
        ((_overlap(one, other), one, other) for one in found for other in gold), key=lambda pair: pair[0], reverse=True
    )
    pairs: dict[Span, Span] = {}
    for overlap, one, other in ranked:
        if overlap >= LEAST_OVERLAP and one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs
