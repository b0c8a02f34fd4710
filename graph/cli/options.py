"""Options that several commands share."""

from collections.abc import Callable
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
