"""`standpunkt extract`: the statements of one document."""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from graph.cli.console import table_console
from graph.cli.explanations import explained_fields, explained_rows
from graph.cli.options import lexicon_option, registry_option, unread_data_option
from graph.extraction.explanation import Explanation
from graph.extraction.records import mention_record, statement_record
from graph.model import Consultation, Document, Extraction, Part, Publication, Response, Span, Statement, reading_form
from graph.pipeline.garbage import settle
from graph.pipeline.single import extract_file
from graph.pipeline.tools import Options, Tools, tools


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--format", "form", type=click.Choice(["jsonl", "table"]), default="table", show_default=True)
@click.option("--mentions", is_flag=True, help="Show what the document names instead of what it states.")
@click.option("--explain", is_flag=True, help="Show for each statement the cues and features that weighed most.")
@registry_option
@lexicon_option
@unread_data_option
def extract(
    file: Path, form: str, mentions: bool, explain: bool, registry: tuple[Path, ...], lexicon: Path | None
) -> None:
    """Show the statements of one document; `-` reads it from standard input.

    jsonl prints one record a line and nothing else; offsets count code points in the document's text, end exclusive.
    Weights are logarithms of odds, for the statement's kind against no statement: 0.7 doubles the odds.
    """
    if mentions and explain:
        raise click.UsageError("--explain tells why statements were found; leave --mentions out.")
    kit = tools(Options(Path(), registry=registry, lexicon=lexicon))
    settle()
    response, consultation, extractions = _extracted(file, kit)
    if response.metadata.publication is not Publication.PUBLIC:
        reasons = "; ".join(response.metadata.publication_reasons)
        click.echo(f"A build holds this response back until a person decides: {reasons}.", err=True)
    found = [
        Found(part, extraction, _explanations(part, extraction, (response, consultation), kit) if explain else None)
        for part, extraction in zip(response.parts, extractions, strict=True)
    ]
    if form == "jsonl":
        # A private person's name in the file's name is covered; the key says which response it is without it.
        name = file.stem if response.document.name == file.name else response.key
        for each in found:
            for record in _records(each, name, mentions=mentions):
                click.echo(json.dumps(record, ensure_ascii=False))
    else:
        table_console().print(_table(found, mentions=mentions))


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one part of a response, and why, where that was asked."""

    part: Part
    extraction: Extraction
    explanations: Mapping[Span, Explanation] | None


def _extracted(file: Path, kit: Tools) -> tuple[Response, Consultation | None, tuple[Extraction, ...]]:
    if str(file) != "-":
        return extract_file(file, kit)
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "standard-input.txt")
        written.write_bytes(sys.stdin.buffer.read())
        return extract_file(written, kit)


def _explanations(
    part: Part, extraction: Extraction, read: tuple[Response, Consultation | None], kit: Tools
) -> Mapping[Span, Explanation]:
    spans = [statement.span for statement in extraction.statements]
    return dict(kit.extractor.explanations(part.document, *read, spans))


def _records(found: Found, name: str, *, mentions: bool) -> Iterator[dict[str, object]]:
    document = name if found.part.role == "main" else Path(found.part.document.name).stem
    if mentions:
        yield from (mention_record(document, found.part.document, mention) for mention in found.extraction.mentions)
        return
    for statement in found.extraction.statements:
        record = statement_record(document, statement)
        if found.explanations is not None:
            record |= explained_fields(statement, found.explanations.get(statement.span))
        yield record


def _table(found: Sequence[Found], *, mentions: bool) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("offsets", "names" if mentions else "kind", "key" if mentions else "sure", "words"):
        table.add_column(name, overflow="fold")
    for each in found:
        for row in _mention_rows(each.part.document, each.extraction) if mentions else _rows(each):
            table.add_row(*map(escape, row))
    return table


def _rows(found: Found) -> Iterator[tuple[str, ...]]:
    for statement in found.extraction.statements:
        yield _row(statement)
        if found.explanations is not None:
            yield from explained_rows(statement, found.explanations.get(statement.span))


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
