from collections.abc import Callable

import pytest

from graph.model import Extraction, ThingType

Extract = Callable[..., Extraction]


def keys(extraction: Extraction) -> list[str]:
    return [mention.thing.key for mention in extraction.mentions]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("EHDS kommer snart.", "ehds"),
        ("Vi leste om European Health\nData Space i går.", "ehds"),
        ("EHDS-en blir viktig.", "ehds"),
        ("Helsedirektoratets råd er gode.", "hdir"),
        ("HelseOmsorg21-\nrådet var der.", "ho21-radet"),
        ("Vi følger nasjonal e-helsestrategi.", "nasjonal-ehelsestrategi"),
        ("Nasjonal e-\nhelsestrategi er vår.", "nasjonal-ehelsestrategi"),
        ("Les NOU 2023:4 først.", "nou-2023-4"),
        ("Meld. St. 9 (2023–2024) er lang.", "nhsp"),
        ("Meld. St. 9 (2012–2013) er gammel.", "eieg"),
        ("Utvalget bak NOU 2099: 3 er ferdig.", "nou-2099-3"),
        ("Pasient- og brukerrettighetsloven gjelder.", "lov-pasient-og-brukerrettighetsloven"),
    ],
)
def test_names_are_found_in_every_form(extract: Extract, text: str, key: str) -> None:
    assert key in keys(extract(text))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Vi vil ha en digital skole.", "digital-europa"),
        ("Han har ks. som forkortelse.", "ks"),
        ("Boksen var full.", "ks"),
        ("Skater i parken.", "skate"),
        ("Kommunen har en egen strategi.", "nasjonal-ehelsestrategi"),
        ("Meld. St. 9 er kort.", "nhsp"),
    ],
)
def test_what_only_looks_like_a_name_is_none(extract: Extract, text: str, key: str) -> None:
    assert key not in keys(extract(text))


def test_the_strategy_is_the_one_spoken_of_before(extract: Extract) -> None:
    found = extract("Vi har lest Nasjonal e-helsestrategi.\n\nStrategien er lang.").mentions
    assert [mention.thing.key for mention in found] == ["nasjonal-ehelsestrategi"] * 2


def test_the_commission_is_the_last_one_named(extract: Extract) -> None:
    found = keys(extract("Helsepersonellkommisjonen var grundig. Kommisjonen brukte god tid."))
    assert found == ["helsepersonellkommisjonen"] * 2
    assert keys(extract("EU-kommisjonen var rask. Kommisjonen brukte kort tid."))[-1] == "eu-kommisjonen"


def test_goals_are_known_by_their_number_once_their_strategy_is_named(extract: Extract) -> None:
    found = keys(extract("Nasjonal e-helsestrategi har flere mål. Mål 3 er best. Måleindikator 1.2 – 1.4 er svake."))
    assert found[1:] == ["ehs-m3", "ehs-ind-1-2", "ehs-ind-1-3", "ehs-ind-1-4"]
    assert "ehs-m3" not in keys(extract("Eksempelplanen har flere mål. Mål 3 er best."))


def test_a_goal_belongs_to_the_strategy_that_follows_it(extract: Extract) -> None:
    text = "NOU 2023: 4 er lang. Vi liker mål 3 i Nasjonal e-helsestrategi."
    assert keys(extract(text)) == ["nou-2023-4", "ehs-m3", "nasjonal-ehelsestrategi"]


def test_what_is_not_registered_is_minted_from_its_designation(extract: Extract) -> None:
    (mention,) = extract("Vi viser til NOU 2099:3.").mentions
    assert (mention.thing.key, mention.thing.type, mention.thing.registered) == (
        "nou-2099-3",
        ThingType.INSTRUMENT,
        False,
    )
    assert mention.thing.designation == "NOU 2099: 3"
