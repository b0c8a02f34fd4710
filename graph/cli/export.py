from collections.abc import Iterator
from pathlib import Path

import click

from graph.cli.options import source_option
from graph.errors import InputError
from graph.export.dumps import FORMATS, dump
from graph.export.dumpset import DumpFolder, write_all
from graph.writing import whole_file


@click.command()
@click.option("--format", "format_name", type=click.Choice(list(FORMATS)), help="One format.  [default: nquads]")
@click.option("--all", "everything", is_flag=True, help="Every dump, compressed, with checksums, into a folder.")
@click.option(
    "--output",
    metavar="FILE|DIR|-",
    help="Where to write; - is standard output.  [default: -, or with --all where the server looks for them]",
)
@source_option
def export(format_name: str | None, output: str | None, data: Path, *, everything: bool) -> None:
    """Write the whole graph: as RDF with its literals to the letter, as tables, or as GraphML for Gephi.

    With --all the graph is written as N-Quads, TriG, Turtle, JSON-LD and CSV, compressed by gzip, with the description
    of the tables and SHA256SUMS.txt: the same bytes whenever the data are the same.
    """
    if everything:
        if format_name or output == "-":
            raise click.UsageError("--all writes every format into a folder. Leave out --format, and name a folder.")
        _export_all(data, Path(output) if output else None)
    elif output in (None, "-"):
        for piece in dump(data, format_name or "nquads"):
            click.echo(piece, nl=False)
    else:
        _export(dump(data, format_name or "nquads"), Path(output))


def _export_all(data: Path, output: Path | None) -> None:
    """Write the dumps into a folder, or where a server of this data folder has them.

    Raises:
        InputError: where a place cannot be written.
    """
    place = output or DumpFolder(data).place
    try:
        names = write_all(data, place)
    except OSError as error:
        raise InputError(f"{place} cannot be written: {error.strerror}. Name another folder with --output.") from error
    for name in names:
        click.echo(f"{place / name}: {(place / name).stat().st_size:,} bytes", err=True)


def _export(pieces: Iterator[bytes], path: Path) -> None:
    """Write beside the place, then move there, so that the file is whole or as it was.

    Raises:
        InputError: where the place cannot be written.
    """
    try:
        with whole_file(path) as file:
            size = sum(map(file.write, pieces))
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}. Name another place with --output.") from error
    click.echo(f"{path}: {size:,} bytes", err=True)
