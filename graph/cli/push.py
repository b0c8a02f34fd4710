from pathlib import Path

import click

from graph.cli.console import progress_bar
from graph.cli.options import data_option
from graph.export.pushing import push as push_graphs
from graph.folder import DataFolder
from graph.settings import variable
from graph.store.graph_store import usual_graph_store


@click.command()
@click.option(
    "--store", required=True, metavar="URL", envvar=variable("store"), show_envvar=True, help="Its SPARQL endpoint."
)
@click.option(
    "--graph-store",
    metavar="URL",
    envvar=variable("graph_store"),
    show_envvar=True,
    help="Its Graph Store Protocol; by default where Oxigraph, Fuseki, GraphDB and RDF4J have it.",
)
@click.option("--all", "everything", is_flag=True, help="Send graphs that have not changed as well.")
@data_option
def push(store: str, graph_store: str | None, everything: bool, data: Path) -> None:
    """Put the graphs of the data folder into another server, each in place of its earlier version.

    What has not changed is not sent; graphs that are no longer built are removed there; graphs of others are left
    alone. A push that was stopped goes on when it is run again.
    """
    graphs_at = graph_store or usual_graph_store(store)
    if graphs_at is None:
        raise click.UsageError("Name the address of the server's Graph Store Protocol with --graph-store.")
    with progress_bar("Pushing") as progress:
        done = push_graphs(DataFolder(data), store, graphs_at, progress, everything=everything)
    click.echo(f"{done.replaced} graphs replaced, {done.removed} removed, {done.unchanged} unchanged.")
