"""`standpunkt train`: the weights of the extractor, from annotated documents."""

from pathlib import Path

import click

from graph.cli.options import (
    gold_option,
    gold_source_option,
    lexicon_option,
    paired,
    registry_option,
    unread_data_option,
)
from graph.evaluation.running import Setting, read_all, trained


@click.command()
@gold_option
@gold_source_option
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder to write the model into.")
@registry_option
@lexicon_option
@unread_data_option
def train(
    gold: tuple[Path, ...], source: tuple[Path, ...], out: Path, registry: tuple[Path, ...], lexicon: Path | None
) -> None:
    """Train the extractor's model from annotated documents.

    Each --gold goes with the --source in the same place; both are searched with the folders in them. The same
    documents, annotations and version give the same bytes. No words of the documents can be read back from the weights.
    """
    setting = Setting(registry, lexicon)
    documents = read_all(paired(gold, source), setting)
    model = trained(documents, setting)
    model.save(out)
    click.echo(
        f"Trained on {len(documents)} documents with {model.card['units']} units; the model is in {out}.", err=True
    )
