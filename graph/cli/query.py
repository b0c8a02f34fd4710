import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table as RichTable

from graph.cli.options import source_option
from graph.errors import InputError
from graph.query.header import Parameter
from graph.query.named import NamedQuery, named_queries, named_query, terms_in
from graph.query.table import Table, aligned, as_table
from graph.search.magic import open_searched
from graph.store.answers import Answer, AnswerKind
from graph.store.choice import chosen_store, store_option
from graph.store.embedded import Store
from graph.store.formats import GRAPH_FORMAT_FOR, GRAPH_FORMATS, SOLUTION_FORMATS
from graph.store.limits import Limits

_REMOTE_SECONDS = 600.0
_REMOTE_BYTES = 1_000_000_000
_XLSX = "xlsx"
_FORMATS = ("table", _XLSX, *SOLUTION_FORMATS, *GRAPH_FORMATS)


@dataclass(frozen=True, slots=True)
class Wish:
    """How an answer is wanted: in which format, in which language of headings, and in which file, if any."""

    format_name: str
    language: str
    output: Path | None


@click.command()
@click.argument("source", metavar="FILE.rq|NAME|-", required=False)
@click.option("--list", "listing", is_flag=True, help="List the named queries and their parameters.")
@click.option("--format", "format_name", type=click.Choice(_FORMATS), default="table", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option(
    "--language", type=click.Choice(["nb", "en"]), default="nb", show_default=True, help="Of headings and kinds."
)
@click.option("--parameter", "given", metavar="NAME=VALUE", multiple=True, help="Give a parameter; can be repeated.")
@source_option
@store_option
def query(
    source: str | None,
    listing: bool,
    format_name: str,
    output: Path | None,
    language: str,
    given: tuple[str, ...],
    data: Path,
    store: str | None,
) -> None:
    """Ask the graph a question in SPARQL: one of the named queries, a file, or (with -) standard input.

    A named query has parameters, which `standpunkt query --list` shows with their defaults. Example:
    standpunkt query who-opposes --parameter proposal=2
    """
    if listing:
        _list_queries()
        return
    if source is None:
        raise click.UsageError(
            "Name a query, a file or - for standard input; `standpunkt query --list` shows the names."
        )
    asked, wish = _asked(source), Wish(format_name, language, output)
    # The engine cannot be interrupted from Python; the terminal's own Ctrl-C can end the process.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    values = _values(given)
    asked.check(values)  # what is wrong without looking is said before the graph is opened
    graph = _opened(data, chosen_store(store))
    terms = terms_in(graph, asked, values)
    answer = graph.query(asked.text, parameters=terms)
    if answer.kind is AnswerKind.SOLUTIONS and format_name == "table":
        _print_table(as_table(answer, asked.shown(terms), language), wish)
    elif answer.kind is AnswerKind.SOLUTIONS and format_name == _XLSX:
        _write(_workbook(as_table(answer, asked.shown(terms), language), asked, values, wish), wish)
    else:
        _write(_serialised(answer, format_name), wish)


def _opened(data: Path, address: str | None) -> Store:
    """The graph that is asked: that of another server where an address is given."""
    if address is None:
        return open_searched(data)
    from graph.store.remote import RemoteStore  # noqa: PLC0415 — what speaks HTTP takes a while to load

    return RemoteStore(address, Limits(seconds=_REMOTE_SECONDS, answer=_REMOTE_BYTES))


def _list_queries() -> None:
    for name, named in named_queries().items():
        click.echo(f"{name}\n    {named.header.titles['nb']}\n    {named.header.titles['en']}")
        for parameter in named.header.parameters:
            click.echo(f"    --parameter {parameter.name}=…  {parameter.labels['en']}{_remark(parameter)}")


def _remark(parameter: Parameter) -> str:
    """Whether a parameter must be given, or what stands for it where it is not."""
    if parameter.default:
        return f" (default {parameter.default})"
    return f" (required, for example {parameter.example})" if parameter.required else ""


def _asked(source: str) -> NamedQuery:
    """The query that the user names: from standard input, a file, or those that ship with Standpunkt."""
    if source == "-":
        return NamedQuery.read("on standard input", _decoded(sys.stdin.buffer.read(), "standard input"))
    path = Path(source)
    if source.endswith(".rq") or path.is_file():
        try:
            return NamedQuery.read(path.name, _decoded(path.read_bytes(), source))
        except OSError as error:
            raise InputError(
                f"{source} cannot be read: {error.strerror}. Name another file or a named query."
            ) from error
    return named_query(source)


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 text. Save it as UTF-8 and try again.") from error


def _values(given: tuple[str, ...]) -> Mapping[str, str]:
    pairs = [pair.partition("=") for pair in given]
    for name, sign, _ in pairs:
        if not sign or not name:
            raise click.BadParameter(f"“{name}” is not of the form NAME=VALUE.", param_hint="--parameter")
    return {name: value for name, _, value in pairs}


def _print_table(table: Table, wish: Wish) -> None:
    if wish.output or not sys.stdout.isatty():
        _write("".join(f"{line}\n" for line in aligned(table)).encode(), wish)
        return
    drawn = RichTable(*table.headings, show_lines=True)
    for row in table.rows:
        drawn.add_row(*(escape(cell.text) for cell in row))
    Console().print(drawn)


def _workbook(table: Table, asked: NamedQuery, values: Mapping[str, str], wish: Wish) -> bytes:
    from graph.query.workbook import Sheet, about, workbook  # noqa: PLC0415 — only this format needs it

    told = about(asked, values, wish.language, f"standpunkt query {asked.name}")
    return workbook(Sheet(table, told, wish.language))


def _serialised(answer: Answer, format_name: str) -> bytes:
    """The answer in a format of its kind; a table of triples is Turtle, one of yes or no a word."""
    if format_name == "table" and answer.kind is AnswerKind.BOOLEAN:
        return b"yes\n" if answer else b"no\n"
    graph_name = "turtle" if format_name == "table" else GRAPH_FORMAT_FOR.get(format_name, format_name)
    answer_format = answer.fitting(SOLUTION_FORMATS.get(format_name), GRAPH_FORMATS.get(graph_name))
    return answer.serialised(answer_format)


def _write(content: bytes, wish: Wish) -> None:
    """Write to the file that is wanted, or else to standard output."""
    if wish.output is None:
        if wish.format_name == _XLSX and sys.stdout.isatty():
            raise click.UsageError("A workbook cannot be shown in a terminal. Name a file with --output.")
        click.echo(content, nl=False)
        return
    try:
        wish.output.write_bytes(content)
    except OSError as error:
        raise InputError(f"{wish.output} cannot be written: {error.strerror}. Name another file.") from error
