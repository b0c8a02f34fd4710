"""What there is to build: one job for each response that the given files and folders hold."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DeclarationError
from graph.iris import digest
from graph.model import Consultation
from graph.pipeline.tools import Tools
from graph.pipeline.work import Job, Refusal, content_paths
from graph.reading.declarations import read_consultation_file, read_sidecar
from graph.reading.inputs import Discovery, Source


@dataclass(frozen=True, slots=True)
class Plan:
    """The jobs of a build in a fixed order, the consultations that files declare, and what cannot be built at all."""

    jobs: tuple[Job, ...]
    consultations: tuple[Consultation, ...]
    refusals: tuple[Refusal, ...]


def plan(found: Discovery, kit: Tools) -> Plan:
    """A job for each source; one that cannot be read, or has the content of an earlier one, is refused."""
    refusals = [Refusal(note.path.name, note.message) for note in found.notes if note.is_failure]
    declared = dict(_declared(found, kit, refusals))
    jobs, first = list[Job](), dict[str, Path]()
    for source in found.sources:
        try:
            contents = [hashlib.sha256(path.read_bytes()).hexdigest() for path in content_paths(source)]
        except OSError as error:
            refusals.append(_unreadable(source, error))
            continue
        if (twin := first.setdefault(contents[0], source.path)) != source.path:
            refusals.append(_twin(source, twin))
            continue
        try:
            jobs.append(_job(source, contents, declared, kit))
        except DeclarationError as error:
            refusals.append(Refusal(error.path.name, f"{error} {source.path.name} was not built."))
    return Plan(tuple(jobs), tuple(declared.values()), tuple(refusals))


def _declared(found: Discovery, kit: Tools, refusals: list[Refusal]) -> Iterator[tuple[Path, Consultation]]:
    """The consultations that files declare; a file that is wrong is refused, and its responses are built without it."""
    for path in found.consultation_files:
        try:
            yield path, read_consultation_file(path, kit.registry)
        except DeclarationError as error:
            refusals.append(Refusal(path.name, f"{error} The responses beside it were built without it."))


def _job(source: Source, contents: list[str], declared: Mapping[Path, Consultation], kit: Tools) -> Job:
    consultation = declared.get(source.consultation_file) if source.consultation_file is not None else None
    parts = (*contents, *(path.suffix.lower() for path in content_paths(source)))
    sidecar = read_sidecar(source.sidecar, kit.registry).digest if source.sidecar is not None else ""
    declarations = (repr(consultation), sidecar)
    origin = digest(str(source.path.resolve()))
    return Job(source, consultation, digest(kit.fingerprint, *parts, *declarations), origin)


def _unreadable(source: Source, error: OSError) -> Refusal:
    reason = f"It cannot be read ({error.strerror}). Check that it is there and that you may read it, and build again."
    return Refusal(source.path.name, reason)


def _twin(source: Source, twin: Path) -> Refusal:
    reason = f"It has the same content as {twin.name}. Remove one of them; if both count, make one an attachment."
    return Refusal(source.path.name, reason)
