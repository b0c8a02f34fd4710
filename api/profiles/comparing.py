"""Two to six actors side by side: verdicts by proposal, positions by stance, and what they share or are divided on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request, Response
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import Row, rows
from api.identities import Identities, IdentitiesOf
from api.pages import Pages
from api.profiles.choosing import Choice, Choosing
from api.profiles.positions import STANCES, count_in
from api.questions import about
from api.things.labels import Labels
from api.things.naming import label_rows
from api.things.page import Shown
from api.things.statements import Told, key_of, named, told
from graph.model import Stance

_PROPOSALS = 25
_SUBJECTS = 5
_AGAINST = {Stance.OPPOSES.value, Stance.CRITICAL.value}


@dataclass(frozen=True, slots=True)
class Cell:
    """How an actor stands on a proposal, and where the words stand that it rests on."""

    verdict: str
    words: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal that two or more of the actors speak of, with a cell for each actor, None where it says nothing."""

    consultation: Shown
    number: str
    proposal: Shown
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A thing that several of the actors take a stand on, and one position of each."""

    subject: Shown
    statements: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a page shows of the chosen actors; `counts` has for each stance a number for each actor.

    `more` counts the proposals that are not shown, `alone` those that only one of the actors speaks of.
    """

    counts: Mapping[str, tuple[int, ...]]
    proposals: tuple[ProposalRow, ...]
    more: int
    alone: int
    shared: tuple[Meeting, ...]
    divided: tuple[Meeting, ...]


def comparing_router(store: Answering, identities: IdentitiesOf, pages: Pages) -> APIRouter:
    """The comparison of actors."""
    router, choosing = APIRouter(), Choosing(store)

    @router.api_route("/compare", methods=["GET", "HEAD"])
    async def compare(request: Request) -> Response:
        """The form that chooses actors, and the comparison of those that are chosen."""
        known = await identities.known(request)
        chosen = await choosing.choice(request, known)
        found = await _Comparing(request, store, known, chosen).comparison() if chosen.is_complete else None
        return pages.page("compare.html", chosen.status, choice=chosen, comparison=found)

    return router


@dataclass(frozen=True, slots=True)
class _Comparing:
    request: Request
    store: Answering
    identities: Identities
    choice: Choice

    async def comparison(self) -> Comparison:
        """Everything that is compared.

        Raises:
            QueryError: where it cannot be found out now.
        """
        verdicts = list(_by_proposal(await self._asked("verdicts")))
        together = [(proposal, held) for proposal, held in verdicts if len(held) > 1]
        shared, divided = _meetings(await self._asked("subjects"))
        shown = [*shared, *divided]
        statements = await told(
            self.request, self.store, self.identities, [name for _, names in shown for name in names]
        )
        mentioned = {name for proposal, _ in together[:_PROPOSALS] for name in proposal.names}
        labels = Labels(await label_rows(self.request, [*mentioned, *(subject for subject, _ in shown)]))

        def meetings(found: Iterable[_Met]) -> tuple[Meeting, ...]:
            return tuple(
                Meeting(named(subject, labels, self.identities), tuple(statements[name] for name in names))
                for subject, names in found
            )

        return Comparison(
            self._counts(await self._asked("stances")),
            tuple(self._row(proposal, held, labels) for proposal, held in together[:_PROPOSALS]),
            max(0, len(together) - _PROPOSALS),
            len(verdicts) - len(together),
            meetings(shared),
            meetings(divided),
        )

    async def _asked(self, what: str) -> list[Row]:
        return await rows(self.request, self.store, about(f"compared-{what}", self.choice.names))

    def _counts(self, found: Iterable[Row]) -> Mapping[str, tuple[int, ...]]:
        held = {(row["actor"], key_of(row["stance"])): count_in(row, "positions") for row in found}
        return {stance: tuple(held.get((actor, stance), 0) for actor in self.choice.names) for stance in STANCES}

    def _row(self, proposal: "_Proposal", held: Mapping[NamedNode, Row], labels: Labels) -> ProposalRow:
        cells = (self._cell(held[actor]) if actor in held else None for actor in self.choice.names)
        consultation, thing = (named(name, labels, self.identities) for name in proposal.names)
        return ProposalRow(consultation, proposal.number, thing, tuple(cells))

    def _cell(self, row: Row) -> Cell:
        names = ("response", "verdict", "statement")
        response, verdict, statement = (str(getattr(row[name], "value", "")) for name in names)
        return Cell(verdict, self.identities.reading_path(response, statement))


@dataclass(frozen=True, slots=True)
class _Proposal:
    names: tuple[NamedNode, NamedNode]
    number: str


def _by_proposal(found: Iterable[Row]) -> Iterable[tuple[_Proposal, Mapping[NamedNode, Row]]]:
    """The verdicts on each proposal by actor, in the order of the rows."""
    for _, group in groupby(found, key=lambda row: str(row["proposal"])):
        verdicts = list(group)
        names = tuple(verdicts[0][name] for name in ("consultation", "proposal"))
        held = {actor: row for row in verdicts if isinstance(actor := row["actor"], NamedNode)}
        if isinstance(names[0], NamedNode) and isinstance(names[1], NamedNode):
            yield _Proposal((names[0], names[1]), getattr(verdicts[0]["number"], "value", "")), held


_Met = tuple[NamedNode, list[NamedNode]]
_Stances = Mapping[NamedNode, Mapping[str, NamedNode]]


def _meetings(found: Iterable[Row]) -> tuple[list[_Met], list[_Met]]:
    """What several actors ask for something about, and what some support that others are against.

    Each comes with one statement of each actor; what most actors meet on comes first.
    """
    shared, divided = list[_Met](), list[_Met]()
    for subject, group in groupby(found, key=lambda row: row["subject"]):
        held = _stances(group)
        asking = [stances[Stance.ASKS] for stances in held.values() if Stance.ASKS in stances]
        supporting = [stances[Stance.SUPPORTS] for stances in held.values() if _only_supports(stances)]
        against = [statement for stances in held.values() if (statement := _against(stances))]
        if not isinstance(subject, NamedNode):
            continue
        if len(asking) > 1:
            shared.append((subject, asking))
        if supporting and against:
            divided.append((subject, [*supporting, *against]))
    return _largest(shared), _largest(divided)


def _stances(group: Iterable[Row]) -> _Stances:
    held: dict[NamedNode, dict[str, NamedNode]] = {}
    for row in group:
        actor, statement = row["actor"], row["statement"]
        if isinstance(actor, NamedNode) and isinstance(statement, NamedNode):
            held.setdefault(actor, {})[key_of(row["stance"])] = statement
    return held


def _only_supports(stances: Mapping[str, NamedNode]) -> bool:
    return Stance.SUPPORTS in stances and not _AGAINST & stances.keys()


def _against(stances: Mapping[str, NamedNode]) -> NamedNode | None:
    if Stance.SUPPORTS in stances:
        return None
    return stances.get(Stance.OPPOSES) or stances.get(Stance.CRITICAL)


def _largest(met: Sequence[_Met]) -> list[_Met]:
    return sorted(met, key=lambda each: (-len(each[1]), each[0].value))[:_SUBJECTS]
