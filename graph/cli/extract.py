"""`standpunkt extract`: the statements of one document."""

import json
import sys
import tempfile
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from graph.cli.console import table_console
from graph.cli.options import lexicon_option, registry_option
from graph.extraction.records import mention_record, statement_record
from graph.model import Document, Extraction, Part, Response, Statement, reading_form
from graph.pipeline.single import extract_file
from graph.pipeline.tools import Options, tools


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--format", "form", type=click.Choice(["jsonl", "table"]), default="table", show_default=True)
@click.option("--mentions", is_flag=True, help="Show what the document names instead of what it states.")
@registry_option
@lexicon_option
def extract(file: Path, form: str, mentions: bool, registry: tuple[Path, ...], lexicon: Path | None) -> None:
    """Show the statements of one document; `-` reads it from standard input.

    jsonl prints one record a line and nothing else; offsets count code points in the document's text, end exclusive.
    """
    kit = tools(Options(Path(), registry=registry, lexicon=lexicon))
    if str(file) == "-":
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "standard-input.txt")
            file.write_bytes(sys.stdin.buffer.read())
            response, extractions = extract_file(file, kit)
    else:
        response, extractions = extract_file(file, kit)
    if form == "jsonl":
        # A private person's name in the file's name is covered; the key says which response it is without it.
        name = file.stem if response.document.name == file.name else response.key
        _print_records(response, extractions, name, mentions=mentions)
    else:
        table_console().print(_table(response, extractions, mentions=mentions))


def _print_records(response: Response, extractions: tuple[Extraction, ...], name: str, *, mentions: bool) -> None:
    for part, extraction in zip(response.parts, extractions, strict=True):
        for record in _records(part, extraction, name, mentions=mentions):
            click.echo(json.dumps(record, ensure_ascii=False))


def _records(part: Part, extraction: Extraction, name: str, *, mentions: bool) -> list[dict[str, object]]:
    document = name if part.role == "main" else Path(part.document.name).stem
    if mentions:
        return [mention_record(document, part.document, mention) for mention in extraction.mentions]
    return [statement_record(document, statement) for statement in extraction.statements]


def _table(response: Response, extractions: tuple[Extraction, ...], *, mentions: bool) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("offsets", "names" if mentions else "kind", "key" if mentions else "sure", "words"):
        table.add_column(name, overflow="fold")
    for part, extraction in zip(response.parts, extractions, strict=True):
        for row in _mention_rows(part.document, extraction) if mentions else map(_row, extraction.statements):
            table.add_row(*map(escape, row))
    return table


def _row(statement: Statement) -> tuple[str, ...]:
    span = statement.span
    force = f" ({statement.force})" if statement.force else ""
    holder = getattr(statement.holder, "name", statement.holder)
    reported = f", reported of {holder}" if holder else ""
    kind = f"{statement.kind}{force}{reported}"
    return f"{span.start}–{span.end}", kind, f"{statement.confidence:.2f}", reading_form(statement.quote)


def _mention_rows(document: Document, extraction: Extraction) -> list[tuple[str, ...]]:
    return [
        (f"{m.span.start}–{m.span.end}", m.thing.name, m.thing.key, reading_form(m.span.of(document.text)))
        for m in extraction.mentions
    ]
