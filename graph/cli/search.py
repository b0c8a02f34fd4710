from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console
from rich.text import Text

from graph.cli.options import source_option
from graph.search.excerpts import excerpt
from graph.search.index import SearchIndex
from graph.search.records import as_csv, as_json
from graph.search.searching import KINDS, Found, Hit, Scope, Search
from graph.search.searching import search as find

_FORMATS = ("text", "json", "csv")


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--in", "scope", type=click.Choice([each.value for each in Scope]), default=Scope.STATEMENTS.value)
@click.option("--kind", type=click.Choice(KINDS), help="Only statements of this kind.")
@click.option("--actor", help="Only what this actor has sent: a name, key or IRI.")
@click.option("--consultation", help="Only answers to this consultation: a name, key or IRI.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Hits to show, the best first.")
@click.option("--format", "format_name", type=click.Choice(_FORMATS), default="text", show_default=True)
@source_option
def search(
    words: tuple[str, ...],
    scope: str,
    kind: str | None,
    actor: str | None,
    consultation: str | None,
    limit: int,
    format_name: str,
    data: Path,
) -> None:
    """Search for words in statements, or (with --in texts) anywhere in the responses.

    Finds words in any inflection, in bokmål and nynorsk. "…" finds words as they are written, begin* beginnings; AND,
    OR, NOT and brackets combine them. Example: standpunkt search 'tilskudd NOT (frist OR gebyr)' --kind recommendation
    """
    wanted = Search(" ".join(words), Scope(scope), kind, actor, consultation, limit)
    with TemporaryDirectory() as spare:
        index = SearchIndex(data, Path(spare))
        index.prepare()
        found = find(index, wanted)
    if format_name == "text":
        _print(found)
    else:
        content = as_json(wanted, found) if format_name == "json" else as_csv(found)
        click.echo(content, nl=False)


def _print(found: Found) -> None:
    """Each hit as two lines: who says it and what it is, and the words."""
    console = Console(soft_wrap=True, highlight=False)
    for hit in found.hits:
        console.print(Text(_heading(hit), "bold"))
        console.print(Text("  ").append_text(_marked(hit)))
    shown = f", the {len(found.hits)} best are shown" if len(found.hits) < found.total else ""
    click.echo(f"{found.total} hits{shown}. What nobody has confirmed is proposed by machine.", err=True)


def _heading(hit: Hit) -> str:
    said = [", ".join(sender.name for sender in hit.senders)]
    if hit.kind:
        said.append(f"{hit.kind.name}, gjengitt fra {hit.attributed.name}" if hit.attributed else hit.kind.name)
    return " · ".join([*said, f"{hit.response.name} ({hit.span.start}–{hit.span.end})"])


def _marked(hit: Hit) -> Text:
    return Text.assemble(*((piece.text, "reverse" if piece.is_mark else "") for piece in excerpt(hit)))
