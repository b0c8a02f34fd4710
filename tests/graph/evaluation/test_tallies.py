import pytest

from graph.evaluation.marks import Case, Mark, NamingMark, Side
from graph.evaluation.tallies import Counts, Measure, matched, tally, total
from graph.model import Kind, Span

CONCERN, SUPPORT, ASSESSMENT = Kind.CONCERN, Kind.SUPPORT, Kind.ASSESSMENT
EHDS, KS = frozenset({"EHDS", "key ehds"}), frozenset({"KS"})


def mark(start: int, end: int, kind: Kind = CONCERN, **more: object) -> Mark:
    return Mark(Span(start, end), "", kind, **more)  # type: ignore[arg-type]


def case(gold: list[Mark], predicted: list[Mark], **more: object) -> Case:
    return Case("svar", "nb", Side(tuple(gold)), Side(tuple(predicted)), **more)  # type: ignore[arg-type]


def test_a_position_of_another_kind_is_detected_but_not_right() -> None:
    counts = tally(case([mark(0, 10)], [mark(0, 10, SUPPORT)]))
    assert counts[Measure.DETECTION] == Counts(1, 1, 1)
    assert counts[Measure.TYPED] == Counts(0, 1, 1)
    assert counts[Measure.CONCERN] == Counts(0, 0, 1)
    assert counts[Measure.SUPPORT] == Counts(0, 1, 0)


def test_half_of_what_two_spans_cover_is_enough_and_less_is_not() -> None:
    assert tally(case([mark(0, 10)], [mark(5, 10)]))[Measure.DETECTION].right == 1
    assert tally(case([mark(0, 10)], [mark(6, 10)]))[Measure.DETECTION].right == 0


def test_each_gold_position_is_found_once() -> None:
    assert tally(case([mark(0, 10)], [mark(0, 9), mark(0, 10)]))[Measure.DETECTION] == Counts(1, 2, 1)


def test_at_equal_overlap_the_same_kind_goes_first() -> None:
    found = matched(case([mark(0, 10, SUPPORT)], [mark(0, 5), mark(5, 10, SUPPORT)]))
    assert [predicted.kind for _, predicted in found.pairs] == [SUPPORT]


def test_what_matches_an_own_judgement_is_neither_right_nor_wrong() -> None:
    assert tally(case([mark(0, 10, ASSESSMENT)], [mark(0, 10)]))[Measure.DETECTION] == Counts(0, 0, 0)


def test_a_reported_statement_that_is_given_to_the_sender_is_wrong() -> None:
    counts = tally(case([mark(0, 10, holder=KS)], [mark(0, 10)]))
    assert counts[Measure.DETECTION] == Counts(0, 1, 0)
    assert counts[Measure.REPORTED] == Counts(0, 0, 1)


def test_reported_speech_is_found_whatever_its_kind_and_its_holder_is_counted_apart() -> None:
    gold = [mark(0, 10, holder=KS), mark(20, 30, holder=KS)]
    counts = tally(case(gold, [mark(0, 10, SUPPORT, holder=KS), mark(20, 30, holder=EHDS)]))
    assert counts[Measure.REPORTED] == Counts(2, 2, 2)
    assert counts[Measure.HOLDER] == Counts(1, 2, 2)


def test_targets_are_the_same_where_they_share_a_name_or_a_key() -> None:
    gold = [mark(0, 10, targets=(EHDS, KS)), mark(20, 30, targets=(KS,))]
    counts = tally(case(gold, [mark(0, 10, targets=(frozenset({"key ehds"}), frozenset({"other"})))]))
    assert counts[Measure.TARGETS] == Counts(1, 2, 3)


def test_the_same_target_twice_is_right_once() -> None:
    counts = tally(case([mark(0, 10, targets=(EHDS,))], [mark(0, 10, targets=(EHDS, EHDS))]))
    assert counts[Measure.TARGETS] == Counts(1, 2, 1)


def test_words_of_a_heading_that_name_nothing_are_left_out_on_both_sides() -> None:
    counts = tally(case([mark(0, 10, section_targets=None)], [mark(0, 10, section_targets=(EHDS,))]))
    assert counts[Measure.SECTION_TARGETS] == Counts(0, 0, 0)


def test_force_is_judged_where_the_kind_is_right_and_the_gold_has_one() -> None:
    gold = [mark(0, 10, force="must"), mark(20, 30, force="must"), mark(40, 50)]
    predicted = [mark(0, 10, force="must"), mark(20, 30, SUPPORT), mark(40, 50, force="should")]
    assert tally(case(gold, predicted))[Measure.FORCE] == Counts(1, 1, 1)


def test_a_proposal_is_right_where_the_position_is_found_and_answers_it() -> None:
    gold = [mark(0, 10, proposal="1"), mark(20, 30, proposal="2"), mark(40, 50)]
    predicted = [mark(0, 10, proposal="1"), mark(20, 30, proposal="1"), mark(40, 50)]
    counts = tally(case(gold, predicted, has_proposals=True))
    assert counts[Measure.PROPOSAL] == Counts(1, 2, 2)
    assert counts[Measure.PROPOSAL_CHOICE] == Counts(2, 3, 3)


def test_a_reason_is_right_where_its_span_matches() -> None:
    gold = [mark(0, 10, reason=Span(10, 20)), mark(20, 30, reason=Span(30, 40))]
    predicted = [mark(0, 10, reason=Span(11, 20)), mark(20, 30, reason=Span(50, 60))]
    assert tally(case(gold, predicted, has_reasons=True))[Measure.REASONS] == Counts(1, 2, 2)


@pytest.mark.parametrize("measure", [Measure.PROPOSAL, Measure.REASONS, Measure.REFERENCES])
def test_what_nobody_annotated_is_not_counted(measure: Measure) -> None:
    assert measure not in tally(case([mark(0, 10)], [mark(0, 10)]))


def test_references_count_once_a_document_and_mentions_each_time() -> None:
    gold = Side((), (NamingMark(Span(0, 4), "ehds"), NamingMark(Span(10, 14), "ehds"), NamingMark(Span(20, 24), "ks")))
    predicted = Side((), (NamingMark(Span(0, 5), "ehds"), NamingMark(Span(30, 34), "nou-2023-4")))
    counts = tally(Case("svar", "nb", gold, predicted))
    assert counts[Measure.REFERENCES] == Counts(1, 2, 2)
    assert counts[Measure.MENTIONS] == Counts(1, 2, 3)


def test_coverage_is_the_share_of_gold_positions_that_a_unit_matches() -> None:
    counts = tally(case([mark(0, 10), mark(20, 30)], [], units=((Span(0, 8), 0.5), (Span(28, 40), 0.5))))
    assert counts[Measure.COVERAGE] == Counts(1, 2, 2)


def test_totals_add_up_what_some_documents_have_and_others_lack() -> None:
    both = total([{Measure.TYPED: Counts(1, 2, 3)}, {Measure.TYPED: Counts(1, 1, 1), Measure.REASONS: Counts(0, 1, 0)}])
    assert both == {Measure.TYPED: Counts(2, 3, 4), Measure.REASONS: Counts(0, 1, 0)}


def test_scores_of_nothing_are_zero() -> None:
    nothing = Counts()
    assert (nothing.precision, nothing.recall, nothing.f1) == (0.0, 0.0, 0.0)
