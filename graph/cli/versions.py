import json
from dataclasses import asdict
from pathlib import Path

import click

from graph.cli.options import data_option
from graph.folder import DataFolder
from graph.versions import versions as known_versions


@click.command()
@data_option
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
def versions(data: Path, form: str) -> None:
    """Show the versions of the data folder: when each was built, what it holds, and what is new in it.

    `standpunkt build --note TEXT` says what is new in words of your own.
    """
    folder = DataFolder(data)
    folder.manifest()  # where there is no graph, that is said
    found = known_versions(folder)
    if form == "json":
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
        return
    for each in found:
        counted = ", ".join(_counted(*pair) for pair in ((each.responses, "response"), (each.triples, "triple")))
        click.echo(f"{each.number}  {each.issued}  {counted}")
        click.echo(f"   {each.summary('en')}")


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
