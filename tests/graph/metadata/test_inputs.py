"""Files are found and grouped the same way whatever the order, and what cannot be read is noted."""

import os
import unicodedata
from pathlib import Path

import pytest

from graph.reading.inputs import Discovery, discover


def placed(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('key = "x"' if path.name == "consultation.toml" else "", encoding="utf-8")
    return paths


def documents(found: Discovery) -> list[str]:
    return [source.path.name for source in found.sources]


def messages(found: Discovery, name: str) -> list[str]:
    return [note.message for note in found.notes if note.path.name == name]


def test_the_order_is_that_of_names(tmp_path: Path) -> None:
    placed(tmp_path, "b.txt", "a.txt", "c/a.pdf", "Å.txt")
    assert documents(discover([tmp_path])) == ["a.txt", "b.txt", "a.pdf", "Å.txt"]


def test_files_and_folders_may_be_given_together_and_twice(tmp_path: Path) -> None:
    first, second = placed(tmp_path, "a.txt", "b.txt")
    assert discover([second, tmp_path, first]) == discover([tmp_path])


def test_a_consultation_file_applies_in_and_below_its_folder(tmp_path: Path) -> None:
    placed(tmp_path, "consultation.toml", "a.txt", "under/b.txt", "egen/consultation.toml", "egen/c.txt")
    found = discover([tmp_path])
    applies = {source.path.name: source.consultation_file for source in found.sources}
    assert applies == {
        "a.txt": tmp_path / "consultation.toml",
        "b.txt": tmp_path / "consultation.toml",
        "c.txt": tmp_path / "egen" / "consultation.toml",
    }
    assert len(found.consultation_files) == 2


def test_a_document_given_alone_has_its_sidecar_and_consultation_file(tmp_path: Path) -> None:
    placed(tmp_path, "consultation.toml", "under/a.txt", "under/a.txt.toml", "under/b.txt")
    (source,) = discover([tmp_path / "under" / "a.txt"]).sources
    assert source.sidecar == tmp_path / "under" / "a.txt.toml"
    assert source.consultation_file == tmp_path / "consultation.toml"


@pytest.mark.parametrize("sidecar", ["svar.pdf.toml", "svar.toml"])
def test_a_sidecar_stands_beside_its_document(sidecar: str, tmp_path: Path) -> None:
    placed(tmp_path, "svar.pdf", sidecar)
    (source,) = discover([tmp_path]).sources
    assert source.sidecar == tmp_path / sidecar


def test_a_sidecar_that_fits_two_documents_is_noted(tmp_path: Path) -> None:
    placed(tmp_path, "svar.pdf", "svar.docx", "svar.toml")
    found = discover([tmp_path])
    assert [source.sidecar for source in found.sources] == [None, None]
    assert "Fits several documents" in messages(found, "svar.toml")[0]


def test_a_sidecar_without_a_document_is_noted(tmp_path: Path) -> None:
    placed(tmp_path, "borte.toml")
    assert messages(discover([tmp_path]), "borte.toml") == [
        "No document stands beside this sidecar under the same name."
    ]


def test_what_a_sidecar_claims_is_no_response_of_its_own(tmp_path: Path) -> None:
    placed(tmp_path, "svar.pdf", "vedlegg 1.pdf", "kort.pdf")
    text = 'attachments = ["vedlegg 1.pdf", "borte.pdf"]\nshort_version = "kort.pdf"\n'
    (tmp_path / "svar.toml").write_text(text, encoding="utf-8")
    found = discover([tmp_path])
    (source,) = found.sources
    assert (source.attachments, source.short_version) == ((tmp_path / "vedlegg 1.pdf",), tmp_path / "kort.pdf")
    assert messages(found, "svar.toml") == ["Names “borte.pdf”, but no such file stands beside svar.pdf."]


def test_a_broken_sidecar_claims_nothing_and_stays(tmp_path: Path) -> None:
    placed(tmp_path, "svar.pdf", "vedlegg 1.pdf")
    (tmp_path / "svar.toml").write_text("attachments = [", encoding="utf-8")
    found = discover([tmp_path])
    assert documents(found) == ["svar.pdf", "vedlegg 1.pdf"]
    assert found.sources[0].sidecar == tmp_path / "svar.toml"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Vedlegg 2 tall.pdf", "attachment"),
        ("vedlegg_1.docx", "attachment"),
        ("Eksempel kortversjon.pdf", "short version"),
    ],
)
def test_belonging_is_suggested_by_names(name: str, said: str, tmp_path: Path) -> None:
    placed(tmp_path, name)
    found = discover([tmp_path])
    assert documents(found) == [name]
    assert said in messages(found, name)[0]


def test_hidden_files_noise_and_foreign_formats_are_left_out_with_a_note(tmp_path: Path) -> None:
    placed(tmp_path, "a.txt", ".DS_Store", "~$a.docx", "Thumbs.db", "bilde.png", "uten")
    found = discover([tmp_path])
    assert documents(found) == ["a.txt"]
    assert {note.path.name for note in found.notes} == {".DS_Store", "~$a.docx", "Thumbs.db", "bilde.png", "uten"}
    assert not any(note.is_failure for note in found.notes)


def test_a_foreign_format_given_by_its_own_path_is_tried(tmp_path: Path) -> None:
    (path,) = placed(tmp_path, "svar.rtf")
    assert documents(discover([path])) == ["svar.rtf"]


def test_links_that_lead_nowhere_or_in_a_circle_stop_nothing(tmp_path: Path) -> None:
    placed(tmp_path, "a.txt")
    (tmp_path / "borte.txt").symlink_to(tmp_path / "finnes ikke")
    (tmp_path / "runde").symlink_to(tmp_path)
    (tmp_path / "samme.txt").symlink_to(tmp_path / "a.txt")
    found = discover([tmp_path])
    assert documents(found) == ["a.txt"]
    assert [note.path.name for note in found.notes if note.is_failure] == ["borte.txt"]
    assert messages(found, "runde")


def test_a_path_that_does_not_exist_is_a_failure(tmp_path: Path) -> None:
    found = discover([tmp_path / "borte"])
    assert (found.sources, [note.is_failure for note in found.notes]) == ((), [True])


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to the superuser")
def test_an_unreadable_folder_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    placed(tmp_path, "a.txt", "stengt/b.txt")
    (tmp_path / "stengt").chmod(0)
    try:
        found = discover([tmp_path])
    finally:
        (tmp_path / "stengt").chmod(0o700)
    assert documents(found) == ["a.txt"]
    assert [note.path.name for note in found.notes if note.is_failure] == ["stengt"]


def test_an_error_of_the_file_system_is_a_failure_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed(tmp_path, "a.txt", "stengt/b.txt")
    listing = Path.iterdir

    def refusing(path: Path) -> object:
        if path.name == "stengt":
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(Path, "iterdir", refusing)
    found = discover([tmp_path])
    assert documents(found) == ["a.txt"]
    assert messages(found, "stengt") == ["Cannot be read: Permission denied. Check its permissions."]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_with_letters_composed_in_either_way_meet(form: str, tmp_path: Path) -> None:
    name = unicodedata.normalize(form, "svar fra Åmot.pdf")  # type: ignore[arg-type]
    placed(tmp_path, name, "svar fra Åmot.pdf.toml", unicodedata.normalize(form, "vedlegg å.pdf"))  # type: ignore[arg-type]
    sidecar = tmp_path / "svar fra Åmot.pdf.toml"
    sidecar.write_text('attachments = ["vedlegg å.pdf"]', encoding="utf-8")
    (source,) = discover([tmp_path]).sources
    assert source.sidecar == sidecar
    assert len(source.attachments) == 1
