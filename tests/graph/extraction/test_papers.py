import pytest

from graph.extraction.papers import papers


def found(text: str) -> list[tuple[str, str]]:
    return [(one.key, one.span.of(text)) for one in papers(text)]


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("Vi følger EKS-modellen i dag.", "eks-modellen", "EKS-modellen"),
        ("Eksempeldal-prosjektet er ferdig.", "eksempeldal-prosjektet", "Eksempeldal-prosjektet"),
        ("Se rapporten «Gode dager for alle».", "gode-dager-for-alle", "Gode dager for alle"),
        ('Se veilederen "Gode dager".', "gode-dager", "Gode dager"),
        (
            "Riksrevisjonens undersøkelse (2099) av gode dager i kommunene viser dette.",
            "riksrevisjonens-undersokelse-av-gode-dager-i-kommunene",
            "Riksrevisjonens undersøkelse (2099) av gode dager i kommunene",
        ),
        (
            "Vi viser til Nasjonal strategi for gode dager 2090–2099.",
            "nasjonal-strategi-for-gode-dager-2090-2099",
            "Nasjonal strategi for gode dager 2090–2099",
        ),
        ("Slik er Opptrappingsplan for gode dager og er god.", "opptrappingsplan-for-gode-dager", None),
    ],
)
def test_a_paper_is_known_by_the_form_of_its_name(text: str, key: str, words: str | None) -> None:
    ((named, span),) = found(text)
    assert named == key
    assert words is None or span == words


@pytest.mark.parametrize(
    "text",
    [
        "IKT-planen er lang.",
        "De kaller det «Gode dager for alle».",
        "Det trengs en nasjonal strategi for gode dager.",
    ],
)
def test_what_only_looks_like_a_paper_is_none(text: str) -> None:
    assert found(text) == []
