from collections.abc import Callable

import pytest

from graph.model import Extraction, ThingType
from graph.registry import Registry

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
    found = keys(extract("EU-kommisjonen skrev. Helsepersonellkommisjonen var grundig. Kommisjonen brukte god tid."))
    assert found[-1] == "helsepersonellkommisjonen"
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


def test_a_committee_that_is_named_alone_refers_to_its_report_once(extract: Extract) -> None:
    found = keys(extract("Helsepersonellkommisjonen var grundig. Kommisjonen brukte god tid."))
    assert sorted(found) == ["helsepersonellkommisjonen", "helsepersonellkommisjonen", "nou-2023-4"]
    assert keys(extract("Helsepersonellkommisjonen var grundig. NOU 2023: 4 er lang.")).count("nou-2023-4") == 1


def test_a_designation_and_its_title_are_one_mention(extract: Extract) -> None:
    text = "Vi har lest NOU 2023: 4 Tid for handling, og European Health Data Space (EHDS)."
    assert [mention.span.of(text) for mention in extract(text).mentions] == [
        "NOU 2023: 4 Tid for handling",
        "European Health Data Space (EHDS)",
    ]


def test_the_strategy_is_that_of_a_goal_just_named(extract: Extract) -> None:
    text = (
        "Nasjonal e-helsestrategi er ny. eID-strategien er det ikke. Enklere arbeidshverdag er best. Strategien er god."
    )
    assert keys(extract(text))[-1] == "nasjonal-ehelsestrategi"


def test_an_ordinary_noun_means_what_was_just_named_and_nothing_far_away(extract: Extract) -> None:
    assert keys(extract("Vi har lest helsepersonelloven. Loven er god."))[-1] == "lov-helsepersonelloven"
    far = "Dette er en setning om noe annet, som ikke handler om lover. " * 12
    assert keys(extract(f"Vi har lest helsepersonelloven. {far}Loven er god.")) == ["lov-helsepersonelloven"]


def test_a_name_that_introduces_another_means_that_one(extract: Extract) -> None:
    text = "NOU 2023: 4 er lest. Stortingsmeldingen «En motstandsdyktig helseberedskap» er god."
    assert keys(extract(text))[-1] == "helseberedskapsmeldingen"


def test_these_indicators_are_those_named_together_before(extract: Extract) -> None:
    text = "Nasjonal e-helsestrategi har indikatorene 1.2 – 1.3. Vi lurer på hva disse indikatorene måler."
    assert keys(extract(text))[-2:] == ["ehs-ind-1-2", "ehs-ind-1-3"]


def test_what_the_response_answers_is_meant_first_by_a_name_that_several_share(
    extract: Extract, registry: Registry
) -> None:
    asked = next(one for one in registry.consultations if one.key == "horing-digitaliseringsstrategi-2023")
    text = "Én digital offentlig sektor er utdatert. Digitaliseringsstrategien må være konkret."
    assert keys(extract(text, asked)) == ["edos", "ny-digitaliseringsstrategi"]


def test_the_number_of_the_case_is_the_consultation_and_another_is_a_case(extract: Extract, registry: Registry) -> None:
    asked = next(one for one in registry.consultations if one.key == "horing-ehelsestrategi-2022")
    text = "Vi viser til saksnummer 22/414 og saksnummer 23/999."
    assert keys(extract(text, asked)) == ["horing-ehelsestrategi-2022", "sak-23-999"]
