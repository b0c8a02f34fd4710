"""What there is to build: one job for each response that the given files and folders hold."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DeclarationError
from graph.iris import digest
from graph.model import Consultation
from graph.pipeline.refusals import Refusal
from graph.pipeline.tools import Tools
from graph.reading.declarations import read_consultation_file, read_sidecar
from graph.reading.inputs import Discovery, Source

_EMPTY = hashlib.sha256().hexdigest()
_PIECE = 100_000


@dataclass(frozen=True, slots=True)
class Job:
    """A source to build, the consultation that its folder declares, and what its result depends on, as a digest.

    `content` is the SHA-256 of the main document's bytes.
    """

    source: Source
    consultation: Consultation | None
    fingerprint: str
    origin: str
    content: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The jobs of a build in a fixed order, the consultations that files declare, and what cannot be built at all.

    `names` are those of all files that were found, whatever became of them.
    """

    jobs: tuple[Job, ...]
    consultations: tuple[Consultation, ...]
    refusals: tuple[Refusal, ...]
    names: frozenset[str] = frozenset()


def plan(found: Discovery, kit: Tools) -> Plan:
    """A job for each source; one that cannot be read, or has the content of an earlier one, is refused."""
    refusals = [Refusal(note.path.name, note.message) for note in found.notes if note.is_failure]
    declared = dict(_declared(found, kit, refusals))
    jobs, first = list[Job](), dict[tuple[str, str], Path]()
    for source in found.sources:
        try:
            contents = [_content_digest(path) for path in _content_paths(source)]
        except OSError as error:
            refusals.append(_unreadable(source, error))
            continue
        try:
            sidecar = read_sidecar(source.sidecar, kit.registry).digest if source.sidecar is not None else ""
        except DeclarationError as error:
            refusals.append(Refusal(error.path.name, f"{error} {source.path.name} was not built."))
            continue
        twin = first.setdefault((contents[0], sidecar), source.path)
        if twin != source.path and contents[0] != _EMPTY:
            refusals.append(_twin(source.path, twin))
        else:
            jobs.append(_job(source, contents, sidecar, declared, kit))
    files = (path for source in found.sources for path in (*_content_paths(source), source.sidecar) if path)
    names = frozenset(path.name for path in (*files, *(note.path for note in found.notes)))
    return Plan(tuple(jobs), tuple(declared.values()), tuple(refusals), names)


def _declared(found: Discovery, kit: Tools, refusals: list[Refusal]) -> Iterator[tuple[Path, Consultation]]:
    """The consultations that files declare; a file that is wrong is refused, and its responses are built without it."""
    for path in found.consultation_files:
        try:
            yield path, read_consultation_file(path, kit.registry)
        except DeclarationError as error:
            source = f"{path.parent.name}/{path.name}"  # every folder's has the same name
            refusals.append(Refusal(source, f"{error} The responses beside it were built without it."))


def _job(source: Source, contents: list[str], sidecar: str, declared: Mapping[Path, Consultation], kit: Tools) -> Job:
    consultation = declared.get(source.consultation_file) if source.consultation_file is not None else None
    parts = (*contents, *(path.suffix.lower() for path in _content_paths(source)))
    origin = digest(str(source.path.resolve()))
    return Job(source, consultation, digest(kit.fingerprint, *parts, repr(consultation), sidecar), origin, contents[0])


def _content_paths(source: Source) -> tuple[Path, ...]:
    """The files of a source, the main document first."""
    short = (source.short_version,) if source.short_version is not None else ()
    return (source.path, *source.attachments, *short)


def _content_digest(path: Path) -> str:
    content = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            content.update(piece)
    return content.hexdigest()


def _unreadable(source: Source, error: OSError) -> Refusal:
    reason = f"It cannot be read ({error.strerror}). Check that it is there and that you may read it, and build again."
    return Refusal(source.path.name, reason)


def _twin(path: Path, twin: Path) -> Refusal:
    name = twin.name if twin.name != path.name else str(twin)
    way_out = 'Remove one of them; if both count, say in a sidecar whose this one is: actor = "…".'
    return Refusal(path.name, f"It has the same content as {name}. {way_out}")
