"""The written answers: what is marked stands in the texts, and training and testing are apart."""

import itertools
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graph.cli.build import build
from graph.extraction.written.make import WRITTEN, MarkError, answers, consultations, gold_lines, read_answer
from graph.model import Force, Kind
from graph.reading import read
from graph.reading.declarations import read_consultation_file
from graph.registry import Registry

FOLDERS = consultations()
each_consultation = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)

Record = dict[str, Any]


def _gold(folder: Path) -> dict[str, list[Record]]:
    return {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted((folder / "gold").glob("*.jsonl"))
    }


def _texts(folder: Path) -> dict[str, str]:
    paths = [path for path in sorted((folder / "responses").iterdir()) if path.suffix in (".txt", ".md")]
    return {path.stem: read(path.read_bytes(), path.name).text for path in paths}


def _twins() -> Iterator[tuple[Path, str]]:
    for folder in FOLDERS:
        yield from ((folder, path.stem.removesuffix("-nn")) for path in sorted((folder / "gold").glob("*-nn.jsonl")))


@each_consultation
def test_texts_and_gold_are_what_their_sources_make(folder: Path) -> None:
    made = answers(folder)
    assert set(_texts(folder)) == set(_gold(folder)) == {answer.stem for answer in made}
    for answer in made:
        assert (folder / "responses" / answer.file).read_bytes() == answer.text.encode(), answer.file
        assert (folder / "gold" / f"{answer.stem}.jsonl").read_bytes() == gold_lines(answer).encode(), answer.file


@each_consultation
def test_what_is_marked_stands_at_its_offsets_in_order_and_apart(folder: Path) -> None:
    texts = _texts(folder)
    for stem, records in _gold(folder).items():
        assert [one["text"] for one in records] == [texts[stem][one["start"] : one["end"]] for one in records]
        assert all(one["end"] <= other["start"] for one, other in itertools.pairwise(records)), stem


@each_consultation
def test_what_is_marked_has_valid_kinds_forces_and_proposals(folder: Path) -> None:
    asked = read_consultation_file(folder / "consultation.toml", Registry.load())
    numbers = {None, *(proposal.number for proposal in asked.proposals)}
    for records in _gold(folder).values():
        spans = [[one["start"], one["end"]] for one in records]
        for one in records:
            assert (one["force"] is not None) == (Kind(one["kind"]) is Kind.RECOMMENDATION)
            assert one["force"] is None or Force(one["force"])
            assert one["proposal"] in numbers, one["text"]
            assert one["justified_by"] is None or one["justified_by"] in spans


def test_nothing_is_both_for_training_and_for_testing() -> None:
    assert {folder.parent.name for folder in FOLDERS} == {"training", "testing"}
    keys = [read_consultation_file(folder / "consultation.toml", Registry.load()).key for folder in FOLDERS]
    stems = [stem for folder in FOLDERS for stem in _gold(folder)]
    assert len(set(keys)) == len(keys)
    assert len(set(stems)) == len(stems)
    training, testing = (_quotes(part) for part in ("training", "testing"))
    assert {quote for quote in training & testing if len(quote.split()) > 5} == set()


def _quotes(part: str) -> set[str]:
    folders = [folder for folder in FOLDERS if folder.parent.name == part]
    return {one["text"] for folder in folders for records in _gold(folder).values() for one in records}


@pytest.mark.parametrize(("folder", "stem"), list(_twins()), ids=str)
def test_twins_say_the_same_in_two_languages(folder: Path, stem: str) -> None:
    gold = _gold(folder)
    same = ("kind", "force", "proposal", "dissent", "targets")
    bokmaal, nynorsk = (
        [[one["justified_by"] is not None, *(one[key] for key in same)] for one in gold[f"{stem}-{code}"]]
        for code in ("nb", "nn")
    )
    assert bokmaal == nynorsk


def test_a_consultation_of_written_answers_builds(tmp_path: Path) -> None:
    folder = WRITTEN / "training" / "barnevernets-foerstelinje" / "responses"
    done = CliRunner().invoke(build, [str(folder), "--data", str(tmp_path / "data")])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("marked", ["⟦X|Nei.⟧", "⟦S;q:Nei|Ja.⟧", "⟦S| Ja.⟧", "⟦S|Ja.", "Ja.⟧"])
def test_a_mark_that_means_nothing_is_refused(marked: str, tmp_path: Path) -> None:
    path = tmp_path / "svar.marked"
    path.write_text(f'+++\nfile = "svar.txt"\n+++\n{marked}\n', encoding="utf-8")
    with pytest.raises(MarkError, match=r"svar\.marked"):
        read_answer(path)


def test_lines_are_wrapped_without_moving_what_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "svar.marked"
    path.write_text('+++\nfile = "svar.txt"\nwrap = 12\n+++\nVi ser at  ⟦S|vi støtter dette.⟧\n', encoding="utf-8")
    answer = read_answer(path)
    assert answer.text == "Vi ser at \nvi støtter\ndette.\n"
    assert answer.marks[0].span.of(answer.text) == "vi støtter\ndette."


def test_the_rare_kinds_are_many_and_two_thirds_of_them_are_for_training() -> None:
    own = {"training": Counter[str](), "testing": Counter[str]()}
    for folder in FOLDERS:
        own[folder.parent.name].update(
            one["kind"] for records in _gold(folder).values() for one in records if one["holder"] is None
        )
    for kind, least in (("support", 300), ("opposition", 200), ("concern", 250), ("recommendation", 350)):
        total = sum(part[kind] for part in own.values())
        assert total >= least
        assert 0.6 <= own["training"][kind] / total <= 0.8, kind
    assert len(list(_twins())) >= 10
