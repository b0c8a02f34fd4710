"""A generation carried on by what people decide, without the documents that it was built from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.decisions import reviews, withdrawals, withdrawn_documents
from graph.errors import NotInGraphError
from graph.folder import SEARCH_INDEX, DataFolder, Manifest
from graph.iris import Iris
from graph.namespaces import RDF, STP
from graph.pipeline.publishing import as_published
from graph.pipeline.records import Record
from graph.pipeline.settling import as_decided, stored_triples
from graph.pipeline.shared import Declared, write_gathered_graphs
from graph.versions import record_version

_GATHERED = ("entries", "catalog", "reviews", "withdrawals")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision did: what it was about, whether it was so already, and the generation that it led to."""

    things: tuple[str, ...]
    was_so: bool
    tombstones: int
    generation: int


def carried_on(folder: DataFolder, previous: Manifest) -> int:
    """Commit what is left of a generation after all decisions; the number of the generation that there is now."""
    entries, iris = withdrawals(folder), Iris(previous.base)
    gone = withdrawn_documents(entries)
    records, graphs = {}, {name: graph for name, graph in previous.graphs.items() if name not in _GATHERED}
    for key, stored in previous.records.items():
        record, graph = Record.from_json(stored), graphs.pop(f"response/{key}")
        if gone.isdisjoint(record.documents[:1]):
            records[key], graphs[f"response/{key}"] = as_decided(folder, record, graph, entries, iris)
    declared = {key: Declared.from_json(stored) for key, stored in previous.consultations.items()}
    graphs |= write_gathered_graphs(folder, list(records.values()), declared, iris)
    texts, layouts, originals = (
        tuple(sorted({each for record in records.values() for each in record.kept[number]})) for number in range(3)
    )
    told = {key: record.to_json() for key, record in records.items()}
    number = previous.generation + (graphs != previous.graphs)
    graphs = dict(sorted(graphs.items()))
    manifest = replace(previous, generation=number, graphs=graphs, records=told)
    manifest = replace(manifest, texts=texts, layouts=layouts, originals=originals)
    published = as_published(manifest, previous, folder)
    folder.commit(published)
    record_version(folder, previous, published)
    (folder.path / SEARCH_INDEX).unlink(missing_ok=True)
    return number


def named(name: str, manifest: Manifest) -> tuple[str, str]:
    """The kind and key of what an IRI, the address of a page, or a key means."""
    path = name.strip().removeprefix(manifest.base).split("#")[0].split("?")[0].rstrip("/")
    *before, kind, key = ("", "", *path.split("/"))
    if before and kind in ("response", "statement") and key:
        return kind, key
    if kind or not key:
        raise NotInGraphError(name)
    is_statement = len(key) == 16 and not set(key) - set("0123456789abcdef") and key not in manifest.records  # noqa: PLR2004
    return "statement" if is_statement else "response", key


def record_of(folder: DataFolder, manifest: Manifest, kind: str, key: str) -> Record:
    """The response with a key, or the one in which a statement stands."""
    if kind == "response" and key in manifest.records:
        return Record.from_json(manifest.records[key])
    sought = f"<{Iris(manifest.base).own(kind, key).value}> ".encode() if kind == "statement" else b""
    for response in manifest.records if sought else ():
        if sought in (folder.path / manifest.graphs[f"response/{response}"].path).read_bytes():
            return Record.from_json(manifest.records[response])
    raise NotInGraphError(key)


def statements_of(folder: DataFolder, manifest: Manifest, name: str) -> Iterator[tuple[str, str]]:
    """The statement of a name, or all of a response's, each with the key of the response."""
    kind, key = named(name, manifest)
    if kind == "statement":
        response = next((one for one in manifest.records if is_reviewed(folder, one, key)), None)
        yield response or record_of(folder, manifest, kind, key).key, key
        return
    record = record_of(folder, manifest, kind, key)
    for triple in stored_triples(folder, manifest.graphs[f"response/{record.key}"]):
        if triple.predicate == RDF.type and triple.object == STP.Statement:
            yield record.key, triple.subject.value.rpartition("/")[2]


def is_reviewed(folder: DataFolder, response: str, statement: str) -> bool:
    """Whether a statement was reviewed before; a rejected one stands in no graph."""
    return any(one.statement == statement for one in reviews(folder, response))
