from collections.abc import Callable

import pytest

from graph.model import Extraction, Thing

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
        ("Kommunene må høres før fristen blir satt.", None),
        ("Pasientene må få vite hvem som har ansvaret.", None),
        ("Det må lages en plan sammen med Helsedirektoratet.", None),
    ],
)
def test_whoever_should_act_is_asked(extract: Extract, sentence: str, key: str | None) -> None:
    assert addressee(extract(f"{sentence}\n")) == key


def test_the_one_who_is_asked_is_no_target(extract: Extract) -> None:
    (statement,) = extract("Regjeringen bør legge fram en plan for EHDS.\n").statements
    assert [thing.key for thing in statement.targets] == ["ehds"]


def test_the_nearest_heading_that_names_something_tells_what_a_position_is_about(extract: Extract) -> None:
    text = "# Nasjonal e-helsestrategi\n## Mål 3\n### Merknader\nFristen må utvides for de små kommunene.\n"
    (statement,) = extract(text).statements
    assert [thing.key for thing in statement.section_targets] == ["ehs-m3"]
