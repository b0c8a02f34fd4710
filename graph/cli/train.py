"""`standpunkt train`: the weights of the extractor, from annotated documents."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from graph.cli.options import lexicon_option, registry_option
from graph.errors import InputError
from graph.extraction.cues import CueFinder, sender_names
from graph.extraction.lexicon import Lexicon, load_lexicon
from graph.extraction.observations import observations
from graph.extraction.records import statement_of
from graph.extraction.training import Sample
from graph.extraction.training import train as trained
from graph.model import Document, Statement
from graph.reading import read
from graph.reading.metadata import recognise
from graph.registry import Registry

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_NOT_STATEMENTS = "references.jsonl"


@click.command()
@click.option("--gold", "gold", type=_FOLDER, multiple=True, required=True, help="A folder of STEM.jsonl annotations.")
@click.option("--source", type=_FOLDER, multiple=True, required=True, help="A folder with the documents STEM.*.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder to write the model into.")
@registry_option
@lexicon_option
def train(
    gold: tuple[Path, ...], source: tuple[Path, ...], out: Path, registry: tuple[Path, ...], lexicon: Path | None
) -> None:
    """Train the extractor's model from annotated documents.

    The same documents, annotations and version give the same bytes. No words of the documents can be read back from
    the weights.
    """
    known = Registry.load(*registry)
    rules = load_lexicon(lexicon)
    samples = [_sample(path, source, known, rules) for path in _annotations(gold)]
    model = trained(samples, [rule.name for rule in rules.rules])
    model.save(out)
    click.echo(
        f"Trained on {len(samples)} documents with {model.card['units']} units; the model is in {out}.", err=True
    )


def _annotations(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted(folder.glob("*.jsonl")) if path.name != _NOT_STATEMENTS)


def _sample(annotation: Path, sources: tuple[Path, ...], registry: Registry, lexicon: Lexicon) -> Sample:
    document = _document(annotation.stem, sources)
    finder = CueFinder(lexicon)
    names = sender_names(recognise(document, registry, ()).senders, registry, lexicon)
    return Sample(observations(document, finder, names), tuple(_statements(annotation, document)))


def _document(stem: str, sources: tuple[Path, ...]) -> Document:
    for folder in sources:
        for path in sorted(folder.glob(f"{stem}.*")):
            return read(path.read_bytes(), path.name)
    raise InputError(f"No document {stem}.* stands in the source folders. Add it or leave its annotation out.")


def _statements(annotation: Path, document: Document) -> Iterator[Statement]:
    for line in annotation.read_text(encoding="utf-8").splitlines():
        statement = statement_of(json.loads(line))
        if statement.span.of(document.text) != statement.quote:
            raise InputError(
                f"{annotation.name}: the text at {statement.span.start} is not the one annotated. "
                "Give the very document that was annotated."
            )
        yield statement
