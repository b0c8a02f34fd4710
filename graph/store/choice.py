"""Which graph a command is to ask: one of this machine, or one that another server holds."""

from collections.abc import Callable
from typing import Any

import click
from click.core import ParameterSource

from graph.settings import variable

store_option: Callable[..., Any] = click.option(
    "--store",
    metavar="URL",
    envvar=variable("store"),
    show_envvar=True,
    help="A SPARQL endpoint elsewhere that holds the graph, instead of --data.",
)


def chosen_store(store: str | None) -> str | None:
    """The endpoint that the running command is to ask, if any: what is typed counts before what the environment says.

    Raises:
        click.UsageError: where a data folder is typed as well.
    """
    context = click.get_current_context()
    typed = {name for name in ("store", "data") if context.get_parameter_source(name) is ParameterSource.COMMANDLINE}
    if len(typed) > 1:
        raise click.UsageError("The graph is either in a data folder (--data) or in another server (--store).")
    return None if typed == {"data"} else store or None
