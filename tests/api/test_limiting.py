from dataclasses import fields
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from api.limiting import LIMITS, chosen_limits, limit_options
from graph.store.limits import Limits


def _limits(*arguments: str, **environment: str) -> Limits | str:
    """The limits that a command is given, or what it says instead."""
    found: list[Limits] = []

    @click.command()
    @limit_options
    def command(**chosen: float) -> None:
        found.append(chosen_limits(chosen))

    result = CliRunner().invoke(command, arguments, env=environment)
    return found[0] if found else result.output


def test_every_limit_is_an_option_and_a_variable_and_stands_in_the_documents() -> None:
    assert {limit.name for limit in LIMITS} == {field.name for field in fields(Limits)}
    document = (Path(__file__).parents[2] / "docs" / "endpoint.md").read_text("utf-8")
    for limit in LIMITS:
        assert f"`--{limit.name}`" in document


def test_without_a_choice_the_limits_are_the_usual_ones() -> None:
    assert _limits() == Limits()


def test_an_option_wins_over_a_variable_and_a_variable_over_the_usual() -> None:
    found = _limits("--seconds", "3", STANDPUNKT_SECONDS="4", STANDPUNKT_MEMORY="64", STANDPUNKT_WORKERS="7")
    assert found == Limits(seconds=3.0, memory=64_000_000, workers=7)


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [(("--seconds", "0"), {}), (("--workers", "many"), {}), ((), {"STANDPUNKT_SECONDS": "soon"})],
)
def test_a_limit_that_is_none_is_refused(arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    assert "Invalid value for '--" in str(_limits(*arguments, **environment))
