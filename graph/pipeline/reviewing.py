"""Reviewing: what people say of statements that a machine proposed, and what waits for them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.decisions import Review, Verdict, reviews, write_reviews
from graph.errors import InputError
from graph.folder import DataFolder, GraphFile
from graph.namespaces import STP, concept
from graph.pipeline.carrying import Outcome, carried_on, statements_of
from graph.pipeline.settling import stored_triples
from graph.reading.metadata.names import is_person

_PROPOSED = concept("review-state", "proposed").value


@dataclass(frozen=True, slots=True)
class Proposed:
    """A statement that nobody has looked at: its key, how sure the extraction is, its kind and its words."""

    key: str
    confidence: float
    kind: str
    words: str


def review(data: Path, names: Sequence[str], verdict: Verdict, by: str, at: str) -> Outcome:
    """Record what a person has decided about some statements, or about all that a response has, and follow it.

    Raises:
        NotInGraphError: where there is none of a name; then nothing is recorded.
        InputError: where `by` is a person's name, or nothing.
        DataFolderError: where the data folder is missing, damaged or in use.
    """
    role = " ".join(by.split())
    if not role or is_person(role):
        raise InputError(f"“{by}” is no role. Say in which capacity it was decided, such as fagansvarlig; not a name.")
    folder = DataFolder(data)
    folder.committed()
    with folder.locked():
        manifest = folder.committed()
        chosen = dict.fromkeys(pair for name in names for pair in statements_of(folder, manifest, name))
        todo: dict[str, list[Review]] = {}
        for response, statement in chosen:
            last = {one.statement: one.verdict for one in reviews(folder, response)}
            if last.get(statement) is not verdict:
                todo.setdefault(response, []).append(Review(statement, verdict, role, at))
        for response, made in todo.items():
            write_reviews(folder, response, (*reviews(folder, response), *made))
        generation = carried_on(folder, manifest)
    things = tuple(f"statement/{statement}" for _, statement in chosen)
    return Outcome(things, not todo, 0, generation)


def proposed(data: Path, names: Sequence[str]) -> list[Proposed]:
    """The statements of some responses, or of all, that nobody has looked at, the least certain first.

    Raises:
        NotInGraphError: where there is no response or statement of a name.
        DataFolderError: where the data folder is missing or damaged.
    """
    folder = DataFolder(data)
    manifest = folder.committed()
    chosen = {pair for name in names for pair in statements_of(folder, manifest, name)}
    responses = {response for response, _ in chosen} or manifest.records.keys()
    found = (one for key in responses for one in _waiting(folder, manifest.graphs[f"response/{key}"]))
    wanted = {statement for _, statement in chosen}
    return sorted((one for one in found if not names or one.key in wanted), key=lambda one: (one.confidence, one.key))


def _waiting(folder: DataFolder, graph: GraphFile) -> Iterator[Proposed]:
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, name, value in stored_triples(folder, graph):
        told[subject.value][name.value] = value.value
    for thing, facts in told.items():
        if facts.get(STP.reviewState.value) == _PROPOSED:
            kind = facts.get(STP.kind.value) or facts.get(STP.reportedKind.value, "")
            yield Proposed(
                thing.rpartition("/")[2],
                float(facts[STP.confidence.value]),
                kind.rpartition("/")[2],
                facts[STP.readingForm.value],
            )
