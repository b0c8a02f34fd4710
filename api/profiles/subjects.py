"""What actors take a stand on: who supports it, opposes it, is critical or asks for something, in which words."""

from dataclasses import dataclass
from functools import partial

from fastapi import Request
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import Row, rows
from api.figures.counting import Counting
from api.identities import Identities
from api.profiles.positions import STANCES, Positions, count_in, counted, positions
from api.questions import about, part, question_text
from api.things.document import Document
from api.things.labels import Labels
from api.things.naming import label_rows
from api.things.page import Shown
from api.things.statements import key_of, named, named_response
from graph.namespaces import DCTERMS, ELI, FOAF, SCHEMA, SKOS, STP

_ACTORS_OF_STANCE = 25
_RESPONSES = 20
_TOLD_FIRST = frozenset(
    {
        SKOS.altLabel,
        SKOS.notation,
        SKOS.broader,
        ELI.id_local,
        STP.instrumentKind,
        STP.goalKind,
        STP.solutionKind,
        STP.proposalFor,
        STP.number,
        STP.ownedBy,
        STP.operatedBy,
        DCTERMS.issued,
        DCTERMS.publisher,
        DCTERMS.isPartOf,
        DCTERMS.isVersionOf,
        DCTERMS.isReplacedBy,
        FOAF.homepage,
        FOAF.page,
        SCHEMA.sameAs,
    }
)


@dataclass(frozen=True, slots=True)
class Side:
    """The actors with positions of one stance, how many positions each has, and how many more actors there are."""

    stance: str
    actors: tuple[tuple[Shown, int], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that actors take a stand on, as its page shows it; responses come with how often they refer to it."""

    positions: Positions
    sides: tuple[Side, ...]
    responses: tuple[tuple[Shown, int], ...]
    told_first: frozenset[NamedNode] = _TOLD_FIRST
    template: str = "subject.html"
    island: str = ""


async def subject(request: Request, store: Answering, counting: Counting | None, document: Document) -> Subject | None:
    """What the page of an instrument, goal, solution or theme shows, or None where nobody speaks of it.

    Positions are counted and put in order where that can be, and else the graph is asked.

    Raises:
        NoSuchPositionsError: where other positions are asked for than there are.
        QueryError: where it cannot be found out now.
    """
    thing = document.description.thing
    parts = [thing, *_names(await rows(request, store, question_text("subject-parts"), thing=thing), "about")]
    stances = (
        counting.subject_stances(parts) if counting else await rows(request, store, about("subject-stances", parts))
    )
    referring = await rows(request, store, part("subject-responses", _RESPONSES, 0), thing=thing)
    if not stances and not referring:
        return None
    found = partial(counting.subject_positions, parts) if counting else about("subject-positions", parts)
    shown = await positions(request, store, document, found, counted(stances))
    if not shown.is_whole:
        return Subject(shown, (), ())
    speaking = (
        counting.subject_actors(parts) if counting else await rows(request, store, about("subject-actors", parts))
    )
    by_stance = _by_stance(speaking)
    actors = [actor for held in by_stance.values() for actor, _ in held[:_ACTORS_OF_STANCE]]
    responses = [(name, count_in(row, "places")) for row in referring if isinstance(name := row["response"], NamedNode)]
    labels = Labels(await label_rows(request, [*actors, *(name for name, _ in responses)]))
    return Subject(
        shown,
        tuple(_side(stance, held, labels, document.identities) for stance, held in by_stance.items()),
        tuple((named_response(name, labels, document.identities), count) for name, count in responses),
    )


_Held = list[tuple[NamedNode, int]]


def _names(found: list[Row], variable: str) -> list[NamedNode]:
    return [name for row in found if isinstance(name := row[variable], NamedNode)]


def _by_stance(found: list[Row]) -> dict[str, _Held]:
    """The actors with positions of each stance, those with most first; stances come in their order."""
    held: dict[str, _Held] = {stance: [] for stance in STANCES}
    for row in found:
        if isinstance(actor := row["actor"], NamedNode) and (stance := key_of(row["stance"])) in held:
            held[stance].append((actor, count_in(row, "positions")))
    return {stance: actors for stance, actors in held.items() if actors}


def _side(stance: str, held: _Held, labels: Labels, identities: Identities) -> Side:
    shown = tuple((named(actor, labels, identities), count) for actor, count in held[:_ACTORS_OF_STANCE])
    return Side(stance, shown, max(0, len(held) - _ACTORS_OF_STANCE))
