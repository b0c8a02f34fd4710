from graph.extraction.themes import ThemeFinder
from graph.registry import Registry, Theme

THEMES = (
    Theme("skole", {"nb": "Skole"}, ("lærere", "elever")),
    Theme("skyss", {"nb": "Skoleskyss"}, ("buss",), broader="skole"),
    Theme("mat", {"nb": "Mat"}, ("frokost",)),
    Theme("vei", {"nb": "Vei"}, ("bru",)),
)


def test_themes_follow_the_words_and_the_headings() -> None:
    assert ThemeFinder(THEMES).themes("elever og lærere vil ha frokost", ("Om bru",)) == ("skole", "mat", "vei")


def test_a_narrower_theme_takes_the_place_of_its_broader_one() -> None:
    assert ThemeFinder(THEMES).themes("elever som tar buss", ()) == ("skyss",)


def test_a_keyword_inside_a_word_says_nothing() -> None:
    assert ThemeFinder(THEMES).themes("tabru", ()) == ()


def test_no_position_has_more_than_three_themes(registry: Registry) -> None:
    keywords = " ".join(keyword for theme in registry.themes for keyword in theme.keywords)
    assert len(ThemeFinder(registry.themes).themes(keywords.lower(), ())) == 3


def test_what_is_digital_is_not_thereby_international() -> None:
    found = ThemeFinder(Registry.load().themes).themes("vi støtter lov om digital samhandling og digitalisering", ())
    assert "internasjonalt-samarbeid" not in found
    assert "samhandling" in found
