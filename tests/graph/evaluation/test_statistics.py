"""Intervals, calibration and folds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.evaluation.calibration import calibration
from graph.evaluation.folds import assigned
from graph.evaluation.intervals import intervals
from graph.evaluation.tallies import Counts


def test_an_interval_is_the_same_in_every_run() -> None:
    counts = [Counts(right, 10, 10) for right in range(11)]
    assert intervals(counts) == intervals(counts)


def test_an_interval_holds_the_score_and_is_wide_where_documents_differ() -> None:
    found = intervals([Counts(right, 10, 20) for right in range(11)])
    assert found is not None
    assert found.precision.low < 0.5 < found.precision.high
    assert found.recall.low < 0.25 < found.recall.high
    assert found.f1.low < 1 / 3 < found.f1.high


def test_documents_are_drawn_and_not_their_statements() -> None:
    found = intervals([Counts(5, 10, 10)] * 20)
    assert found is not None
    assert (found.f1.low, found.f1.high) == (0.5, 0.5)


def test_resamples_without_anything_to_score_are_left_out() -> None:
    found = intervals([Counts(1, 1, 1), *[Counts()] * 9])
    assert found is not None
    assert (found.f1.low, found.f1.high) == (1.0, 1.0)


def test_one_document_has_no_interval() -> None:
    assert intervals([Counts(1, 2, 3)]) is None


def test_a_confidence_that_says_how_often_it_is_right_has_no_error() -> None:
    judged = [(0.75, True)] * 3 + [(0.75, False)]
    assert calibration(judged).error == 0


def test_the_calibration_error_is_the_mean_over_predictions_of_how_far_their_bin_is_off() -> None:
    found = calibration([(0.95, False), (0.95, True), (0.05, False), (0.05, False)])
    assert found.error == pytest.approx((0.45 + 0.05) / 2)
    assert [(one.number, one.right) for one in found.bins] == [(2, 0.0), (2, 0.5)]


def test_full_confidence_falls_into_the_last_bin() -> None:
    assert [(one.low, one.high) for one in calibration([(1.0, True), (0.91, True)]).bins] == [(0.9, 1.0)]


def test_no_predictions_have_no_calibration_error() -> None:
    assert calibration([]).error == 0


@settings(max_examples=30)
@given(st.sets(st.text(min_size=1, max_size=8), min_size=1, max_size=40), st.integers(2, 7), st.randoms())
def test_folds_are_of_one_size_and_do_not_depend_on_the_order_of_documents(names, number, random) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    shuffled = sorted(names)
    random.shuffle(shuffled)
    folds = assigned({name: name for name in shuffled}, number)
    assert folds == assigned({name: name for name in sorted(names)}, number)
    sizes = [list(folds.values()).count(fold) for fold in range(number)]
    assert max(sizes) - min(sizes) <= 1


def test_a_group_is_never_divided() -> None:
    groups = {f"{name}-{language}": name for name in "abcdefgh" for language in ("nb", "nn")}
    folds = assigned(groups, 3)
    assert all(folds[f"{name}-nb"] == folds[f"{name}-nn"] for name in "abcdefgh")
