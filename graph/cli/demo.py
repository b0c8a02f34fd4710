"""`standpunkt demo`: the example consultation from documents to a running server."""

import os
from importlib.metadata import entry_points
from importlib.resources import as_file
from pathlib import Path

import click

from graph.cli.build import run_build
from graph.cli.options import data_option
from graph.cli.report import print_report
from graph.example import INPUTS
from graph.pipeline import Options
from graph.resources import resource


@click.command()
@data_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--serve/--no-serve", default=True, help="Serve the graph, or stop when it is built.")
@click.pass_context
def demo(context: click.Context, data: Path, host: str, port: int, serve: bool) -> None:
    """Build the graph of the example consultation, validate it, show what was found, and serve it.

    The consultation, the earlier one that it follows up, their bodies and answers are invented. One answer is a scan,
    which is refused on purpose.
    """
    with as_file(resource("graph", "example")) as example:
        options = Options(data, os.cpu_count() or 1)
        report = run_build(tuple(example / name for name in INPUTS), options)
    print_report(report)
    if serve:
        for point in entry_points(group="standpunkt.commands", name="serve"):
            context.invoke(point.load(), data=data, host=host, port=port)
