"""A static site in a folder: written to its end or taken up again, and never more than what the graph says now."""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from api.site.crew import Crew, planned
from api.site.ledger import Ledger
from api.site.press import Order, Plan
from api.site.records import File, Journal, Record, Terms, recalled
from api.site.signposts import write_signposts
from api.site.writing import sweep, write
from graph.errors import InputError
from graph.export.dumpset import DumpFolder

Progress = Callable[[int, int], None]
_ROOT, _SUMS, _LOCK = "public", "SHA256SUMS", ".lock"
_FINISHED, _BEGUN = ".published.jsonl", ".publishing.jsonl"


@dataclass(frozen=True, slots=True)
class Site:
    """What was published.

    `files` are all files by their paths, `aliases` tell where other keys of things lead, `problems` why nothing stands
    at addresses that something leads to, `removed` counts files that were there and belong to nothing any more, and
    `signposts` are the pages that stand in for what a server would answer.
    """

    base: str
    files: Mapping[str, File]
    aliases: Mapping[str, str]
    problems: Mapping[str, str]
    removed: int = 0
    signposts: Mapping[str, File] = field(default_factory=dict)

    @property
    def everything(self) -> dict[str, File]:
        """All files and signposts by their paths, in order."""
        return dict(sorted({**self.files, **self.signposts}.items()))


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """A folder that holds nothing but a site: the files in `public`, and beside them what we know of them."""

    path: Path

    @property
    def root(self) -> Path:
        """What a web server serves."""
        return self.path / _ROOT

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Make the folder ours, and keep others away from it.

        Raises:
            InputError: where it holds something else, cannot be written, or is being written.
        """
        try:
            self._claim()
            lock = FileLock(self.path / _LOCK)
            lock.acquire(blocking=False)
        except Timeout:
            raise InputError(
                f"Another process is writing to {self.path}. Wait for it, or name another --output."
            ) from None
        except OSError as error:
            raise InputError(f"{self.path} cannot be written: {error.strerror}. Name another --output.") from error
        try:
            yield
        finally:
            lock.release()

    def _claim(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        ours = {_ROOT, _FINISHED, _BEGUN, _LOCK}
        if (strange := sorted(each.name for each in self.path.iterdir())) and not ours & set(strange):
            raise InputError(
                f"{self.path} holds something else already ({strange[0]}). Name an empty folder with --output, or one "
                "that an earlier `standpunkt publish` has made."
            )
        self.root.mkdir(exist_ok=True)

    def known(self, terms: Terms) -> dict[str, Record]:
        """What earlier runs under the same terms have written, by address."""
        return {**recalled(self.path / _FINISHED, terms), **recalled(self.path / _BEGUN, terms)}

    @contextlib.contextmanager
    def journal(self, terms: Terms, known: Mapping[str, Record]) -> Iterator[Journal]:
        """The journal of a run, which begins with what is known already."""
        part, place = self.path / f"{_BEGUN}.part", self.path / _BEGUN
        with part.open("w", encoding="utf-8") as content:
            journal = Journal(content, terms)
            for record in known.values():
                journal.keep(record)
        part.replace(place)
        with place.open("a", encoding="utf-8") as content:
            journal.continue_in(content)
            yield journal

    def finish(self, site: Site) -> Site:
        """Remove what belongs to nothing any more, and say what there is and that it is whole."""
        removed = sweep(self.root, site.everything)
        lines = [f"{file.sha256}  {_ROOT}/{path}\n" for path, file in site.everything.items()]
        write(self.path, _SUMS, "".join(lines).encode())
        os.sync()  # what the record names must be on the disk before the record is
        (self.path / _BEGUN).replace(self.path / _FINISHED)
        return replace(site, removed=removed)


def publish(order: Order, folder: SiteFolder, base: str | None, jobs: int, progress: Progress) -> Site:
    """Write a site, or what is missing of it; `base` is what the publisher takes its IRIs to begin with.

    Raises:
        DataFolderError: where there is no graph, or its dumps cannot be written.
        InputError: where its base is another, or the folder is not to be written to.
        PublishingError: where it cannot be written to its end.
    """
    plan = planned(order)
    _check_base(plan.base, base)
    with folder.locked():
        if order.data.is_dir():
            DumpFolder(order.data).make()  # before the catalogue is asked for, which lists what is there
        return folder.finish(_published(order, folder, plan, jobs, progress))


def _published(order: Order, folder: SiteFolder, plan: Plan, jobs: int, progress: Progress) -> Site:
    known = folder.known(plan.terms)
    ledger = Ledger(order.root, known)
    ledger.expect(plan.beginnings)
    with folder.journal(plan.terms, known) as journal, Crew(order, jobs if ledger.waiting else 0) as crew:
        for record in crew.published(ledger.waiting):
            journal.keep(record)
            ledger.add(record)
            progress(ledger.done, ledger.done + len(ledger.waiting))
    files = ledger.files
    signposts = write_signposts(order.root, plan.base, files, plan.aliases) if order.signposts else {}
    return Site(plan.base, files, plan.aliases, ledger.problems, signposts=signposts)


def _check_base(known: str, given: str | None) -> None:
    """Refuse to publish where the names of things would not lead to their pages.

    Raises:
        InputError: where a base is given that is not the graph's, or links could not begin at the root of its domain.
    """
    if given and given != known:
        raise InputError(
            f"The IRIs of this graph begin with {known}, so pages at {given} would be about things that do not resolve "
            f"there. Build the graph with --base {given}, or publish it at {known}."
        )
    if urlsplit(known).path:
        raise InputError(
            f"The IRIs of this graph begin with {known}, below the root of a domain, and the links of pages begin at "
            f"the root. Build the graph with --base {known.removesuffix(urlsplit(known).path)}."
        )
