from collections.abc import Callable

import pytest

from graph.model import Actor, Consultation, Extraction, Thing
from graph.registry import Registry

Extract = Callable[..., Extraction]


def addressee(extraction: Extraction) -> str | None:
    (statement,) = extraction.statements
    return statement.addressee.key if isinstance(statement.addressee, Thing) else None


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("Regjeringen bør legge fram en plan for oppfølgingen.", "regjeringen"),
        ("Derfor må regjeringen legge fram en plan for oppfølgingen.", "regjeringen"),
        ("Vi ber Helsedirektoratet lage en veileder for skolene.", "hdir"),
        ("Staten bør betale for innføringen av ordningen.", "staten"),
        ("Vi vil anmode regjeringen om å utsette fristen.", "regjeringen"),
        ("Prøvekommunene må legge fram tall for hva ordningen koster.", "provekommunene"),
        ("Kommunene må høres før fristen blir satt.", None),
        ("Kommunene må i tillegg stå fritt til å velge ordning.", None),
        ("Pasientene må få vite hvem som har ansvaret.", None),
        ("Det må lages en plan sammen med Helsedirektoratet.", None),
    ],
)
def test_whoever_should_act_is_asked(extract: Extract, sentence: str, key: str | None) -> None:
    assert addressee(extract(f"{sentence}\n")) == key


def test_the_ministry_is_the_one_that_asks_though_nobody_has_registered_it(extract: Extract) -> None:
    ministry = Actor("provedepartementet", "Prøvedepartementet")
    asked = Consultation("eksempel", {"nb": "Eksempelhøring"}, asked_by=ministry)
    text = "Vi ber departementet om å utsette fristen.\n"
    assert addressee(extract(text, asked)) == "provedepartementet"


def test_the_one_who_is_asked_is_no_target(extract: Extract) -> None:
    (statement,) = extract("Regjeringen bør legge fram en plan for EHDS.\n").statements
    assert [thing.key for thing in statement.targets] == ["ehds"]


def test_the_nearest_heading_that_names_something_tells_what_a_position_is_about(extract: Extract) -> None:
    text = "# Nasjonal e-helsestrategi\n## Mål 3\n### Merknader\nFristen må utvides for de små kommunene.\n"
    (statement,) = extract(text).statements
    assert [thing.key for thing in statement.section_targets] == ["ehs-m3"]


def targets(extraction: Extraction) -> list[str]:
    return [thing.key for thing in extraction.statements[-1].targets]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Vi støtter EHDS og KI-forordningen.", ["ehds", "ki-forordningen"]),
        ("Det bør samarbeides med KS.", ["ks"]),
        ("Vi bør bruke EUs programmer, som EU4Health.", ["eu4health"]),
        ("Vi støtter innspillet fra KS om EHDS.", ["ehds"]),
        ("Finansieringen av EHDS må sikres, se KI-forordningen og NOU 2023: 4.", ["ehds"]),
        ("EHDS bør være tydelig på hva regjeringen vil gjøre.", ["ehds"]),
        ("Vi støtter Riksrevisjonens undersøkelse av rehabilitering (2024).", ["dokument-3-12-2023-2024"]),
        ("Vi støtter Helsepersonellkommisjonens forslag.", ["nou-2023-4"]),
        ("EHDS kommer snart. Dette må kommunene få hjelp til å innføre.", ["ehds"]),
        ("EHDS kommer snart. Kommunene må få hjelp.", []),
    ],
)
def test_a_position_is_about_what_it_names_and_not_about_owners_and_sources(
    extract: Extract, text: str, keys: list[str]
) -> None:
    assert targets(extract(f"{text}\n")) == keys


def test_a_position_is_about_what_is_answered_where_it_speaks_of_what_is_presented(
    extract: Extract, registry: Registry
) -> None:
    asked = next(one for one in registry.consultations if one.key == "horing-nou-2023-4")
    assert targets(extract("Vi savner en tydeligere beskrivelse av ansvaret.\n", asked)) == ["nou-2023-4"]
    assert targets(extract("Vi støtter de foreslåtte tiltakene.\n", asked)) == ["nou-2023-4"]
    assert targets(extract("Vi støtter de foreslåtte tiltakene.\n")) == []


def test_without_a_heading_that_names_something_a_position_is_about_what_is_answered(
    extract: Extract, registry: Registry
) -> None:
    asked = next(one for one in registry.consultations if one.key == "horing-nou-2023-4")
    (statement,) = extract(
        "# Mål 3 i Nasjonal e-helsestrategi\nFristen må utvides for de små kommunene.\n", asked
    ).statements
    assert [thing.key for thing in statement.section_targets] == ["nasjonal-ehelsestrategi"]
    (statement,) = extract("# Frister\nFristen må utvides for de små kommunene.\n", asked).statements
    assert [thing.key for thing in statement.section_targets] == ["nou-2023-4"]


def test_what_is_answered_is_what_the_opening_says(extract: Extract) -> None:
    text = "# Innspill til NOU 2099: 4\nSe Meld. St. 9 (2098–2099).\n\nFristen må utvides for de små kommunene.\n"
    assert [thing.key for thing in extract(text).statements[-1].section_targets] == ["nou-2099-4"]
