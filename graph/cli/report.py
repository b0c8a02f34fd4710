"""The table at the end of a build."""

from collections.abc import Iterable, Iterator

from rich.markup import escape
from rich.table import Table

from graph.cli.console import table_console
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
    console = table_console()
    console.print(_table(report, narrow=console.width < _NARROW))
    console.print(
        "rec: recommendations, sup: support, opp: opposition, con: concerns, ass: assessments, com: commitments,\n"
        "rep: reported of others, ref: references, !: findings. Proposed by machine, reviewed by nobody yet.\n"
    )
    for line in (*_said_of(report.records), *report.notes):
        console.print(f"• {escape(line)}", highlight=False)
    for refusal in report.refusals:
        console.print(f"[bold red]Refused[/] {escape(refusal.source)}: {escape(refusal.reason)}", highlight=False)
    console.print(_summary(report), highlight=False)


def _table(report: BuildReport, *, narrow: bool) -> Table:
    """A row for each response; where there is little room, without the names of the documents."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name in ("actor",) if narrow else ("document", "actor"):
        table.add_column(name, no_wrap=True, overflow="ellipsis", max_width=18 if narrow else 34, min_width=10)
    for name, width in (("date", 10), ("lang", 4), ("outcome", 9)):
        table.add_column(name, no_wrap=True, min_width=width, max_width=width if narrow else None)
    for name in (*_KINDS.values(), "rep", "ref", "!"):
        table.add_column(name, justify="right", no_wrap=True, min_width=3)
    for record in report.records:
        cells = _row(record)
        table.add_row(*(cells[1:] if narrow else cells))
    return table


def _row(record: Record) -> tuple[str, ...]:
    counts = [str(record.kinds.get(kind, 0)) for kind in _KINDS] if record.is_shown else ["–"] * len(_KINDS)
    return (
        escape(record.source or record.key),
        escape(", ".join(record.actors) or "not recognised"),
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
