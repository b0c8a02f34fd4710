"""Withdrawing for good, without the documents that the data folder was built from."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from graph.decisions import (
    Reason,
    Withdrawal,
    reviews,
    withdrawals,
    withdrawn_thing,
    write_reviews,
    write_withdrawals,
)
from graph.errors import DataFolderError, NotInGraphError
from graph.folder import DataFolder, Manifest
from graph.iris import Iris, words_digest
from graph.mapping import TOMBSTONES, Ruling, revised
from graph.model import folded
from graph.namespaces import OA
from graph.pipeline.carrying import Outcome, carried_on, is_reviewed, named, record_of
from graph.pipeline.jobs import Plan
from graph.pipeline.records import Record
from graph.pipeline.settling import stored_texts, stored_triples

_NAMELESS = ("privatperson-", "svar-")
_OWN_KEYED = ("response/", "document/", "text/", "verdict/")


def withdraw(data: Path, name: str, reason: Reason, at: str) -> Outcome:
    """Remove a response or a statement for good, and leave tombstones.

    `name` is its IRI, or its key; `at` the moment, as xsd:dateTime. What was withdrawn already is left so, and whatever
    had been interrupted is done.

    Raises:
        NotInGraphError: where there is none of that name.
        DataFolderError: where the data folder is missing, damaged or in use.
    """
    folder = DataFolder(data)
    manifest = folder.committed()
    with folder.locked():
        manifest, known = folder.committed(), withdrawals(folder)
        kind, key = named(name, manifest)
        entry = next((one for one in known if one.thing == withdrawn_thing(kind, key)), None)
        found = entry or _withdrawal(folder, manifest, (kind, key), Withdrawal("", reason, at, ()))
        if entry is None:
            write_withdrawals(folder, (*known, found))
        _forget_reviews(folder, kind, key)
        generation = carried_on(folder, manifest)
    return Outcome((f"{kind}/{key}",), entry is not None, len(found.tombstones), generation)


def restore(data: Path, name: str) -> Outcome:
    """Undo a withdrawal; what was withdrawn comes back when its document is built again.

    Raises:
        NotInGraphError: where nothing of that name was withdrawn.
        DataFolderError: where the data folder is missing, damaged or in use.
    """
    folder = DataFolder(data)
    folder.committed()
    with folder.locked():
        manifest, known = folder.committed(), withdrawals(folder)
        kind, key = named(name, manifest)
        left = [one for one in known if one.thing != withdrawn_thing(kind, key)]
        if len(left) == len(known):
            raise NotInGraphError(name)
        write_withdrawals(folder, left)
        generation = carried_on(folder, manifest)
    return Outcome((f"{kind}/{key}",), False, 0, generation)


def without_withdrawn(planned: Plan, entries: Iterable[Withdrawal]) -> tuple[Plan, tuple[str, ...]]:
    """A plan without the documents of responses that were withdrawn, and what is to be said of each."""
    gone = {document: entry for entry in entries if entry.is_response for document in entry.documents}
    jobs = tuple(job for job in planned.jobs if job.content not in gone)
    notes = (
        f"{job.source.path.name}: Withdrawn on {entry.at[:10]} ({entry.reason}) and not built. "
        "`standpunkt withdraw --undo` with its key allows it again."
        for job in planned.jobs
        if (entry := gone.get(job.content))
    )
    return replace(planned, jobs=jobs), tuple(notes)


def _withdrawal(folder: DataFolder, manifest: Manifest, named: tuple[str, str], entry: Withdrawal) -> Withdrawal:
    """What is to be remembered of something that is withdrawn now."""
    kind, key = named
    record = record_of(folder, manifest, kind, key)
    if not record.documents:
        raise DataFolderError(f"{folder.path} was built by an earlier version. Build it again, then withdraw.")
    iris, thing = Iris(manifest.base), withdrawn_thing(kind, key)
    triples = stored_triples(folder, manifest.graphs[f"response/{record.key}"])
    if kind == "response":
        ends = _ends((triple.subject.value for triple in triples), manifest.base)
        if entry.reason is Reason.PERSONAL_DATA and not _is_nameless(record):
            ends = [end for end in ends if not end.startswith(_OWN_KEYED)]
        return replace(entry, thing=thing, documents=record.documents, tombstones=tuple(ends))
    subject = iris.own(kind, key)
    exact = next(
        t.object.value for t in triples if t.subject.value == f"{subject.value}#quote" and t.predicate == OA.exact
    )
    words = {words_digest(record.documents[0], exact): len(folded(exact))}
    ruling = Ruling(withdrawn=frozenset({subject.value}), words=words)
    gone = revised(triples, stored_texts(folder, triples), ruling, iris).withdrawn
    [(digest, length)] = words.items()
    ends = _ends(gone, manifest.base)
    return replace(
        entry, thing=thing, documents=record.documents[:1], words=digest, length=length, tombstones=tuple(ends)
    )


def _ends(subjects: Iterable[str], base: str) -> list[str]:
    """The ends of the IRIs that leave a tombstone."""
    start = f"{base}/id/"
    ends = {one.removeprefix(start) for one in subjects if one.startswith(start) and "#" not in one}
    return sorted(end for end in ends if end.partition("/")[0] in TOMBSTONES)


def _is_nameless(record: Record) -> bool:
    """Whether a response's key holds no name, or that of a registered body."""
    sender = record.key[:-13]
    return record.key.startswith(_NAMELESS) or f"actor/{sender}" in record.used


def _forget_reviews(folder: DataFolder, kind: str, key: str) -> None:
    """Remove what was decided about something that was withdrawn."""
    if kind == "response":
        write_reviews(folder, key, ())
        return
    for response in folder.committed().records:
        if is_reviewed(folder, response, key):
            write_reviews(folder, response, (one for one in reviews(folder, response) if one.statement != key))
