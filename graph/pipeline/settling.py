"""A response as people's decisions leave it: when it is built, and long after, from what the data folder holds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, RdfFormat, parse

from graph.decisions import Decided, Verdict, Withdrawal
from graph.errors import DataFolderError
from graph.folder import DataFolder, GraphFile
from graph.iris import Iris
from graph.mapping import Ruling, revised
from graph.model import Actor, Kind, Thing, ThingType
from graph.namespaces import DCTERMS, RDF, SCHEMA, STP, concept
from graph.pipeline.records import Record
from graph.triples import Triple, n_quads

_CONFIRMED = concept("review-state", "confirmed")
_HIDDEN = "The original is not kept: words of it were withdrawn, and the file would show them."


@dataclass(frozen=True, slots=True)
class Settled:
    """A response's record, triples and texts by IRI, with what people have decided about it."""

    record: Record
    triples: list[Triple]
    texts: Mapping[str, str]
    withdrawn: frozenset[str] = frozenset()


def settled(record: Record, triples: list[Triple], texts: Mapping[str, str], decided: Decided, iris: Iris) -> Settled:
    """What some decisions make of a response."""
    known = {triple.subject.value for triple in triples if triple.object == STP.Statement}
    found = revised(triples, texts, _ruling(decided, iris), iris)
    stale = [key for key in decided.last if iris.own("statement", key).value not in known]
    notes = (f"A review is about the statement {key}, which is not found any more." for key in sorted(stale))
    notes = (note for note in notes if note not in record.notes)
    counted = replace(_recounted(record, found.triples, iris), decided=decided.fingerprint)
    hidden = (_HIDDEN,) if record.original and not counted.original else ()
    return Settled(
        replace(counted, notes=(*record.notes, *notes, *hidden)), found.triples, found.texts, found.withdrawn
    )


def as_decided(
    folder: DataFolder, record: Record, graph: GraphFile, withdrawn: Iterable[Withdrawal], iris: Iris
) -> tuple[Record, GraphFile]:
    """The record and file of a response in a data folder, written anew where more is decided about it by now.

    What decisions took out comes back only from its document; the next build that is shown that builds it anew.

    Raises:
        DataFolderError: where a file of it is missing or damaged.
    """
    decided = Decided.of(folder, record.key, record.documents, withdrawn)
    if decided.fingerprint == record.decided:
        return record, graph
    triples = stored_triples(folder, graph)
    texts = stored_texts(folder, triples)
    after = settled(record, triples, texts, decided, iris)
    written = folder.write_graph(f"response/{record.key}", n_quads(after.triples, iris.graph("response", record.key)))
    now = dict(zip(texts.values(), after.texts.values(), strict=True))
    kept = tuple(folder.write_text(now[folder.text(digest)]) for digest in record.texts)
    return replace(after.record, texts=kept, fingerprint=""), written


def stored_triples(folder: DataFolder, graph: GraphFile) -> list[Triple]:
    """The triples of a file of the data folder.

    Raises:
        DataFolderError: where it is missing or was changed.
    """
    if not folder.is_whole(graph):
        raise DataFolderError(f"{folder.path / graph.path} is missing or was changed. Build its response again.")
    quads = parse(path=folder.path / graph.path, format=RdfFormat.N_QUADS)
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


def stored_texts(folder: DataFolder, triples: Iterable[Triple]) -> dict[str, str]:
    """The texts that a response's triples name, by IRI.

    Raises:
        DataFolderError: where one is missing or was changed.
    """
    told = list(triples)
    texts = {triple.subject for triple in told if triple.predicate == RDF.type and triple.object == STP.Text}
    return {
        triple.subject.value: folder.text(triple.object.value)
        for triple in told
        if triple.predicate == DCTERMS.identifier and triple.subject in texts
    }


def _ruling(decided: Decided, iris: Iris) -> Ruling:
    def named(verdict: Verdict) -> Iterator[str]:
        return (iris.own("statement", key).value for key, last in decided.last.items() if last.verdict is verdict)

    gone = (iris.own(*each.thing.split("/")).value for each in decided.withdrawals)
    words = {each.words: each.length for each in decided.withdrawals}
    return Ruling(frozenset(named(Verdict.CONFIRMED)), frozenset(named(Verdict.REJECTED)), frozenset(gone), words)


def _recounted(record: Record, triples: Iterable[Triple], iris: Iris) -> Record:
    """A record that tells of the triples that there are now, and of nothing else."""
    told = list(triples)
    subjects = {triple.subject.value for triple in told}
    named = {triple.object for triple in told if isinstance(triple.object, NamedNode)}
    kinds = Counter(triple.object for triple in told if triple.predicate == STP.kind)
    types = Counter(triple.object for triple in told if triple.predicate == RDF.type)
    return replace(
        record,
        kinds={kind.value: count for kind in Kind if (count := kinds[concept("kind", kind)])},
        reported=types[STP.ReportedStatement],
        original=record.original if types[SCHEMA.MediaObject] else None,
        references=types[STP.Mention],
        reviewed=sum(triple.object == _CONFIRMED for triple in told if triple.predicate == STP.reviewState),
        new_actors=tuple(actor for actor in record.new_actors if iris.actor(Actor(**actor)) in named),
        new_things=tuple(thing for thing in record.new_things if iris.thing(_thing(thing)) in named),
        findings=tuple(finding for finding in record.findings if finding["focus"] in subjects),
    )


def _thing(stored: Mapping[str, object]) -> Thing:
    return Thing(**{**stored, "type": ThingType(str(stored["type"]))})  # type: ignore[arg-type]
