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


@given(st.text(alphabet="aå-\u00ad \n\tog."))
def test_places_are_found_in_any_text(quote: str) -> None:
    offsets = reading_offsets(quote)
    assert len(offsets) == len(reading_form(quote))
    assert list(offsets) == sorted(set(offsets))
