"""`standpunkt validate`: what is wrong with the data folder or with RDF files, in words that help to mend it."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from pyoxigraph import Quad, RdfFormat, parse

from graph.cli.options import data_option
from graph.errors import DataFolderError, InputError
from graph.folder import DataFolder
from graph.registry import ontology_quads
from graph.validation import Finding, Severity, Shapes
from graph.validation.integrity import Check, Checked, check_folder
from graph.validation.presentation import as_json, as_turtle
from graph.validation.shapes import shape_triples, vocabulary_shape_triples

_SUFFIXES = (".jsonld", ".nq", ".nt", ".rdf", ".trig", ".ttl")
_COLOURS = {Severity.VIOLATION: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_WORDS = {
    "en": {
        Severity.VIOLATION: "violations",
        Severity.WARNING: "warnings",
        Severity.INFO: "notes",
        "graphs": "Graphs",
        "triples": "triples",
        "conforms": "all conforms",
        "node": "node",
        "value": "value",
        "in": "in",
    },
    "nb": {
        Severity.VIOLATION: "brudd",
        Severity.WARNING: "advarsler",
        Severity.INFO: "merknader",
        "graphs": "Grafer",
        "triples": "tripler",
        "conforms": "alt er i orden",
        "node": "node",
        "value": "verdi",
        "in": "i",
    },
}


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@data_option
@click.option("--lang", type=click.Choice(("en", "nb")), default="en", show_default=True, help="Language of messages.")
@click.option("--format", "form", type=click.Choice(("table", "json", "turtle")), default="table", show_default=True)
@click.option(
    "--engine",
    type=click.Choice(("standpunkt", "pyshacl")),
    default="standpunkt",
    show_default=True,
    help="Our own runner, or pySHACL: the same report, much slower.",
)
@click.option(
    "--shapes",
    "extra",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Turtle with shapes of your own, added to the shipped ones; may be given several times.",
)
@click.option("--vocabulary", is_flag=True, help="Check concept schemes instead: ours, or those in PATH.")
@click.option("--strict", is_flag=True, help="Exit with status 1 for warnings and notes too.")
def validate(
    paths: tuple[Path, ...],
    data: Path,
    lang: str,
    form: str,
    engine: str,
    extra: tuple[Path, ...],
    *,
    vocabulary: bool,
    strict: bool,
) -> None:
    """Check the data folder, or RDF files, against the shapes.

    Without PATH every graph of the data folder is checked, with its texts; also that its files are whole, that no fact
    stands in two graphs and that nothing is left hanging. Files may be Turtle, TriG, N-Triples, N-Quads, RDF/XML or
    JSON-LD; together they count as one graph, and quotes are compared with the texts of the data folder that it keeps.

    With --vocabulary concept schemes are checked: names in Bokmål and Nynorsk, definitions and identifiers, as
    SKOS-AP-NO has them; no cycles, orphans, duplicate or overlapping names, or relations that contradict each other.

    Exit status 0 says that all conforms (there may be warnings and notes), 1 that there are violations.
    """
    check = _check(engine, extra, vocabulary=vocabulary)
    folder = DataFolder(data)
    if paths:
        checked = _check_files(paths, folder, check)
    else:
        checked = _check_ontology(check) if vocabulary else check_folder(folder, check)
    click.echo(_written(checked, form, lang), nl=False)
    blamed = [finding for finding in checked.findings if strict or finding.is_violation]
    sys.exit(1 if blamed else 0)


def _check(engine: str, extra: tuple[Path, ...], *, vocabulary: bool) -> Check:
    """What checks triples: with the shapes of data or those of vocabularies, and further ones."""
    if engine != "pyshacl":
        return (Shapes.of_vocabularies(*extra) if vocabulary else Shapes.load(*extra)).check
    from graph.validation.reference import Reference  # noqa: PLC0415  # pySHACL takes long to import

    return Reference(vocabulary_shape_triples(*extra) if vocabulary else shape_triples(*extra)).check


def _check_ontology(check: Check) -> Checked:
    quads = tuple(ontology_quads())
    return Checked(1, len(quads), check(quads, {}))


def _check_files(paths: tuple[Path, ...], folder: DataFolder, check: Check) -> Checked:
    quads = tuple(quad for path in paths for quad in _read(path))
    return Checked(len({quad.graph_name for quad in quads}), len(quads), check(quads, _Texts(folder)))


def _read(path: Path) -> Iterator[Quad]:
    form = RdfFormat.from_extension(path.suffix.removeprefix(".")) if path.suffix in _SUFFIXES else None
    if form is None:
        raise click.BadParameter(f"{path.name} is none of {', '.join(_SUFFIXES)}.", param_hint="PATH")
    try:
        yield from parse(path=path, format=form, base_iri=path.resolve().as_uri(), rename_blank_nodes=True)
    except (OSError, SyntaxError) as error:
        raise InputError(f"{path} cannot be read: {error}. Correct the file, or name another.") from None


class _Texts(Mapping[str, str]):
    """The texts that a data folder keeps, by digest, read when one is asked for."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder

    def __getitem__(self, digest: str) -> str:
        if not digest.isalnum():
            raise KeyError(digest)
        try:
            return self._folder.text(digest)
        except DataFolderError:
            raise KeyError(digest) from None

    def __iter__(self) -> Iterator[str]:
        return iter(path.stem for path in sorted((self._folder.path / "texts").glob("*.txt")))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _written(checked: Checked, form: str, lang: str) -> str:
    if form == "json":
        return as_json(checked.findings)
    if form == "turtle":
        return as_turtle(checked.findings)
    return "".join(f"{line}\n" for line in _table(checked, lang))


def _table(checked: Checked, lang: str) -> Iterator[str]:
    words = _WORDS[lang]
    for finding in checked.findings:
        yield from _block(finding, lang)
    counted = Counter(finding.severity for finding in checked.findings)
    found = ", ".join(f"{words[severity]}: {counted[severity]}" for severity in Severity if counted[severity])
    yield f"{words['graphs']}: {checked.graphs}, {words['triples']}: {checked.triples}, {found or words['conforms']}."


def _block(finding: Finding, lang: str) -> Iterator[str]:
    """One finding: what is wrong, of what, in which document and words."""
    words, quote = _WORDS[lang], " ".join((finding.quote or "").split())
    name = "" if quote.startswith(finding.label.rstrip("…")) else f"{finding.label} "
    yield f"{click.style(finding.severity, fg=_COLOURS[finding.severity], bold=True)}: {finding.message(lang)}"
    yield f"  {words['node']}: {name}<{finding.focus}>"
    if finding.value is not None and finding.value not in (finding.focus, finding.quote):
        yield f"  {words['value']}: {' '.join(finding.value.split())}"
    if finding.key is not None:
        yield f"  {words['in']}: {finding.document or finding.key} ({finding.key})"
    if quote:
        yield f"  “{quote}”"
    yield ""
