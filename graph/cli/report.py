"""The table at the end of a build."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from graph.model import Kind
from graph.pipeline import BuildReport, Record

_KINDS = {
    Kind.RECOMMENDATION: "rec",
    Kind.SUPPORT: "sup",
    Kind.OPPOSITION: "opp",
    Kind.CONCERN: "con",
    Kind.ASSESSMENT: "ass",
    Kind.COMMITMENT: "com",
}


def print_report(report: BuildReport, console: Console) -> None:
    """Per document what was recognised and found; then notes, findings and what was refused."""
    console.print(_table(report))
    console.print(
        "rec: recommendations, sup: support, opp: opposition, con: concerns, ass: assessments, com: commitments,"
    )
    console.print("rep: reported of others, ref: references. All proposed by machine, not yet reviewed by a person.")
    for record in report.records:
        for line in (*record.notes, *(_finding(finding) for finding in record.findings)):
            console.print(f"• {escape(record.source or record.key)}: {escape(line)}", highlight=False)
    for note in report.notes:
        console.print(f"• {escape(note)}", highlight=False)
    for refusal in report.refusals:
        console.print(f"[bold red]Refused[/] {escape(refusal.source)}: {escape(refusal.reason)}", highlight=False)
    console.print(_summary(report), highlight=False)


def _table(report: BuildReport) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("document", overflow="fold", max_width=34)
    table.add_column("actor", overflow="fold", max_width=34)
    for name in ("date", "lang", "outcome"):
        table.add_column(name, no_wrap=True)
    for name in (*_KINDS.values(), "rep", "ref", "findings"):
        table.add_column(name, justify="right", no_wrap=True)
    for record in report.records:
        table.add_row(*_row(record))
    return table


def _row(record: Record) -> tuple[str, ...]:
    counts = [str(record.kinds.get(kind, 0)) for kind in _KINDS] if record.is_shown else ["–"] * len(_KINDS)
    return (
        escape(record.source or record.key),
        escape(", ".join(record.actors) or "not recognised"),
        record.issued or "–",
        record.language,
        record.outcome if record.is_shown else f"held back ({record.publication})",
        *counts,
        str(record.reported),
        str(record.references),
        str(len(record.findings) + len(record.notes)),
    )


def _finding(finding: Mapping[str, Any]) -> str:
    text = finding["message"].get("en")
    return f"{finding['severity']}: {text} ({finding['label'] or finding['focus']})"


def _summary(report: BuildReport) -> str:
    kept = len(report.records) - report.built
    return (
        f"Generation {report.manifest.generation}: {len(report.records)} responses ({report.built} built, "
        f"{kept} kept), {report.manifest.triples} triples, {len(report.refusals)} refused."
    )
