"""`standpunkt withdraw`: a response or a statement goes for good."""

from pathlib import Path

import click

from graph.cli.console import now
from graph.cli.options import data_option
from graph.decisions import Reason
from graph.pipeline.withdrawing import restore
from graph.pipeline.withdrawing import withdraw as withdraw_thing


@click.command()
@click.argument("name", metavar="IRI|KEY")
@click.option(
    "--reason",
    type=click.Choice(tuple(Reason)),
    default=Reason.REQUEST,
    show_default=True,
    help="Why; the tombstone says so.",
)
@click.option("--undo", is_flag=True, help="Allow it again; the next build of its document brings it back.")
@data_option
def withdraw(name: str, reason: str, undo: bool, data: Path) -> None:
    """Remove a response or a statement for good; a tombstone without name or words stays.

    IRI or KEY is what its page shows. No later build brings it back. A server that is running follows at once; files
    that were exported, pushed or published before must be made again.
    """
    if undo:
        done = restore(data, name)
        click.echo(f"{done.things[0]} is no longer withdrawn. Build its document again to have it back.")
        return
    done = withdraw_thing(data, name, Reason(reason), now())
    said = "was withdrawn already" if done.was_so else f"is withdrawn ({reason})"
    click.echo(f"{done.things[0]} {said}. Generation {done.generation}, {done.tombstones} tombstones.")
    click.echo("What was exported, pushed or published before still has it: do that again.", err=True)
