import pytest

from graph.search.stemming import stem

_BOKMAL = [
    "kommune kommunen kommuner kommunene kommunens kommunenes",
    "forslag forslaget forslagene forslagets",
    "register registeret registre registrene",
    "regel regelen regler reglene",
    "middel middelet midler midlene",
    "program programmet programmer programmene",
    "støtte støtter støttet støttes støttende",
    "foreslå foreslår foreslo foreslått",
    "organisere organiserer organisert organiserte organiseres",
    "viktig viktige viktigst viktigste viktigere",
    "generell generelt generelle",
    "kommunal kommunalt kommunale",
    "bruker brukeren brukere brukerne brukernes",
    "rettighet rettigheten rettigheter rettighetene",
    "år året årene",
]
_NYNORSK = [
    "kommune kommunen kommunar kommunane",
    "støtte støttar støtta støttast",
    "tydeleg tydelege",
    "innbyggjar innbyggjarar innbyggjarane",
    "ordning ordninga ordningar ordningane",
    "open opent opne",
]
_BOTH = [
    "kommuner kommunar",
    "kommunene kommunane",
    "helsetjenester helsetenester",
    "høringen høyringa",
    "forslaget framlegget",
    "støtter støttar",
    "tydelig tydeleg",
    "sykehuset sjukehuset",
    "tilskudd tilskot",
    "løsninger løysingar",
    "innbyggerne innbyggjarane",
    "skolene skulane",
    "ikke ikkje",
    "åpne opne",
]
_APART = [
    ("fastlege", "fast"),
    ("lov", "lovlig"),
    ("tjeneste", "tjene"),
    ("kurs", "kur"),
    ("hel", "helse"),
    ("fylke", "fylle"),
    ("råd", "rad"),
    ("2023", "2024"),
]


@pytest.mark.parametrize("forms", [*_BOKMAL, *_NYNORSK, *_BOTH])
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1, {form: stem(form) for form in forms.split()}


@pytest.mark.parametrize(("one", "other"), _APART)
def test_different_words_have_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_stem_is_its_own_stem() -> None:
    for word in " ".join([*_BOKMAL, *_NYNORSK, *_BOTH]).split():
        assert stem(stem(word)) == stem(word)
