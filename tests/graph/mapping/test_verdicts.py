"""The documented rule by which positions on a proposal become a verdict."""

from dataclasses import replace

import pytest

from graph.mapping import verdict_kind, verdicts
from graph.model import Consultation, Kind, Span, Statement, VerdictKind

YES, NO, WORRY, ASK = Kind.SUPPORT, Kind.OPPOSITION, Kind.CONCERN, Kind.RECOMMENDATION


def position(kind: Kind, start: int = 0) -> Statement:
    """A position on proposal 1."""
    return Statement(Span(start, start + 1), "x", kind, proposal="1")


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([YES], VerdictKind.SUPPORTS),
        ([YES, YES], VerdictKind.SUPPORTS),
        ([YES, WORRY], VerdictKind.SUPPORTS_WITH_REMARKS),
        ([ASK, YES], VerdictKind.SUPPORTS_WITH_REMARKS),
        ([YES, NO], VerdictKind.SUPPORTS_WITH_REMARKS),
        ([NO], VerdictKind.OPPOSES),
        ([NO, ASK], VerdictKind.OPPOSES),
        ([NO, YES], VerdictKind.OPPOSES),
        ([WORRY, ASK], VerdictKind.REMARKS),
    ],
)
def test_the_first_stance_decides_and_the_rest_qualifies(kinds: list[Kind], expected: VerdictKind) -> None:
    assert verdict_kind([position(kind) for kind in kinds]) is expected


def test_a_ticked_yes_with_a_lack_below_is_support_with_remarks(consultation: Consultation) -> None:
    found = list(verdicts(consultation, [position(YES, 0), position(WORRY, 5)]))
    assert [(item.proposal.number, item.kind) for item in found] == [("1", VerdictKind.SUPPORTS_WITH_REMARKS)]


def test_dissent_and_reported_stances_do_not_count(consultation: Consultation) -> None:
    dissent, reported = replace(position(NO), dissent=True), replace(position(NO), holder="Eksempelutvalget")
    found = list(verdicts(consultation, [dissent, reported, position(YES, 9)]))
    assert [item.kind for item in found] == [VerdictKind.SUPPORTS]


def test_a_proposal_that_nobody_speaks_of_gets_no_verdict(consultation: Consultation) -> None:
    assert not list(verdicts(consultation, [replace(position(YES), proposal="ovrige")]))
