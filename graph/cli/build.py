"""`standpunkt build`: from files and folders to the data folder."""

import os
import sys
from pathlib import Path

import click

from graph.cli.console import progress_bar
from graph.cli.options import data_option, lexicon_option, registry_option
from graph.cli.report import print_report
from graph.manifest import PUBLISHED
from graph.pipeline import BuildReport, Options
from graph.pipeline import build as build_graph
from graph.settings import DEFAULT_BASE, checked_base, variable


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_option
@click.option(
    "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, show_default="one per core", help="Processes."
)
@click.option("--base", default=DEFAULT_BASE, show_default=True, help="The start of the IRIs of what you publish.")
@click.option("--prune", is_flag=True, help="Drop what was built from files that are not among PATHS any more.")
@click.option(
    "--publish",
    type=click.Choice(PUBLISHED),
    envvar=variable("publish"),
    show_envvar=True,
    help="What readers see: all statements, marked where nobody has confirmed them (at first), or confirmed ones only. "
    "It stays until it is given again.",
)
@click.option("--note", default="", metavar="TEXT", help="What is new in this version, for those who use the data.")
@registry_option
@lexicon_option
def build(
    paths: tuple[Path, ...],
    data: Path,
    jobs: int,
    base: str,
    prune: bool,
    publish: str | None,
    note: str,
    registry: tuple[Path, ...],
    lexicon: Path | None,
) -> None:
    """Read responses from files and folders, extract, map, validate and commit them to the data folder.

    A folder may hold a consultation.toml, and a document a sidecar (NAME.toml). What has not changed is not built
    again. Exit status 1 says that something was refused; the rest is built.
    """
    options = Options(data, jobs, checked_base(base), prune, registry, lexicon, publish, note)
    report = run_build(paths, options)
    print_report(report)
    sys.exit(1 if report.refusals else 0)


def run_build(paths: tuple[Path, ...], options: Options) -> BuildReport:
    """Build with a progress bar on standard error, where that is a terminal.

    Raises:
        click.BadParameter: where a path does not exist.
    """
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise click.BadParameter(f"{path} does not exist.", param_hint="PATHS")
    with progress_bar("Building") as progress:
        return build_graph(paths, options, progress)
