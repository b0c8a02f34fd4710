import csv
import hashlib
import io
import json
import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import click
from pyoxigraph import NamedNode

from graph.cli.options import unread_data_option
from graph.errors import StandpunktError
from graph.export.changesets import ChangeSets
from graph.export.difference import Change, Difference, Kind, difference
from graph.export.said import Said, Term
from graph.folder import DataFolder
from graph.query.schemes import concept_name
from graph.query.table import last_segment, short
from graph.versions import versions

_SIGNS = {Kind.ADDED: ("+", "green"), Kind.REMOVED: ("-", "red"), Kind.CHANGED: ("~", "yellow")}
_COLUMNS = ("change", "statement", "before", "response", "actors", "kind", "words", "differences")
_TROUBLE = 2


@click.command()
@click.argument("old", type=click.Path(path_type=Path, exists=True))
@click.argument("new", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "csv", "turtle")), default="text", show_default=True
)
@click.option("--positions", is_flag=True, help="Leave out assessments, commitments and what is reported of others.")
@unread_data_option
def diff(old: Path, new: Path, form: str, *, positions: bool) -> None:
    """Show which statements were added, removed and changed from OLD to NEW: data folders, dumps or other RDF files.

    A statement has changed when the same words, or the words at the same place, have another kind, stance, force,
    proposal, target, addressee, theme, holder, reason or review. How sure the extractor was does not count.

    Exit status 0 says that no statement differs, 1 that some do, 2 that there is trouble.
    """
    try:
        found = difference(old, new, only_positions=positions)
        written = _FORMATS[form](found, old, new)
    except StandpunktError as error:
        click.echo(f"standpunkt: {error}", err=True)
        sys.exit(_TROUBLE)
    click.echo(written, nl=False)
    sys.exit(1 if found.changes else 0)


def _text(found: Difference, old: Path, new: Path) -> str:
    del old, new
    return "".join(f"{line}\n" for line in _lines(found))


def _lines(found: Difference) -> Iterator[str]:
    for _, changes in groupby(found.changes, key=lambda change: change.said.response):
        together = list(changes)
        yield click.style(_heading(together[0].said, found.names), bold=True)
        for change in together:
            sign, colour = _SIGNS[change.kind]
            yield f"{click.style(sign, fg=colour)} {_told(change, found.names)}"
        yield ""
    counted = ", ".join(f"{found.count(kind)} {kind}" for kind in Kind)
    yield f"Statements: {counted}. Graphs that differ: {len(found.graphs)}."


def _heading(said: Said, names: Mapping[str, str]) -> str:
    return f"{_actors(said, names)} · {last_segment(said.response)}"


def _actors(said: Said, names: Mapping[str, str]) -> str:
    return ", ".join(_name(holder, names) for holder in said.holders)


def _told(change: Change, names: Mapping[str, str]) -> str:
    """One change: what the statement is, what differs, and its words."""
    kind = ", ".join(_name(term.value, names) for term in change.said.kinds)
    differences = "; ".join(_differences(change, names))
    return f"{kind}{f' [{differences}]' if differences else ''}: {change.said.words}"


def _differences(change: Change, names: Mapping[str, str]) -> Iterator[str]:
    """What differs in a statement that has changed."""
    before, after = change.before, change.after
    if before is None or after is None:
        return
    for predicate, (old, new) in change.differing.items():
        yield f"{_name(predicate.value, names)}: {_values(old, names)} → {_values(new, names)}"
    if before.words != after.words:
        yield f"ordlyd: {before.words}"


def _values(terms: frozenset[Term], names: Mapping[str, str]) -> str:
    return ", ".join(sorted(_name(term.value, names) for term in terms)) or "–"


def _name(value: str, names: Mapping[str, str]) -> str:
    return concept_name(value, "nb") or names.get(value) or last_segment(value)


def _rows(found: Difference) -> Iterator[dict[str, str]]:
    for change in found.changes:
        said = change.said
        before = change.before.name.value if change.before and change.before.name != said.name else ""
        values = (
            change.kind.value,
            said.name.value,
            before,
            said.response,
            _actors(said, found.names),
            " ".join(last_segment(term.value) for term in said.kinds),
            said.words,
            "; ".join(_differences(change, found.names)),
        )
        yield dict(zip(_COLUMNS, values, strict=True))


def _csv(found: Difference, old: Path, new: Path) -> str:
    del old, new
    output = io.StringIO()
    writer = csv.DictWriter(output, _COLUMNS)
    writer.writeheader()
    writer.writerows(_rows(found))
    return output.getvalue()


def _json(found: Difference, old: Path, new: Path) -> str:
    del old, new
    rows = [
        row | {"differences": _by_property(change)} for row, change in zip(_rows(found), found.changes, strict=True)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _by_property(change: Change) -> dict[str, dict[str, list[str]]]:
    if change.kind is not Kind.CHANGED:
        return {}
    return {
        short(predicate.value): {"before": sorted(t.value for t in old), "after": sorted(t.value for t in new)}
        for predicate, (old, new) in change.differing.items()
    }


def _turtle(found: Difference, old: Path, new: Path) -> str:
    return ChangeSets(found, _version(old), _version(new)).turtle().decode()


def _version(path: Path) -> NamedNode:
    """What a version is called: as the catalogue has it, or by the content of a file."""
    if path.is_file():
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        return NamedNode(f"urn:uuid:{uuid5(NAMESPACE_URL, content)}")
    folder = DataFolder(path)
    manifest = folder.manifest()
    known = versions(folder)
    number = known[-1].number if known and known[-1].digest == manifest.digest else manifest.generation
    return NamedNode(f"{manifest.base}/catalogue#version-{number}")


_FORMATS = {"text": _text, "json": _json, "csv": _csv, "turtle": _turtle}
