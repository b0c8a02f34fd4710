"""The limits of the server as options of a command, each of which an environment variable can give as well."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

import click

from graph.settings import variable
from graph.store.limits import Limits

_DEFAULTS: Mapping[str, float] = asdict(Limits())
_MEGABYTE = 1_000_000
_POSITIVE = click.FloatRange(0, min_open=True)
_ANY_NUMBER = click.IntRange(1)
Command = TypeVar("Command", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as people give it: what it means, what it may be, and how many of what is counted make its unit."""

    name: str
    help: str
    type: click.FloatRange | click.IntRange = _POSITIVE
    unit: int = 1

    @property
    def default(self) -> float:
        """What it is when nothing is given."""
        return _DEFAULTS[self.name] / self.unit if self.unit > 1 else _DEFAULTS[self.name]


# The least values leave room for what our own pages ask.
LIMITS = (
    Limit("seconds", "Seconds that a query may run."),
    Limit("quick", "Seconds after which a query counts as slow; half of the workers are kept for quick ones."),
    Limit("memory", "MB that a query may take beyond the graph.", click.FloatRange(16), unit=_MEGABYTE),
    Limit("answer", "MB that an answer may have.", click.FloatRange(1), unit=_MEGABYTE),
    Limit("question", "Characters that a query may have.", click.IntRange(10_000)),
    Limit("address", "Bytes that an address may have after the question mark.", _ANY_NUMBER),
    Limit("graphs", "Graphs that a request may name.", _ANY_NUMBER),
    Limit("workers", "Queries that run at once.", _ANY_NUMBER),
    Limit("waiting", "Queries that may wait for their turn.", _ANY_NUMBER),
    Limit("patience", "Seconds that a query may wait for its turn."),
    Limit("budget", "Seconds of processor time that one client may use in a minute."),
    Limit("remembered", "MB of answers that are kept for who asks again.", click.FloatRange(0), unit=_MEGABYTE),
)


def limit_options(command: Command) -> Command:
    """Give a command an option for each limit."""
    for limit in reversed(LIMITS):
        command = click.option(
            f"--{limit.name}",
            type=limit.type,
            default=limit.default,
            show_default=limit.name != "workers" or "two for each core",
            envvar=variable(limit.name),
            show_envvar=True,
            help=limit.help,
        )(command)
    return command


def chosen_limits(chosen: Mapping[str, float]) -> Limits:
    """The limits that the options of a command give."""
    counted: dict[str, Any] = {
        limit.name: type(_DEFAULTS[limit.name])(chosen[limit.name] * limit.unit) for limit in LIMITS
    }
    return Limits(**counted)
