"""Options that several commands share."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from graph.settings import DEFAULT_DATA, default_data_folder

data_option: Callable[..., Any] = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=default_data_folder,
    show_default=f"$STANDPUNKT_DATA, else ./{DEFAULT_DATA}",
    help="The data folder.",
)
source_option: Callable[..., Any] = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=default_data_folder,
    show_default=f"$STANDPUNKT_DATA, else ./{DEFAULT_DATA}",
    help="The data folder, or an RDF file.",
)
unread_data_option: Callable[..., Any] = click.option(
    "--data",
    type=click.Path(path_type=Path),
    expose_value=False,
    help="Taken as by every command; this one reads no data folder.",
)
registry_option: Callable[..., Any] = click.option(
    "--registry",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Turtle with actors, instruments or goals of your own; may be given several times.",
)
lexicon_option: Callable[..., Any] = click.option(
    "--lexicon",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Cues of your own (TOML), added to the shipped ones.",
)
gold_option: Callable[..., Any] = click.option(
    "--gold",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of STEM.jsonl annotations; may be given several times.",
)
gold_source_option: Callable[..., Any] = click.option(
    "--source",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder with the documents STEM.* of the --gold in the same place.",
)


def paired(gold: Sequence[Path], source: Sequence[Path]) -> tuple[tuple[Path, Path], ...]:
    """Each folder of annotations with the folder of its documents.

    Raises:
        click.UsageError: where there are not as many of the one as of the other.
    """
    if len(gold) != len(source):
        raise click.UsageError(
            f"There are {len(gold)} gold folders and {len(source)} source folders. Give a --source for each --gold."
        )
    return tuple(zip(gold, source, strict=True))
