import pytest

from graph.extraction.folding import fold, folded_label


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Eksempel-\nplanen", "eksempelplanen"),
        ("Eksempel\nplan", "eksempel plan"),
        ("helse- og\nomsorg", "helse og omsorg"),
        ("helse-\nog omsorg", "helse og omsorg"),
        ("E-melding", "emelding"),
        ("før – etter", "før etter"),
    ],
)
def test_names_fold_alike_however_they_are_set(text: str, folded: str) -> None:
    assert fold(text).text == folded
    assert folded_label(text) == folded


def test_a_place_in_the_folded_text_leads_back_to_the_source() -> None:
    text = "Vi nevner  Eksempel-\nplanen her."
    folded = fold(text)
    start = folded.text.index("eksempelplanen")
    assert text[folded.offset(start) : folded.offset(start + len("eksempelplanen") - 1) + 1] == "Eksempel-\nplanen"


def test_every_place_leads_back_to_the_same_letter() -> None:
    text = "A-B  c –\tD\nE-\nf g"
    folded = fold(text)
    for place, letter in enumerate(folded.text):
        if letter != " ":
            assert text[folded.offset(place)].lower() == letter
