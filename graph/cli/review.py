"""`standpunkt review`: what people say of statements that a machine proposed."""

import sys
from pathlib import Path

import click

from graph.cli.console import now
from graph.cli.options import data_option
from graph.decisions import Verdict
from graph.pipeline.reviewing import proposed
from graph.pipeline.reviewing import review as review_things

_SHOWN = 100


@click.command()
@click.argument("names", metavar="[IRI|KEY]...", nargs=-1)
@click.option("--confirm", "verdict", flag_value=Verdict.CONFIRMED.value, help="It is right.")
@click.option("--reject", "verdict", flag_value=Verdict.REJECTED.value, help="It is no such statement, and is to go.")
@click.option("--reopen", "verdict", flag_value=Verdict.REOPENED.value, help="It is to be looked at again.")
@click.option("--by", metavar="ROLE", default="", help="In which capacity; a role such as fagansvarlig, never a name.")
@data_option
def review(names: tuple[str, ...], verdict: str | None, by: str, data: Path) -> None:
    """Confirm or reject statements that were proposed by machine, or list those that nobody has looked at.

    IRI or KEY is a statement's, or a response's for all of its statements. Without --confirm, --reject or --reopen the
    statements of the responses that are named, or of all, are listed, the least certain first.
    """
    if verdict is None:
        _list(data, names)
        return
    if not names:
        raise click.UsageError("Name the statements, or a response for all of its statements.")
    if not by:
        raise click.UsageError("Say with --by in which capacity this is decided, such as --by fagansvarlig.")
    done = review_things(data, names, Verdict(verdict), by, now())
    said = "already" if done.was_so else f"by {by}"
    click.echo(f"{len(done.things)} statements {verdict} {said}. Generation {done.generation}.")


def _list(data: Path, names: tuple[str, ...]) -> None:
    waiting = proposed(data, names)
    for one in waiting[:_SHOWN] if sys.stdout.isatty() else waiting:
        click.echo(f"{one.key}  {one.confidence:.2f}  {one.kind:<14}  {one.words}")
    click.echo(f"{len(waiting)} statements wait for somebody to look at them.", err=True)
