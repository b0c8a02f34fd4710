"""`standpunkt evaluate`: how well the extractor, or a model in the making, does on annotated documents."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from graph.cli.console import table_console
from graph.cli.evaluation_tables import tables, worst_tables
from graph.cli.options import gold_option, gold_source_option, lexicon_option, paired, registry_option
from graph.evaluation.figures import as_data
from graph.evaluation.results import Group, Origin, Result
from graph.evaluation.running import Design, Pairs, Setting, cross_validated, evaluated, read_all
from graph.extraction import Model

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@gold_option
@gold_source_option
@click.option("--folds", type=click.IntRange(2), help="Cross-validate in so many folds, trained as `train` does.")
@click.option(
    "--train-with",
    type=(_FOLDER, _FOLDER),
    multiple=True,
    metavar="GOLD SOURCE",
    help="Documents that every fold is trained on and none tested on.",
)
@click.option("--model", type=_FOLDER, help="A model that `train` wrote, in place of the shipped one.")
@click.option("--worst", type=click.IntRange(0), default=0, help="Show so many of the worst errors of each sort.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, show_default="one per core", help="Processes."
)
@registry_option
@lexicon_option
def evaluate(
    gold: tuple[Path, ...],
    source: tuple[Path, ...],
    folds: int | None,
    train_with: Pairs,
    model: Path | None,
    worst: int,
    form: str,
    jobs: int,
    registry: tuple[Path, ...],
    lexicon: Path | None,
) -> None:
    """Score the extractor against annotated documents.

    Each --gold goes with the --source in the same place. Without --folds the shipped model is scored; with it, each
    document is judged by a model that was trained on the others.
    """
    pairs = paired(gold, source)
    setting = Setting(registry, lexicon)
    if folds is not None:
        results = _cross_validated(Design(pairs, train_with, folds, setting), jobs)
        said = f"cross-validated in {folds} folds"
    else:
        results = evaluated(read_all(pairs, setting), setting, Model.load(model) if model else None)
        said = "the shipped model" if model is None else f"the model in {model}"
    groups = list(_groups(results, said))
    if form == "json":
        click.echo(json.dumps({"groups": [as_data(group) for group in groups]}, ensure_ascii=False, indent=2))
        return
    console = table_console()
    for part in (*tables(groups), *worst_tables(results, worst)):
        console.print(part)


def _cross_validated(design: Design, jobs: int) -> tuple[Result, ...]:
    groups = {each.name: each.name for each in read_all(design.pairs, design.setting)}
    found: list[Result] = []
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as bar:
        task = bar.add_task("Folds", total=design.folds)
        for part in cross_validated(design, groups, jobs):
            found += part
            bar.advance(task)
    return tuple(sorted(found, key=lambda each: (each.folder, each.name)))


def _groups(results: Sequence[Result], model: str) -> Iterator[Group]:
    """All results, and those on real and on written answers apart where there are both."""
    by_origin = {origin: tuple(each for each in results if each.origin is origin) for origin in Origin}
    for origin, part in by_origin.items():
        if part:
            yield Group(f"{origin.value} answers", model, part)
    if all(by_origin.values()):
        yield Group("real and written answers", model, tuple(results))
