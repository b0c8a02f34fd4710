"""A model on annotated documents, and cross-validation: each document judged by a model that never saw it."""

import multiprocessing
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from graph.evaluation.documents import Annotated, Sampler, annotated
from graph.evaluation.folds import assigned
from graph.evaluation.predictions import cases
from graph.evaluation.results import Origin, Result, result
from graph.extraction import Extractor, Model, open_extractor
from graph.extraction.lexicon import load_lexicon
from graph.extraction.training import train
from graph.model import Publication
from graph.pipeline.tools import Options, tools
from graph.registry import Registry

_START = "fork" if sys.platform == "linux" else "spawn"


@dataclass(frozen=True, slots=True)
class Setting:
    """What extraction depends on beside the model: the user's own registry files and lexicon."""

    registry: tuple[Path, ...] = ()
    lexicon: Path | None = None


Pairs = tuple[tuple[Path, Path], ...]
"""Folders of annotations, each with the folder of its documents."""


@dataclass(frozen=True, slots=True)
class Design:
    """What a cross-validation divides into so many folds, and what every model is trained on beside; each by paths."""

    pairs: Pairs
    also: Pairs
    folds: int
    setting: Setting


def read_all(pairs: Pairs, setting: Setting) -> tuple[Annotated, ...]:
    """The annotated documents of some folders.

    Raises:
        InputError: a document is missing, another one than was annotated, or annotated twice; or a folder is faulty.
    """
    kit = tools(Options(Path(), registry=setting.registry, lexicon=setting.lexicon))
    return tuple(each for gold, source in pairs for each in annotated(gold, source, kit))


def trained(documents: Sequence[Annotated], setting: Setting) -> Model:
    """The model that the documents give, as `standpunkt train` makes it.

    Raises:
        InputError: a document is another one than was annotated.
    """
    lexicon = load_lexicon(setting.lexicon)
    samples = Sampler(Registry.load(*setting.registry), lexicon).samples(documents)
    return train(samples, [rule.name for rule in lexicon.rules])


def evaluated(documents: Sequence[Annotated], setting: Setting, model: Model | None = None) -> tuple[Result, ...]:
    """The results of a model, or of the one that ships, in the order of the documents."""
    registry = Registry.load(*setting.registry)
    extractor = open_extractor(registry, setting.lexicon, model)
    return tuple(_results(documents, extractor, Sampler(registry, load_lexicon(setting.lexicon)), registry))


def cross_validated(design: Design, groups: Mapping[str, str], jobs: int) -> Iterator[tuple[Result, ...]]:
    """Fold by fold, the results of documents that were left out of the training of the model that judges them.

    `groups` names the group of each document; a group is never divided. Each process reads its own documents.
    """
    fold_of = assigned(groups, design.folds)
    parts = [frozenset(name for name, fold in fold_of.items() if fold == number) for number in range(design.folds)]
    tested = [part for part in parts if part]
    context = multiprocessing.get_context(_START)
    with ProcessPoolExecutor(min(jobs, len(tested)), mp_context=context) as pool:
        yield from pool.map(_fold, repeat(design), tested)


def _fold(design: Design, tested: frozenset[str]) -> tuple[Result, ...]:
    documents = read_all(design.pairs, design.setting)
    kept = [each for each in documents if each.name not in tested]
    model = trained([*kept, *read_all(design.also, design.setting)], design.setting)
    return evaluated([each for each in documents if each.name in tested], design.setting, model)


def _results(
    documents: Sequence[Annotated], extractor: Extractor, sampler: Sampler, registry: Registry
) -> Iterator[Result]:
    for each, case in zip(documents, cases(documents, extractor, sampler, registry), strict=True):
        origin = Origin.WRITTEN if each.folder.is_written else Origin.REAL
        held_back = each.response.metadata.publication is not Publication.PUBLIC
        yield result(case, str(each.folder.gold), origin, is_held_back=held_back)
