"""Annotated documents: what people marked, together with the responses as a build would read them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError
from graph.evaluation.gold import Gold, References, read_gold, read_references
from graph.extraction.lexicon import Lexicon
from graph.extraction.observer import Observer
from graph.extraction.training import Sample
from graph.model import Consultation, Part, Response
from graph.pipeline.jobs import Job
from graph.pipeline.tools import Tools
from graph.pipeline.work import read_response
from graph.reading import read
from graph.reading.declarations import read_consultation_file
from graph.reading.inputs import SUFFIXES, Source, discover
from graph.registry import Registry
from graph.resources import resource


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of annotations and the one with their documents; `references` is what the annotations name."""

    gold: Path
    source: Path
    references: References

    @property
    def is_written(self) -> bool:
        """Whether the answers were written for this project: those that it ships are, all others are real."""
        return self.gold.resolve().is_relative_to(Path(str(resource("graph"))).resolve())


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated document, and the response that it is a part of."""

    gold: Gold
    folder: Folder
    part: Part
    response: Response
    consultation: Consultation | None

    @property
    def name(self) -> str:
        """The stem of the document's name."""
        return self.gold.name


def annotated(gold: Path, source: Path, kit: Tools) -> tuple[Annotated, ...]:
    """The documents that a gold folder annotates; they stand anywhere in the source folder, under the same stems.

    Raises:
        InputError: a document is missing, cannot be read or is not the one annotated, or an annotation is faulty.
    """
    folder = Folder(gold, source, read_references(gold))
    places = _places(discover([source]).sources)
    return tuple(_annotated(each, folder, places, kit) for each in read_gold(gold))


def _places(sources: Iterable[Source]) -> Mapping[str, list[tuple[Source, Path]]]:
    """The files of some sources by their stems, each with the source that it belongs to."""
    found: dict[str, list[tuple[Source, Path]]] = {}
    for source in sources:
        for path in (source.path, *source.attachments, *filter(None, [source.short_version])):
            found.setdefault(path.stem, []).append((source, path))
    return found


def _annotated(
    gold: Gold, folder: Folder, places: Mapping[str, Sequence[tuple[Source, Path]]], kit: Tools
) -> Annotated:
    source, path = _place(gold, folder, places)
    document = read(path.read_bytes(), path.name)
    gold.check(document)
    declared = source.consultation_file
    asked = read_consultation_file(declared, kit.registry) if declared is not None else None
    response, consultation, _ = read_response(Job(source, asked, "", ""), kit)
    part = next((part for part in response.parts if part.document.digest == document.digest), response.parts[0])
    return Annotated(gold, folder, part, response, consultation)


def _place(gold: Gold, folder: Folder, places: Mapping[str, Sequence[tuple[Source, Path]]]) -> tuple[Source, Path]:
    fitting = places.get(gold.name, ())
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise InputError(
            f"No document {gold.name}.* stands in {folder.source} ({', '.join(sorted(SUFFIXES))}). "
            "Add it or leave its annotation out."
        )
    names = ", ".join(str(path) for _, path in fitting)
    raise InputError(f"Several documents fit the annotation {gold.path.name}: {names}. Keep the one annotated.")


class Sampler:
    """Makes training samples of annotated documents, the units in them found by one lexicon."""

    def __init__(self, registry: Registry, lexicon: Lexicon) -> None:
        self._observer = Observer(registry, lexicon)

    def samples(self, documents: Iterable[Annotated]) -> Iterator[Sample]:
        """A sample for each document, in their order."""
        for each in documents:
            reading = self._observer.reading(each.part.document, each.response, each.consultation)
            units = self._observer.units(each.part.document, each.response, reading)
            yield Sample(units, each.gold.statements())
