"""From a folder of responses to a committed generation of the data folder."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph import __version__
from graph.decisions import Decided, Withdrawal, withdrawals, withdrawn_documents
from graph.errors import DataFolderError
from graph.folder import DataFolder, GraphFile, Manifest
from graph.iris import Iris
from graph.pipeline.changes import Changes
from graph.pipeline.jobs import Job, Plan, plan
from graph.pipeline.publishing import as_published
from graph.pipeline.records import Built, Record
from graph.pipeline.refusals import Refusal, stored
from graph.pipeline.settling import as_decided
from graph.pipeline.shared import Declared, declared, write_shared_graphs
from graph.pipeline.tools import Options, Tools, tools
from graph.pipeline.unread import Unread, unread, with_unread
from graph.pipeline.withdrawing import without_withdrawn
from graph.reading.inputs import SUFFIXES, Discovery, discover
from graph.versions import record_version

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: what the new generation holds, what was refused and why, and how much was built anew."""

    manifest: Manifest
    records: tuple[Record, ...]
    refusals: tuple[Refusal, ...]
    notes: tuple[str, ...]
    built: int


@dataclass(slots=True)
class _Generation:
    """What the new generation has gathered so far."""

    records: dict[str, Record] = field(default_factory=dict)
    graphs: dict[str, GraphFile] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def take(self, record: Record, graph: GraphFile) -> None:
        """Add a response; the second of two with one key is refused."""
        if record.key in self.records:
            reason = f"Another response has the key “{record.key}” already. Give one of them another key in a sidecar."
            self.refusals.append(Refusal(record.source or record.key, reason))
            return
        self.records[record.key] = record
        self.graphs[f"response/{record.key}"] = graph


@dataclass(frozen=True, slots=True)
class _Kept:
    """What can be kept of the last generation: sound graphs by their responses' keys, as far as people let them be."""

    sound: Mapping[str, GraphFile]
    folder: DataFolder
    withdrawn: tuple[Withdrawal, ...]
    iris: Iris

    def is_as_decided(self, record: Record) -> bool:
        """Whether a response is there, with everything that is decided about it by now."""
        decided = Decided.of(self.folder, record.key, record.documents, self.withdrawn)
        return record.key in self.sound and decided.fingerprint == record.decided


def build(paths: Sequence[Path], options: Options, progress: Progress = lambda _done, _all: None) -> BuildReport:
    """Read, extract, map, validate and commit; what has not changed since the last generation is kept as it is.

    Raises:
        DataFolderError: where the data folder cannot be written, or another build is at work there.
        StandpunktError: where the lexicon, the registry or the shapes are wrong.
    """
    folder, kit = DataFolder(options.data), tools(options)
    with folder.locked():
        previous = _previous(folder, options)
        changes = Changes.since(previous, kit, folder)
        found = discover(paths)
        withdrawn = withdrawals(folder)
        planned, gone = without_withdrawn(plan(found, kit), withdrawn)
        generation, built = _Generation(refusals=list(planned.refusals)), 0
        sound = _sound(changes.records, previous, folder)
        kept = _Kept(sound, folder, withdrawn, kit.iris)
        todo = _keep_unchanged(planned, changes, kept, generation)
        for job, result in zip(todo, _in_order(todo, options, progress), strict=True):
            if isinstance(result, Refusal):
                generation.refusals.append(result)
                generation.unread += unread(job, kit)
            else:
                generation.take(result.record, result.graph)
                built += 1
        if not options.prune:
            _keep_absent(planned, changes, kept, generation)
        manifest = _manifest(previous, planned, generation, folder, kit)
        folder.commit(manifest)
        record_version(folder, previous, manifest, options.note)
    records = tuple(generation.records[key] for key in sorted(generation.records))
    notes = (*_notes(found, paths), *gone, *resubmissions(records))
    return BuildReport(manifest, records, tuple(generation.refusals), notes, built)


def _notes(found: Discovery, paths: Sequence[Path]) -> Iterator[str]:
    """What the user should know of the files and folders that were searched."""
    if not found.sources:
        yield f"{', '.join(map(str, paths))}: No document is there. Name a folder with {', '.join(sorted(SUFFIXES))}."
    for note in found.notes:
        if not note.is_failure:
            yield f"{note.path.name}: {note.message}"


def resubmissions(records: Sequence[Record]) -> Iterator[str]:
    """A suggestion for each response whose actor has also sent another one to the same consultation."""
    replaced = {record.replaces for record in records}
    first: dict[tuple[str | None, tuple[str, ...]], Record] = {}
    for record in records:
        if record.source is None or record.replaces or record.key in replaced:
            continue
        earlier = first.setdefault((record.consultation, record.actors), record)
        if earlier is not record:
            yield (
                f"{record.source}: {' and '.join(record.actors)} has also sent {earlier.source}. If one replaces or "
                "belongs to the other, say so in a sidecar (replaces, attachments or short_version)."
            )


def _previous(folder: DataFolder, options: Options) -> Manifest:
    if not folder.exists:
        return Manifest(0, options.base)
    previous = folder.committed()
    if previous.base != options.base:
        raise DataFolderError(
            f"{folder.path} was built under {previous.base}, not {options.base}. "
            "Build with the same --base, or into another folder."
        )
    return previous


def _sound(records: Mapping[str, Record], previous: Manifest, folder: DataFolder) -> dict[str, GraphFile]:
    """The graphs of the responses whose files are as they were written, by the response's key."""
    graphs, stamps = {key: previous.graphs.get(f"response/{key}") for key in records}, folder.stamps()
    return {key: graph for key, graph in graphs.items() if graph and folder.is_whole(graph, *records[key].kept, stamps)}


def _keep_unchanged(planned: Plan, changes: Changes, kept: _Kept, generation: _Generation) -> list[Job]:
    """Keep the responses that nothing has touched; returns the jobs that are left."""
    todo, unchanged = [], changes.unchanged()
    for job in planned.jobs:
        record = unchanged.get(job.fingerprint)
        if record is None or not kept.is_as_decided(record):
            todo.append(job)
        else:
            generation.take(replace(record, origin=job.origin), kept.sound[record.key])
    return todo


def _in_order(jobs: Sequence[Job], options: Options, progress: Progress) -> list[Built | Refusal]:
    """The results in the order of the jobs, whichever process was done first."""
    if not jobs:
        return []
    from graph.pipeline.processes import run_all  # noqa: PLC0415 — what reads and extracts takes a while to load

    results = dict(run_all(jobs, options, progress))
    return [results[number] for number in sorted(results)]


def _keep_absent(planned: Plan, changes: Changes, kept: _Kept, generation: _Generation) -> None:
    """Keep what was built from files that this build was not shown, but not what a changed file replaces.

    What is lost or was changed in the data folder cannot be kept; it is refused.
    """
    shown = {job.origin for job in planned.jobs}
    withdrawn = withdrawn_documents(kept.withdrawn)
    for key, record in changes.records.items():
        if key in generation.records or record.origin in shown or not withdrawn.isdisjoint(record.documents[:1]):
            continue
        if key in kept.sound:
            generation.take(*as_decided(kept.folder, record, kept.sound[key], kept.withdrawn, kept.iris))
        else:
            reason = "Its graph or text was lost or changed in the data folder. Build it again from its document."
            generation.refusals.append(Refusal(record.source or key, reason))


def _manifest(previous: Manifest, planned: Plan, generation: _Generation, folder: DataFolder, kit: Tools) -> Manifest:
    records = [generation.records[key] for key in sorted(generation.records)]
    consultations = with_unread(_consultations(previous, planned, records, kit), generation.unread, kit.iris)
    graphs = generation.graphs | write_shared_graphs(folder, records, consultations, kit)
    manifest = Manifest(
        generation=previous.generation + 1,
        base=kit.options.base,
        graphs=dict(sorted(graphs.items())),
        texts=tuple(sorted({text for record in records for text in record.texts})),
        layouts=tuple(sorted({layout for record in records for layout in record.layouts})),
        originals=tuple(sorted({record.original for record in records if record.original})),
        versions={"standpunkt": __version__, "tools": kit.fingerprint},
        registry=dict(kit.registry_digests),
        records={record.key: record.to_json() for record in records},
        consultations={key: item.to_json() for key, item in consultations.items()},
        refused=tuple(stored(generation.refusals, planned.names)),
        publish=kit.options.publish or previous.publish,
    )
    return as_published(manifest, previous, folder)


def _consultations(previous: Manifest, planned: Plan, records: list[Record], kit: Tools) -> dict[str, Declared]:
    """The consultations of this build, and those of earlier ones that kept responses still answer."""
    answered = {record.consultation for record in records}
    kept = {key: Declared.from_json(item) for key, item in previous.consultations.items() if key in answered}
    return kept | {item.key: declared(item, kit) for item in planned.consultations}
