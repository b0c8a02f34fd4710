"""What every response is built with: registry, extractor, shapes and IRIs, opened once in each process."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from graph.iris import Iris, digest
from graph.registry import Registry
from graph.resources import resource, turtle_files
from graph.settings import DEFAULT_BASE
from graph.validation import Shapes

if TYPE_CHECKING:
    from graph.extraction import ExplainingExtractor


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for: where to write, in how many processes, under which base, with what of the user's.

    `publish` says what readers are to see (`graph.folder.PUBLISHED`); without it what was chosen before stays.
    `note` tells what is new in the version that it makes.
    """

    data: Path
    jobs: int = 1
    base: str = DEFAULT_BASE
    prune: bool = False
    registry: tuple[Path, ...] = ()
    lexicon: Path | None = None
    publish: str | None = None
    note: str = ""


class Tools:
    """The parts that a build needs, each opened when it is first used."""

    def __init__(self, options: Options) -> None:
        self.options = options

    @cached_property
    def registry(self) -> Registry:
        """The shipped registry with the user's own entries."""
        return Registry.load(*self.options.registry)

    @cached_property
    def extractor(self) -> "ExplainingExtractor":
        """The extractor with the user's own lexicon."""
        from graph.extraction import open_extractor  # noqa: PLC0415 — a build that finds nothing new needs none

        return open_extractor(self.registry, self.options.lexicon)

    @cached_property
    def shapes(self) -> Shapes:
        """The shapes that every response must conform to."""
        return Shapes.load()

    @cached_property
    def iris(self) -> Iris:
        """The IRIs of this deployment."""
        return Iris(self.options.base)

    @cached_property
    def fingerprint(self) -> str:
        """Stands for what a response's graph depends on beside its files, its consultation and the registry."""
        own = self.extractor.fingerprint if self.options.lexicon is not None else ""
        return digest(_software(), own, self.options.base)

    @cached_property
    def registry_digests(self) -> Mapping[str, str]:
        """For each entry, consultation and theme of the registry, a digest that changes with it."""
        digests = {f"{entry.thing.type}/{entry.thing.key}": entry.digest for entry in self.registry.entries}
        digests |= {f"consultation/{item.key}": digest(repr(item)) for item in self.registry.consultations}
        digests |= {f"theme/{theme.key}": digest(repr(theme)) for theme in self.registry.themes}
        return digests


@cache
def tools(options: Options) -> Tools:
    """The tools for some options; each process opens them once."""
    return Tools(options)


def _software() -> str:
    """A digest of code, lexicon, model and shapes, so that an upgrade rebuilds what it may change."""
    content = hashlib.sha256()
    for package in ("model", "reading", "extraction", "mapping", "validation"):
        for file in _sources(resource("graph", package)):
            content.update(file.read_bytes())
    extraction = resource("graph", "extraction")
    for file in (extraction / "lexicon.toml", *sorted((extraction / "model").iterdir(), key=_name)):
        content.update(file.read_bytes())
    for file in turtle_files("shapes"):
        content.update(file.read_bytes())
    return content.hexdigest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for item in sorted(folder.iterdir(), key=_name):
        if item.is_dir():
            yield from _sources(item)
        elif item.name.endswith(".py"):
            yield item


def _name(file: Traversable) -> str:
    return file.name
