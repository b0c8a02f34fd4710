"""Cross-validation, on answers in words that no model can know unless it is taught them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.cli.evaluate import evaluate
from graph.errors import InputError
from graph.evaluation.groups import Outcome, groups
from graph.evaluation.running import Design, cross_validated
from graph.evaluation.tallies import Measure

Annotate = Callable[..., tuple[Path, Path]]
KNOWN = [("Zyxt brumle kvarkene.", "support"), ("Tralt dunger ved frossen.", None)] * 6
STEMS = ["a", "b", "c", "d-nb", "d-nn", "f", "g", "h", "i"]
PECULIAR = [("Plogg drallet gnufsene.", "opposition"), ("Tralt dunger ved frossen.", None)] * 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, annotate: Annotate) -> Path:
    """Some answers of which one says what no other says, and one more that repeats what it says."""
    folder = tmp_path_factory.mktemp("answers")
    for stem in STEMS:
        sentences = PECULIAR if stem == "c" else KNOWN
        annotate(folder / "given", stem, sentences)
    annotate(folder / "new", "e", PECULIAR)
    return folder


@pytest.fixture(scope="module")
def outcome(folder: Path) -> Outcome:
    """The outcome of two folds, with one answer that is in neither."""
    given, new = ((folder / name / "gold", folder / name / "source") for name in ("given", "new"))
    heard: list[tuple[int, int]] = []
    found = cross_validated(Design((given,), 2, unseen=(new,)), 2, lambda *done: heard.append(done))
    assert heard == [(1, 3), (2, 3), (3, 3)]
    return found


def found_in(outcome: Outcome, manner: str) -> dict[str, float]:
    return {each.name: each.tally[Measure.TYPED].recall for each in getattr(outcome, manner)}


def test_what_only_one_answer_says_is_not_found_in_it_when_it_is_left_out(outcome: Outcome) -> None:
    found = found_in(outcome, "left_out")
    assert list(found) == STEMS
    assert found["c"] == 0
    assert found["a"] == found["b"] == 1


def test_a_model_trained_on_all_finds_it_there_and_in_new_answers(outcome: Outcome) -> None:
    assert found_in(outcome, "seen")["c"] == 1
    assert found_in(outcome, "unseen") == {"e": 1}
    assert outcome.is_shipped is False


def test_groups_say_what_was_trained_on(outcome: Outcome) -> None:
    assert [(group.title, len(group.results)) for group in groups(outcome)] == [
        ("real answers, trained on", len(STEMS)),
        ("real answers, cross-validated", len(STEMS)),
        ("real answers, never trained on", 1),
    ]


def test_more_folds_than_documents_are_refused(folder: Path) -> None:
    pair = folder / "given" / "gold", folder / "given" / "source"
    with pytest.raises(InputError, match=f"{len(STEMS)} documents cannot be divided into 12 folds"):
        cross_validated(Design((pair,), 12), 1, lambda *_: None)


def options(folder: Path) -> list[str]:
    return ["--gold", str(folder / "given" / "gold"), "--source", str(folder / "given" / "source")]


def test_the_shipped_model_is_scored_without_folds(folder: Path) -> None:
    done = CliRunner().invoke(evaluate, [*options(folder), "--format", "json"], catch_exceptions=False)
    [group] = json.loads(done.stdout)["groups"]
    assert (group["title"], group["documents"], group["twins"]["pairs"]) == ("real answers", len(STEMS), 1)
    assert group["figures"]["support"]["gold"] == 6 * (len(STEMS) - 1)


def test_no_words_of_the_documents_stand_in_data_or_page(folder: Path) -> None:
    for form in ("json", "markdown"):
        done = CliRunner().invoke(evaluate, [*options(folder), "--format", form], catch_exceptions=False)
        assert "detection" in done.stdout
        assert "brumle" not in done.stdout
        refused = CliRunner().invoke(evaluate, [*options(folder), "--format", form, "--worst", "1"])
        assert "Leave --format out" in refused.stderr


def test_the_worst_errors_are_shown_with_their_words(folder: Path) -> None:
    done = CliRunner().invoke(evaluate, [*options(folder), "--worst", "2"], catch_exceptions=False)
    assert "Plogg drallet gnufsene." in done.stdout


def test_options_of_a_cross_validation_are_refused_without_folds(folder: Path) -> None:
    pair = [str(folder / "new" / "gold"), str(folder / "new" / "source")]
    for option in ("--train-with", "--unseen"):
        assert "Add --folds" in CliRunner().invoke(evaluate, [*options(folder), option, *pair]).stderr


def test_a_gold_folder_needs_its_source_folder(folder: Path) -> None:
    refused = CliRunner().invoke(evaluate, [*options(folder), "--gold", str(folder / "new" / "gold")])
    assert "Give a --source for each --gold" in refused.stderr


def test_a_folder_without_a_model_is_named(folder: Path) -> None:
    with pytest.raises(InputError, match="holds no model"):
        CliRunner().invoke(evaluate, [*options(folder), "--model", str(folder)], catch_exceptions=False)
