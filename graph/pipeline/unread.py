"""Responses that were received but could not be read: whose they are, where a sidecar says so."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace

from graph.iris import Iris
from graph.model import Actor, Consultation
from graph.namespaces import STP
from graph.pipeline.jobs import Job
from graph.pipeline.shared import Declared
from graph.pipeline.tools import Tools
from graph.reading.declarations import read_sidecar
from graph.reading.metadata.persons import PRIVATE
from graph.triples import Triple

Unread = tuple[Consultation, Actor]
"""Whom a consultation has a response from that was not read."""


def unread(job: Job, kit: Tools) -> Iterator[Unread]:
    """The senders of a source that was refused; nobody where no sidecar names a body, or no consultation is known."""
    if job.source.sidecar is None:
        return
    sidecar = read_sidecar(job.source.sidecar, kit.registry)
    known = (one for one in kit.registry.consultations if one.key == sidecar.consultation)
    if consultation := job.consultation or next(known, None):
        senders = sidecar.metadata.get("senders", ())
        assert isinstance(senders, tuple), "a sidecar's senders are actors"
        yield from ((consultation, actor) for actor in senders if actor.kind != PRIVATE)


def with_unread(known: Mapping[str, Declared], found: Iterable[Unread], iris: Iris) -> dict[str, Declared]:
    """Consultations that say from whom a response was received that could not be read."""
    told = dict(known)
    for consultation, actor in found:
        before = told.get(consultation.key, Declared((), (), ()))
        triple = Triple(iris.consultation(consultation), STP.receivedUnread, iris.actor(actor))
        named = () if actor.registered else (asdict(actor),)
        told[consultation.key] = replace(
            before,
            triples=tuple(dict.fromkeys((*before.triples, str(triple)))),
            new_actors=(*before.new_actors, *(one for one in named if one not in before.new_actors)),
        )
    return told
