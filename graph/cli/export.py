import os
from pathlib import Path

import click

from graph.cli.options import source_option
from graph.errors import InputError
from graph.export.dumps import FORMATS, dump


@click.command()
@click.option("--format", "format_name", type=click.Choice(list(FORMATS)), default="nquads", show_default=True)
@click.option(
    "--output", default="-", show_default=True, metavar="FILE|-", help="Where to write; - is standard output."
)
@source_option
def export(format_name: str, output: str, data: Path) -> None:
    """Write the whole graph: as RDF with its literals to the letter, or as GraphML for Gephi."""
    content = dump(data, format_name)
    if output == "-":
        click.echo(content, nl=False)
        return
    path = Path(output)
    try:
        _write_whole(path, content)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}. Name another place with --output.") from error
    click.echo(f"{path}: {len(content):,} bytes", err=True)


def _write_whole(path: Path, content: bytes) -> None:
    """Write beside the place, then move there, so that the file is whole or as it was."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
