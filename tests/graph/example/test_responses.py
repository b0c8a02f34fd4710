import re
from pathlib import Path

import pytest

from graph.errors import UnreadableDocumentError
from graph.example.make import EXAMPLE, ROUNDS, make_responses
from graph.model import BlockKind, Document
from graph.reading import read

RESPONSES = EXAMPLE / "responses"
SCAN = "eksempelbu-kommune-skannet"

# What the example must hold, the answer that shows it, and words that the answer's text has for it.
CASES = (
    ("support", "eksempelbygda-kommune", "støtter forslaget i § 4"),
    ("support with remarks", "eksempelby-kommune", "støtter i hovedsak"),
    ("clear opposition", "eksempelradet-for-personvern", "går imot lovforslaget"),
    ("a letter over two pages", "eksempeldirektoratet", "Side 2 av 2"),
    ("a memo with numbered sections", "eksempel-universitetssykehus", "Merknader til de enkelte forslagene"),
    ("a form with ticked boxes", "eksempel-kommune-skjema", "☒ Ja"),
    ("a form with a remark below a ticked Ja", "eksempel-kommune-skjema", "savner likevel en avklaring"),
    ("minutes with an administration's proposal", "eksempelvik-kommune-saksprotokoll", "innstilling"),
    ("minutes with a proposal that fell", "eksempelvik-kommune-saksprotokoll", "falt med 6 mot 21 stemmer"),
    ("minutes with what was adopted", "eksempelvik-kommune-saksprotokoll", "Vedtak"),
    ("minutes with a dissent", "eksempelvik-kommune-saksprotokoll", "Protokolltilførsel"),
    ("a joint statement", "felles-uttalelse-eksempelkysten", "de tre partene står sammen"),
    ("a first Nynorsk twin", "eksempeldal-kommune", "støttar i hovudsak"),
    ("a second Nynorsk twin", "landslaget-for-eksempel", "helsar lovforslaget velkomen"),
    ("an answer in English", "example-health-vendors-association", "We welcome the draft act"),
    ("a private person", "innspill-fra-innbygger", "Jeg skriver som privatperson"),
    ("no remarks", "eksempeltilsynet", "har ingen merknader"),
    ("another's answer endorsed", "eksempelforbundet", "slutter seg til høringssvaret fra"),
    ("an attachment", "eksempel-universitetssykehus-vedlegg", "Vedlegg 1"),
    ("a later answer that replaces an earlier one", "eksempelbygda-kommune-endelig", "erstatter den foreløpige"),
    ("an answer withheld from the public", "eksempelsenteret-for-digital-sikkerhet", "offl. § 13"),
    ("others' stances reported, one adopted", "eksempeluniversitetet", "Vi støtter kommisjonens forslag"),
)


@pytest.mark.parametrize(("case", "answer", "words"), CASES)
def test_the_example_holds_every_case_that_it_is_there_to_show(
    case: str, answer: str, words: str, documents: dict[str, Document]
) -> None:
    text = " ".join(documents[answer].text.split())
    assert words in text, case


@pytest.mark.parametrize("extension", ["pdf", "docx", "odt", "html", "md", "txt", "eml"])
def test_the_example_has_an_answer_in_every_format(extension: str, documents: dict[str, Document]) -> None:
    assert any(document.name.endswith(f".{extension}") for document in documents.values())


def test_every_answer_is_read_but_the_scan(documents: dict[str, Document]) -> None:
    answers = {path.stem for path in RESPONSES.iterdir() if path.suffix != ".toml"}
    assert answers - set(documents) == {SCAN}


def test_the_scan_is_refused_with_a_way_out() -> None:
    path = RESPONSES / f"{SCAN}.pdf"
    with pytest.raises(UnreadableDocumentError, match="text"):
        read(path.read_bytes(), path.name)


def test_the_form_s_boxes_are_told_apart(documents: dict[str, Document]) -> None:
    document = documents["eksempel-kommune-skjema"]
    ticked = [block for block in document.blocks if block.kind is BlockKind.TICKED_OPTION]
    assert len(ticked) == 8


def test_the_two_columns_are_read_one_after_the_other(documents: dict[str, Document]) -> None:
    text = " ".join(documents["eksempeluniversitetet"].text.split())
    assert "for å nå mål 3 i Nasjonal e-helsestrategi. Forutsetningen er" in text


@pytest.mark.parametrize("consultation", ROUNDS, ids=lambda folder: folder.name)
def test_making_the_example_again_gives_the_same_bytes(consultation: Path, tmp_path: Path) -> None:
    make_responses(tmp_path, consultation)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    shipped = {
        path.name: path.read_bytes() for path in (consultation / "responses").iterdir() if path.suffix != ".toml"
    }
    assert made.keys() == shipped.keys()
    assert [name for name in made if made[name] != shipped[name]] == []


def test_every_name_of_a_body_says_that_it_is_invented(
    consultation: dict[str, object], stated_verdicts: dict[str, dict[str, object]]
) -> None:
    invited = [body["name"] for body in consultation["invited"]]  # type: ignore[attr-defined]
    senders = [name for stated in stated_verdicts.values() for name in stated["actors"]]  # type: ignore[attr-defined]
    names = {consultation["asked_by"], *invited, *senders} - {"Privatperson"}
    assert [name for name in names if not re.search("[Ee]ks[ea]mp", str(name)) and "Example" not in str(name)] == []


def test_some_of_the_invited_do_not_answer(
    consultation: dict[str, object], stated_verdicts: dict[str, dict[str, object]]
) -> None:
    invited = {body["name"] for body in consultation["invited"]}  # type: ignore[attr-defined]
    answered = {name for stated in stated_verdicts.values() for name in stated["actors"]}  # type: ignore[attr-defined]
    assert {"Eksempel fylkeskommune", "Statsforvalteren i Eksempel"} <= invited - answered
