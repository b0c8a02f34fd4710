"""The table at the end of a build."""

from collections.abc import Iterable, Iterator, Sequence

import click

from graph.cli.console import table_width
from graph.model import Kind
from graph.pipeline import BuildReport, Record

_NARROW = 130
_FEW = 3
_KINDS = {
    Kind.RECOMMENDATION: "rec",
    Kind.SUPPORT: "sup",
    Kind.OPPOSITION: "opp",
    Kind.CONCERN: "con",
    Kind.ASSESSMENT: "ass",
    Kind.COMMITMENT: "com",
}


def print_report(report: BuildReport) -> None:
    """Per document what was recognised and found; then notes, findings and what was refused."""
    click.echo("\n".join(_lines(report.records, narrow=table_width() < _NARROW)))
    click.echo(
        "rec: recommendations, sup: support, opp: opposition, con: concerns, ass: assessments, com: commitments,\n"
        f"rep: reported of others, ref: references, !: findings. Proposed by machine, {_reviewed(report.records)}.\n"
    )
    for line in (*_said_of(report.records), *report.notes):
        click.echo(f"• {line}")
    for refusal in report.refusals:
        click.echo(f"{click.style('Refused', fg='red', bold=True)} {refusal.source}: {refusal.reason}")
    click.echo(_summary(report))


def _reviewed(records: Iterable[Record]) -> str:
    """How much people have looked at."""
    found = sum(record.reviewed for record in records)
    return f"{found} confirmed by people" if found else "reviewed by nobody yet"


def _lines(records: Iterable[Record], *, narrow: bool) -> Iterator[str]:
    """A line for each response; where there is little room, without the names of the documents."""
    counts = tuple((name, 3) for name in (*_KINDS.values(), "rep", "ref", "!"))
    widths = (34, 34, 10, 4, 16) if not narrow else (0, 18, 10, 4, 9)
    words = tuple(zip(("document", "actor", "date", "lang", "outcome"), widths, strict=True))
    columns = (*words, *counts)
    yield click.style(_line([name for name, _ in columns], columns, len(words)), bold=True)
    yield from (_line(_row(record), columns, len(words)) for record in records)


def _line(cells: Iterable[str], columns: Sequence[tuple[str, int]], words: int) -> str:
    """Cells in columns; the first ones hold words, to the left, the others numbers, to the right."""
    fitted = (
        _fitted(cell, width).ljust(width) if number < words else cell.rjust(width)
        for number, (cell, (_, width)) in enumerate(zip(cells, columns, strict=True))
        if width
    )
    return " ".join(fitted)


def _fitted(cell: str, width: int) -> str:
    return cell if len(cell) <= width else f"{cell[: width - 1]}…"


def _row(record: Record) -> tuple[str, ...]:
    counts = [str(record.kinds.get(kind, 0)) for kind in _KINDS] if record.is_shown else ["–"] * len(_KINDS)
    return (
        record.source or record.key,
        ", ".join(record.actors) or "not recognised",
        record.issued or "–",
        record.language if record.is_shown else "–",
        record.outcome if record.is_shown else "held back",
        *counts,
        str(record.reported),
        str(record.references),
        str(len(record.findings) + len(record.notes)),
    )


def _said_of(records: Iterable[Record]) -> Iterator[str]:
    """Notes and findings; what is said many times is said once, with the names of the first documents."""
    said: dict[str, list[tuple[str, str]]] = {}
    for record in records:
        name = record.source or record.key
        for note in record.notes:
            said.setdefault(note, []).append((name, ""))
        for finding in record.findings:
            text = f"{finding['severity']}: {finding['message'].get('en')}"
            said.setdefault(text, []).append((name, f" ({finding['label'] or finding['focus']})"))
    for text, places in said.items():
        if len(places) <= _FEW:
            yield from (f"{name}: {text}{label}" for name, label in places)
        else:
            yield f"{_named(name for name, _ in places)} ({len(places)} times): {text}"


def _named(names: Iterable[str]) -> str:
    different = list(dict.fromkeys(names))
    return ", ".join([*different[:_FEW], *(["…"] if len(different) > _FEW else [])])


def _summary(report: BuildReport) -> str:
    kept = len(report.records) - report.built
    return (
        f"Generation {report.manifest.generation}: {_counted(len(report.records), 'response')} ({report.built} built, "
        f"{kept} kept), {report.manifest.triples} triples, {len(report.refusals)} refused."
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
