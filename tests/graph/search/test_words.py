import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.search.passages import passages
from graph.search.words import folded_word, words_of


@pytest.mark.parametrize(
    ("spellings", "form"),
    [
        ("økonomi Økonomi ØKONOMI oekonomi OEKONOMI ökonomi", "økonomi"),
        ("påbud paabud PÅBUD pa\u030abud", "påbud"),
        ("ærlig aerlig ÆRLIG ärlig", "ærlig"),
        ("idé ide IDÉ ide\u0301", "ide"),
        ("Sámi sami SÁMI", "sami"),
        ("ﬁnne finne", "finne"),
    ],
)
def test_a_word_has_one_form_in_all_its_spellings(spellings: str, form: str) -> None:
    assert {folded_word(spelling) for spelling in spellings.split()} == {form}


def test_letters_that_tell_words_apart_stay() -> None:
    assert len({folded_word(word) for word in ("har", "hår", "for", "før", "råd", "rad")}) == 6


def test_a_word_that_a_line_end_divides_is_one_word_at_its_whole_place() -> None:
    text = "bedre forut-\n  sigbarhet, helse- og omsorg, e-\nhelse og for\u00adutsig"
    words = {word.form: text[word.start : word.end] for word in words_of(text)}
    assert words["forutsigbarhet"] == "forut-\n  sigbarhet"
    assert words["forutsig"] == "for\u00adutsig"
    assert {"helse", "og", "omsorg"} <= words.keys()


@given(some.text())
def test_words_of_any_text_stand_where_they_say_and_are_letters_and_digits(text: str) -> None:
    for word in words_of(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.form.isalnum()
        assert word.form == unicodedata.normalize("NFKD", word.form).casefold() or set(word.form) & set("æøå")


@given(some.text(alphabet="ab æ.\n", max_size=3000))
def test_the_passages_of_a_text_hold_all_of_it_but_white_space_in_order(text: str) -> None:
    found = list(passages(text))
    assert "".join(span.of(text) for span in found).split() == text.split() or "".join(text.split()) == "".join(
        "".join(span.of(text).split()) for span in found
    )
    assert all(span.of(text) == span.of(text).strip() and span.end - span.start <= 1000 for span in found)


@pytest.mark.parametrize("part", ["a", "a-\n", "\u0301", "a\u0301", "\u00ad", "-\n", "\n", "aa ", "a.\n"])
def test_long_runs_of_anything_are_read_in_linear_time(part: str) -> None:
    text = part * (300_000 // len(part))
    assert sum(1 for _ in words_of(text)) <= len(text)
    assert sum(1 for _ in passages(text)) <= len(text)
