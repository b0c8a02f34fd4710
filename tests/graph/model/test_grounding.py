import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import reading_form, reading_offsets


@pytest.mark.parametrize(
    "quote", ["", " \n ", "for-\n slag", "helse- \nog  omsorg", "a\u00ad\nb", " -\na", "a b\u2028c "]
)
def test_every_character_of_the_reading_form_has_its_place_in_the_quote(quote: str) -> None:
    found = "".join(quote[offset] for offset in reading_offsets(quote))
    assert " ".join(found.split()) == reading_form(quote)
    assert len(found) == len(reading_form(quote))


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Kommunene må få bedre forut-\nsigbarhet.", "Kommunene må få bedre forutsigbarhet."),
        ("felles IKT-\n  infrastruktur", "felles IKT-infrastruktur"),
        ("nasjonal e-\nhelse (e-\nresept)", "nasjonal e-helse (e-resept)"),
        ("innspill fra Omsorg21-\nrådet", "innspill fra Omsorg21-rådet"),
        ("utvikling og -\ninnføring", "utvikling og -innføring"),
        ("se https://eksempel.example/en-\nside", "se https://eksempel.example/en-side"),
        ("helse-\nog omsorgstjenester", "helse- og omsorgstjenester"),
        ("IKT\u00ad\nløsning", "IKTløsning"),
    ],
)
def test_a_hyphen_of_the_words_own_stays_where_a_line_ends(quote: str, expected: str) -> None:
    assert reading_form(quote) == expected
    assert "".join(" " if quote[offset].isspace() else quote[offset] for offset in reading_offsets(quote)) == expected


@given(st.text(alphabet="aåA1-\u00ad \n\tog."))
def test_places_are_found_in_any_text(quote: str) -> None:
    offsets = reading_offsets(quote)
    assert len(offsets) == len(reading_form(quote))
    assert list(offsets) == sorted(set(offsets))
