"""A model on annotated documents, and cross-validation: each document judged by a model that never saw it."""

import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.errors import InputError
from graph.evaluation.documents import Annotated, Sampler, annotated
from graph.evaluation.folds import assigned
from graph.evaluation.groups import Outcome
from graph.evaluation.predictions import cases
from graph.evaluation.results import Origin, Result, result
from graph.evaluation.twins import family
from graph.extraction import ExplainingExtractor, Model, open_extractor, shipped_model
from graph.extraction.lexicon import load_lexicon
from graph.extraction.training import train
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
    """A cross-validation: what is divided into so many folds, what every model is trained on beside, and what none is.

    Folders are given by paths, so that each process reads its own documents.
    """

    pairs: Pairs
    folds: int
    also: Pairs = ()
    unseen: Pairs = ()
    setting: Setting = Setting()


def read_all(pairs: Pairs, setting: Setting) -> tuple[Annotated, ...]:
    """The annotated documents of some folders.

    Raises:
        InputError: a document is missing, another one than was annotated, or annotated twice; or a folder is faulty.
    """
    kit = tools(Options(Path(), registry=setting.registry, lexicon=setting.lexicon))
    return tuple(each for gold, source in pairs for each in annotated(gold, source, kit))


def trained(documents: Sequence[Annotated], setting: Setting) -> Model:
    """The model that the documents give, as `standpunkt train` makes it."""
    lexicon = load_lexicon(setting.lexicon)
    samples = Sampler(Registry.load(*setting.registry), lexicon).samples(documents)
    return train(samples, [rule.name for rule in lexicon.rules])


def evaluated(documents: Sequence[Annotated], setting: Setting, model: Model | None = None) -> tuple[Result, ...]:
    """The results of a model, or of the one that ships, in the order of the documents."""
    registry = Registry.load(*setting.registry)
    extractor = open_extractor(registry, setting.lexicon, model)
    return tuple(_results(documents, extractor, registry))


def cross_validated(design: Design, jobs: int, progress: Callable[[int, int], None]) -> Outcome:
    """The outcome of a cross-validation, in so many processes; `progress` hears how many models of how many are done.

    Where there are documents that no fold has seen, one more model, trained on all the others, is tried on both.

    Raises:
        InputError: a document is missing or another one than was annotated, or there are fewer documents than folds.
    """
    documents = read_all(design.pairs, design.setting)
    read_all((*design.also, *design.unseen), design.setting)  # what is wrong with them is told at once
    tested = _parts(documents, design.folds)
    with ProcessPoolExecutor(min(jobs, len(tested) + 1), mp_context=multiprocessing.get_context(_START)) as pool:
        final = [pool.submit(_final, design)] if design.unseen else []
        parts = [pool.submit(_fold, design, part) for part in tested]
        _watch([*final, *parts], progress)
    left_out = {(each.folder, each.name): each for part in parts for each in part.result()}
    in_order = tuple(left_out[str(each.folder.gold), each.name] for each in documents)
    return replace(final[0].result() if final else Outcome(), left_out=in_order)


def _watch(futures: Sequence[Future[Any]], progress: Callable[[int, int], None]) -> None:
    """Wait for all; the first error ends the others that have not begun."""
    try:
        for done, future in enumerate(as_completed(futures), 1):
            future.result()
            progress(done, len(futures))
    finally:
        for future in futures:
            future.cancel()


def _parts(documents: Sequence[Annotated], folds: int) -> list[frozenset[str]]:
    """The names of the documents of each fold; twins are never divided."""
    fold_of = assigned({each.name: family(each.name) for each in documents}, folds)
    parts = [frozenset(name for name, fold in fold_of.items() if fold == number) for number in range(folds)]
    if not all(parts):
        raise InputError(f"{len(documents)} documents cannot be divided into {folds} folds. Ask for fewer folds.")
    return parts


def _fold(design: Design, tested: frozenset[str]) -> tuple[Result, ...]:
    """The results of some documents, by a model trained on the others."""
    documents = read_all(design.pairs, design.setting)
    kept = [each for each in documents if each.name not in tested]
    model = trained([*kept, *read_all(design.also, design.setting)], design.setting)
    return evaluated([each for each in documents if each.name in tested], design.setting, model)


def _final(design: Design) -> Outcome:
    """What a model trained on everything that may be seen makes of it, and of what it has not seen."""
    seen, unseen = (read_all(pairs, design.setting) for pairs in ((*design.pairs, *design.also), design.unseen))
    model = trained(seen, design.setting)
    return Outcome(
        seen=evaluated(seen, design.setting, model),
        unseen=evaluated(unseen, design.setting, model),
        is_shipped=model.digest == shipped_model().digest,
    )


def _results(documents: Sequence[Annotated], extractor: ExplainingExtractor, registry: Registry) -> Iterator[Result]:
    for each, case in zip(documents, cases(documents, extractor, registry), strict=True):
        origin = Origin.WRITTEN if each.folder.is_written else Origin.REAL
        yield result(case, str(each.folder.gold), origin)
