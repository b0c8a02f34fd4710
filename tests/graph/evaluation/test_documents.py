import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.evaluation.naming import Names
from graph.evaluation.running import Setting, evaluated, read_all
from graph.evaluation.tallies import Measure
from graph.evaluation.twins import family
from graph.example.make import EXAMPLE
from graph.registry import Registry

Annotate = Callable[..., tuple[Path, Path]]
PLAIN = [("Skolene bør få mer tid.", "recommendation")]


def read(*pairs: tuple[Path, Path]) -> list[str]:
    return [each.name for each in read_all(pairs, Setting())]


def test_documents_stand_anywhere_below_their_folder(annotate: Annotate, tmp_path: Path) -> None:
    gold, source = annotate(tmp_path, "svar", PLAIN)
    (source / "skole").mkdir()
    (source / "svar.txt").rename(source / "skole" / "svar.txt")
    (gold / "skole").mkdir()
    (gold / "svar.jsonl").rename(gold / "skole" / "svar.jsonl")
    assert read((gold, source)) == read((tmp_path, tmp_path)) == ["svar"]


def test_an_attachment_is_read_with_the_response_that_it_belongs_to() -> None:
    documents = read_all(((EXAMPLE / "gold", EXAMPLE / "responses"),), Setting())
    attachment = next(each for each in documents if each.name == "eksempel-universitetssykehus-vedlegg")
    assert attachment.part.role == "attachment"
    assert attachment.response.metadata.senders[0].name == "Eksempel universitetssykehus HF"


def test_a_missing_document_is_named(annotate: Annotate, tmp_path: Path) -> None:
    gold, source = annotate(tmp_path, "svar", PLAIN)
    (source / "svar.txt").unlink()
    with pytest.raises(InputError, match=r"No document svar\.\* stands in .*Add it"):
        read((gold, source))


def test_two_documents_of_one_stem_are_told(annotate: Annotate, tmp_path: Path) -> None:
    gold, source = annotate(tmp_path, "svar", PLAIN)
    (source / "svar.md").write_text("Noe annet.", encoding="utf-8")
    with pytest.raises(InputError, match="Several documents fit the annotation svar"):
        read((gold, source))


def test_two_annotations_of_one_stem_are_told(annotate: Annotate, tmp_path: Path) -> None:
    gold, source = annotate(tmp_path, "svar", PLAIN)
    (gold / "mer").mkdir()
    (gold / "mer" / "svar.jsonl").write_text((gold / "svar.jsonl").read_text("utf-8"), encoding="utf-8")
    with pytest.raises(InputError, match="of one name"):
        read((gold, source))


def test_a_document_in_which_nothing_is_stated_has_an_empty_annotation(annotate: Annotate, tmp_path: Path) -> None:
    pair = annotate(tmp_path, "svar", [("Byen ligger ved elva.", None)])
    [result] = evaluated(read_all((pair,), Setting()), Setting())
    assert result.tally[Measure.DETECTION].gold == 0


def test_a_folder_without_annotations_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no annotation"):
        read((tmp_path, tmp_path))


@pytest.mark.parametrize(
    "line",
    [
        "no JSON",
        "[]",
        "{}",
        '{"start": 0, "end": 3, "text": "Sko"}',
        '{"start": 0, "end": 3, "text": "Sko", "kind": "wish"}',
        '{"start": 3, "end": 0, "text": "Sko", "kind": "support"}',
        '{"start": "0", "end": "3", "text": "Sko", "kind": "support"}',
        '{"start": 0.0, "end": 3.0, "text": "Sko", "kind": "support"}',
        '{"start": 0, "end": 3, "text": "Sko", "kind": "support", "targets": "EHDS"}',
    ],
)
def test_a_line_that_is_no_record_is_named(annotate: Annotate, tmp_path: Path, line: str) -> None:
    gold, source = annotate(tmp_path, "svar", PLAIN)
    with (gold / "svar.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    with pytest.raises(InputError, match=r"svar\.jsonl, line 2 is no record"):
        read((gold, source))


def test_a_reference_without_a_key_is_named(annotate: Annotate, tmp_path: Path) -> None:
    gold, source = annotate(tmp_path, "svar", PLAIN)
    (gold / "references.jsonl").write_text('{"doc": "svar", "start": 0, "end": 3}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"references\.jsonl, line 1 is no record: it has no 'key'"):
        read((gold, source))


def test_answers_that_the_project_ships_are_written_and_others_real(annotate: Annotate, tmp_path: Path) -> None:
    pairs = ((EXAMPLE / "gold", EXAMPLE / "responses"), annotate(tmp_path, "svar", PLAIN))
    assert {each.folder.is_written for each in read_all(pairs[:1], Setting())} == {True}
    assert {each.folder.is_written for each in read_all(pairs[1:], Setting())} == {False}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("EHDS", "ehds"),
        ("Nasjonal e-helsestrategi/Mål 4", "ehs-m4"),
        ("Nasjonal e-helsestrategi/Måleindikator 1.4", "ehs-ind-1-4"),
        ("NOU 2099: 3", "nou-2099-3"),
        ("Eksempelplanen", "eksempelplan-2099"),
    ],
)
def test_names_in_annotations_mean_what_registry_designation_or_references_say(name: str, key: str) -> None:
    names = Names(Registry.load(), {"Eksempelplanen": "eksempelplan-2099"})
    assert f"key {key}" in names.of(name)


def test_words_of_a_heading_name_nothing_that_is_known() -> None:
    assert not Names(Registry.load(), {}).is_known("2. Hva vi ellers ønsker oss")


def test_twins_share_a_name_without_their_language() -> None:
    assert family("eksempelby-nb") == family("eksempelby-nn") != family("eksempelby-nord")


def test_a_proposal_of_the_consultation_is_no_target(annotate: Annotate, tmp_path: Path) -> None:
    gold, source = annotate(tmp_path, "svar", PLAIN)
    record = json.loads((gold / "svar.jsonl").read_text("utf-8"))
    record["targets"] = ["forslag 2", "Forslag 3/alternativ B", "EHDS"]
    (gold / "svar.jsonl").write_text(json.dumps(record), encoding="utf-8")
    [each] = read_all(((gold, source),), Setting())
    [mark] = each.gold.marks(Names(Registry.load(), {}))
    assert len(mark.targets) == 1


def test_another_text_than_was_annotated_is_refused(annotate: Annotate, tmp_path: Path) -> None:
    gold, source = annotate(tmp_path, "svar", PLAIN)
    (source / "svar.txt").write_text("Noe annet.", encoding="utf-8")
    with pytest.raises(InputError, match=r"svar\.jsonl: the text at 0 is not the one annotated"):
        read((gold, source))
