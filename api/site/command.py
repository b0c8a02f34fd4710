import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from api.site.apache import write_apache
from api.site.nginx import write_nginx
from api.site.press import Order
from api.site.servers import Facts
from api.site.site import Site, SiteFolder
from api.site.site import publish as published
from graph.errors import InputError
from graph.settings import DEFAULT_DATA, checked_base, default_data_folder

_STOPPED = 130
_MOST_SHOWN = 20


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder for the site: a new one, or one that this command has made.",
)
@click.option("--base", help="What the IRIs begin with, for a check: it is the one that the graph was built with.")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=default_data_folder,
    show_default=f"$STANDPUNKT_DATA, else ./{DEFAULT_DATA}",
    help="The data folder, or an RDF file.",
)
@click.option(
    "--about",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="STANDPUNKT_ABOUT",
    show_envvar=True,
    help="A TOML file that tells who publishes.",
)
@click.option("--endpoint", help="The address of a live server for search, SPARQL and questions with values.")
@click.option(
    "--signposts",
    is_flag=True,
    help="Also write a page at each name, which leads to its document: for an object store, or a host of plain files.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="one for each core",
    help="Processes that write at once; each holds the graph.",
)
def publish(  # noqa: PLR0913, PLR0917 — a command has as many parameters as options
    output: Path,
    base: str | None,
    data: Path,
    about: Path | None,
    endpoint: str | None,
    jobs: int,
    *,
    signposts: bool,
) -> None:
    """Write every page and all data as files that any web server can serve.

    Run it again to go on after a stop, or to follow a new build.
    """
    folder = SiteFolder(output)
    order = Order(data, about, folder.root, _checked_endpoint(endpoint), signposts)
    try:
        with _progress_bar() as progress:
            site = published(order, folder, checked_base(base) if base else None, jobs, progress)
        facts = Facts.of(site, order.endpoint)
        write_nginx(output, facts)
        write_apache(output, facts)
    except KeyboardInterrupt:
        click.echo("Stopped. Run the same command again, and it goes on from here.", err=True)
        raise SystemExit(_STOPPED) from None
    except OSError as error:
        raise _unwritable(output, error) from error
    _report(site, output)
    if site.problems:
        raise SystemExit(1)


def _checked_endpoint(endpoint: str | None) -> str | None:
    try:
        return checked_base(endpoint) if endpoint else None
    except InputError:
        raise InputError(
            f"The endpoint “{endpoint}” is not an address. Give that of a live server, such as https://live.example."
        ) from None


def _unwritable(output: Path, error: OSError) -> InputError:
    reason = error.strerror or str(error)
    return InputError(
        f"{error.filename or output} cannot be written: {reason}. Put that right and run the same command again; it "
        "goes on where it stopped."
    )


def _report(site: Site, output: Path) -> None:
    files = site.everything.values()
    changed, size = sum(file.changed for file in files), sum(file.size for file in files)
    click.echo(
        f"{output}: {len(files):,} files of {size / 1e6:,.1f} MB for {site.base} – "
        f"{changed:,} written, {len(files) - changed:,} as they were, {site.removed:,} removed."
    )
    for address, problem in list(site.problems.items())[:_MOST_SHOWN]:
        click.echo(f"Nothing at {address}: {problem}.", err=True)
    if (further := len(site.problems) - _MOST_SHOWN) > 0:
        click.echo(f"… and nothing at {further:,} more.", err=True)


@contextmanager
def _progress_bar() -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, where that is a terminal; what is known to be left grows at first."""
    columns = (TextColumn("Publishing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("Publishing", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
