import pytest

from graph.extraction.sentences import LONGEST, sentences
from graph.model import Span


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


def test_a_sentence_ends_at_its_full_stop() -> None:
    assert split("Skolen er liten. Den bør vokse!  Når?") == ["Skolen er liten.", "Den bør vokse!", "Når?"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Planen gjelder bl.a. Nordre bydel og Søndre bydel.",
        "Se kap. 4 og pkt. 2 i Meld. St. 1 (2020–2021).",
        "Vi viser til jf. Eksempelloven § 3.",
        "Brevet er skrevet av K. Eksempelsen i fjor.",
        "Fristen er 1. januar neste år.",
        "3. Tredje punkt i listen.",
        "Det koster ca. 5 mill. kr. Kommunen betaler ikke alt".removesuffix(" Kommunen betaler ikke alt"),
    ],
)
def test_an_abbreviation_or_number_ends_no_sentence(sentence: str) -> None:
    assert split(sentence) == [sentence]


def test_a_letter_that_names_an_alternative_may_end_a_sentence() -> None:
    assert split("Vi velger alternativ B. Det er best.") == ["Vi velger alternativ B.", "Det er best."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mellom alternativa vel vi A.", "Det er lettare å forstå."),
        ("Alle skal få være med.", "Det gjelder også oss."),
        ("Vi vil ikkje ha framlegget slik det er no.", "Fristen er òg for kort."),
    ],
)
def test_a_short_word_that_is_an_abbreviation_elsewhere_may_end_a_sentence(first: str, second: str) -> None:
    assert split(f"{first} {second}") == [first, second]


@pytest.mark.parametrize("text", ["Brevet er fra Kari A. Eksempelsen i Oslo.", "The report (no. 5) is late."])
def test_an_initial_within_a_name_and_a_number_word_end_no_sentence(text: str) -> None:
    assert split(text) == [text]


def test_a_closing_quotation_mark_belongs_to_its_sentence() -> None:
    assert split("Han sa «ja.» Så gikk han.") == ["Han sa «ja.»", "Så gikk han."]


def test_a_footnote_mark_at_the_full_stop_belongs_to_its_sentence() -> None:
    assert split("Tallet er kjent.1 Det stiger.") == ["Tallet er kjent.1", "Det stiger."]


def test_what_never_ends_is_cut_at_a_space() -> None:
    parts = split("ord " * LONGEST)
    assert max(map(len, parts)) <= LONGEST
    assert sum(part.count("ord") for part in parts) == LONGEST


def test_one_long_word_is_cut_as_well() -> None:
    assert "".join(split("a" * (3 * LONGEST))) == "a" * (3 * LONGEST)
