import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from graph.namespaces import PREFIXES
from graph.query.header import Column
from graph.query.schemes import concept_name
from graph.store.answers import Answer, Term


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row says in one column; `link` is the IRI of what the text names, `term` what the graph has there."""

    text: str
    link: str | None = None
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """An answer as people read it: headings, and rows of cells."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def as_table(answer: Answer, columns: Sequence[Column] = (), language: str = "nb") -> Table:
    """The rows of an answer in the columns of a named query, or else in all of its variables.

    Concepts of our schemes have their names in the language, and what has no name is called by its key.
    """
    variables = answer.variables
    chosen = tuple(columns) or tuple(Column(name, {"nb": name}) for name in variables)
    return table_of((dict(zip(variables, row, strict=True)) for row in answer.rows()), chosen, language)


def table_of(rows: Iterable[Mapping[str, Term | None]], columns: Sequence[Column], language: str = "nb") -> Table:
    """Rows by variable, in columns; see `as_table`."""
    headings = tuple(column.label(language) for column in columns)
    return Table(headings, tuple(_row(row, columns, language) for row in rows))


def _row(row: Mapping[str, Term | None], columns: Iterable[Column], language: str) -> tuple[Cell, ...]:
    return tuple(
        _cell(row.get(column.variable), row.get(column.link) if column.link else None, language) for column in columns
    )


def _cell(term: Term | None, named: Term | None, language: str) -> Cell:
    if isinstance(named, NamedNode):
        name = concept_name(named.value, language) or (readable(term) if term else last_segment(named.value))
        return Cell(name, named.value, term)
    return Cell("" if term is None else readable(term), term.value if isinstance(term, NamedNode) else None, term)


def last_segment(iri: str) -> str:
    """What an IRI ends with, after its last slash or number sign.

    >>> last_segment("https://standpunkt.example/id/actor/eksempel-kommune")
    'eksempel-kommune'
    """
    return re.split(r"[/#]", iri)[-1] or iri


def readable(term: Term) -> str:
    """A term as people read it: the text of a literal, the short form of an IRI.

    >>> readable(NamedNode("https://w3id.org/standpunkt/id/stance/asks"))
    'stance:asks'
    """
    if isinstance(term, Literal):
        return term.value
    return short(term.value) if isinstance(term, NamedNode) else str(term)


@lru_cache(maxsize=4096)
def short(iri: str) -> str:
    """An IRI with the longest of our prefixes that it begins with, or as it is.

    >>> short("https://example.org/a")
    'https://example.org/a'
    """
    fitting = [(len(namespace), prefix) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    local = iri[length:]
    return iri if not local or set(local) & set("/#") else f"{prefix}:{local}"


def aligned(table: Table) -> Iterable[str]:
    """The lines of a table in columns as wide as their widest cell, for terminals and files alike."""
    lines = [table.headings, *(tuple(" ".join(cell.text.split()) for cell in row) for row in table.rows)]
    widths = [max(len(line[position]) for line in lines) for position in range(len(table.headings))]
    for number, line in enumerate(lines):
        yield "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        if number == 0:
            yield "  ".join("-" * width for width in widths)
