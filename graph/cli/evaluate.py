"""`standpunkt evaluate`: how well the extractor, or a model in the making, does on annotated documents."""

import json
import os
import shlex
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from graph.cli.console import table_console
from graph.cli.evaluation_page import page
from graph.cli.evaluation_tables import tables, worst_tables
from graph.cli.options import (
    gold_option,
    gold_source_option,
    lexicon_option,
    paired,
    registry_option,
    unread_data_option,
)
from graph.errors import InputError
from graph.evaluation.figures import as_data
from graph.evaluation.groups import Outcome, groups
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
@click.option(
    "--unseen",
    type=(_FOLDER, _FOLDER),
    multiple=True,
    metavar="GOLD SOURCE",
    help="Documents that no fold is trained on; a model trained on all others is tested on them.",
)
@click.option("--model", type=_FOLDER, help="A model that `train` wrote, in place of the shipped one.")
@click.option("--worst", type=click.IntRange(0), default=0, help="Show so many of the worst errors of each sort.")
@click.option("--format", "form", type=click.Choice(["table", "json", "markdown"]), default="table", show_default=True)
@click.option(
    "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, show_default="one per core", help="Processes."
)
@registry_option
@lexicon_option
@unread_data_option
def evaluate(
    gold: tuple[Path, ...],
    source: tuple[Path, ...],
    folds: int | None,
    train_with: Pairs,
    unseen: Pairs,
    model: Path | None,
    worst: int,
    form: str,
    jobs: int,
    registry: tuple[Path, ...],
    lexicon: Path | None,
) -> None:
    """Score the extractor against annotated documents.

    Each --gold goes with the --source in the same place. Without --folds the shipped model is scored; with it, each
    document is judged by a model that was trained on the others as `train` does it. The worst errors show the
    documents' words and are printed in tables only.
    """
    if worst and form != "table":
        raise click.UsageError("--worst shows words of the documents, in tables only. Leave --format out.")
    setting = Setting(registry, lexicon)
    if folds is None:
        if train_with or unseen:
            raise click.UsageError("--train-with and --unseen belong to a cross-validation. Add --folds 5.")
        given = _model(model) if model else None
        outcome = Outcome(given=evaluated(read_all(paired(gold, source), setting), setting, given))
    else:
        design = Design(paired(gold, source), folds, train_with, unseen, setting)
        outcome = _cross_validated(design, jobs)
    _show(outcome, worst, form)


def _model(folder: Path) -> Model:
    try:
        return Model.load(folder)
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{folder} holds no model ({error}). Name a folder that `standpunkt train` wrote.") from error


def _cross_validated(design: Design, jobs: int) -> Outcome:
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as bar:
        task = bar.add_task("Models", total=None)
        return cross_validated(design, jobs, lambda done, number: bar.update(task, completed=done, total=number))


def _show(outcome: Outcome, worst: int, form: str) -> None:
    if form == "json":
        data = {"groups": [as_data(group) for group in groups(outcome)]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif form == "markdown":
        click.echo(page(outcome, shlex.join(sys.argv[1:])), nl=False)
    else:
        console = table_console()
        for part in (*tables(groups(outcome)), *worst_tables(outcome.fair, worst)):
            console.print(part)
