"""A data folder of any size, made by mapping generated responses as a build maps real ones.

    python -m tests.benchmarks.generated DIR --triples 1000000

The same numbers give the same folder. Consultations share actors, and sentences recur, so that every named query has
something to find. The words are invented; the instruments, themes and ministries are those of the registry.
"""

import argparse
from dataclasses import asdict
from pathlib import Path

from graph.folder import DataFolder, GraphFile, Manifest
from graph.iris import text_digest
from graph.mapping import response_triples, unregistered_actors, unregistered_things
from graph.model import (
    Consultation,
    Extraction,
    Layout,
    Publication,
    Response,
)
from graph.pipeline.records import Record, counts
from graph.pipeline.shared import declared, write_shared_graphs
from graph.pipeline.tools import Options, Tools
from tests.benchmarks.world import World

MILLION = 1_000_000


def generate(folder: Path, triples: int = MILLION) -> Manifest:
    """Fill an empty folder with at least so many triples, a response more or less; returns what was committed."""
    kit = Tools(Options(data=folder))
    data, world = DataFolder(folder), World(kit)
    records, graphs = dict[str, Record](), dict[str, GraphFile]()
    written = 0
    with data.locked():
        for response, extraction, consultation in world.answers():
            record, graph = _write(response, extraction, consultation, data, kit)
            records[record.key], graphs[f"response/{record.key}"] = record, graph
            written += graph.triples
            if written >= triples:
                break
        asked = {item.key: declared(item, kit) for item in world.consultations}
        graphs |= write_shared_graphs(data, list(records.values()), asked, kit)
        texts = tuple(sorted({text for record in records.values() for text in record.texts}))
        layouts = tuple(sorted({layout for record in records.values() for layout in record.layouts}))
        stored = {key: record.to_json() for key, record in sorted(records.items())}
        consultations = {key: item.to_json() for key, item in asked.items()}
        manifest = Manifest(
            1,
            kit.options.base,
            dict(sorted(graphs.items())),
            texts,
            layouts,
            records=stored,
            consultations=consultations,
        )
        data.commit(manifest)
    return manifest


def _write(
    response: Response, extraction: Extraction, consultation: Consultation, data: DataFolder, kit: Tools
) -> tuple[Record, GraphFile]:
    ending = f" {kit.iris.graph('response', response.key)} .\n"
    triples = response_triples(response, (extraction,), consultation, kit.iris)
    graph = data.write_graph(f"response/{response.key}", [str(triple) + ending for triple in triples])
    shown = response.metadata.publication is Publication.PUBLIC
    kinds, reported, references = counts((extraction,))
    record = Record(
        key=response.key,
        source=f"{response.key}.txt",
        origin=text_digest(response.key)[:16],
        fingerprint=text_digest(response.document.text)[:16],
        consultation=consultation.key,
        actors=tuple(sender.name for sender in response.metadata.senders),
        language=response.metadata.language,
        publication=response.metadata.publication,
        kinds=kinds,
        reported=reported,
        references=references,
        extractors=(extraction.extractor,),
        texts=(data.write_text(response.document.text),) if shown else (),
        full_text=shown,
        layouts=(data.write_layout(Layout.of(response.document)),) if shown else (),
        new_actors=tuple(asdict(actor) for actor in dict.fromkeys(unregistered_actors(response, None))),
        new_things=tuple(asdict(thing) for thing in dict.fromkeys(unregistered_things(extraction))),
    )
    return record, graph


def main() -> None:
    """Generate a data folder from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.generated", description=generate.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--triples", type=int, default=MILLION)
    chosen = parser.parse_args()
    manifest = generate(chosen.folder, chosen.triples)
    print(f"{chosen.folder}: {manifest.triples} triples in {len(manifest.graphs)} graphs")


if __name__ == "__main__":
    main()
