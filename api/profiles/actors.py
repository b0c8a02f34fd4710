"""An actor with all that it holds, asks and criticises, whom it asks, with whom it agrees, and what it was before."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from fastapi import Request
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import Row, rows, text_of
from api.figures.counting import Counting
from api.profiles.positions import Positions, count_in, counted, positions
from api.questions import about, part, question_text
from api.things.document import Document
from api.things.labels import Labels
from api.things.naming import label_rows
from api.things.page import Shown
from api.things.statements import named, named_response
from graph.namespaces import DCTERMS, FOAF, ORG, SCHEMA, SKOS, STP

_VERDICTS = 40
_ADDRESSEES = 12
_OTHERS = 8
_TOLD_FIRST = frozenset(
    {
        SKOS.altLabel,
        STP.shortName,
        STP.ownedBy,
        STP.validFrom,
        STP.validUntil,
        ORG.classification,
        ORG.identifier,
        ORG.subOrganizationOf,
        ORG.unitOf,
        ORG.postIn,
        FOAF.homepage,
        FOAF.member,
        SCHEMA.sameAs,
        DCTERMS.isReplacedBy,
    }
)


@dataclass(frozen=True, slots=True)
class HeldVerdict:
    """How an actor stands on a proposal, and where the words stand that it rests on."""

    verdict: str
    proposal: Shown
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Round:
    """The verdicts of one response to a consultation."""

    consultation: Shown
    response: Shown
    issued: str
    verdicts: tuple[HeldVerdict, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """On how many proposals another actor is on the same side, and on how many on the other."""

    actor: Shown
    agrees: int
    disagrees: int


@dataclass(frozen=True, slots=True)
class Year:
    """What an actor, under this name or another, said in a year; the year is empty where it is not known."""

    year: str
    actor: Shown
    responses: int
    positions: int


@dataclass(frozen=True, slots=True)
class Change:
    """What an organisation was made from, and what became of it."""

    event: Shown
    date: str
    before: tuple[Shown, ...]
    after: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """An actor as its page shows it."""

    positions: Positions
    rounds: tuple[Round, ...] = ()
    addressees: tuple[tuple[Shown, int], ...] = ()
    agreeing: tuple[Agreement, ...] = ()
    disagreeing: tuple[Agreement, ...] = ()
    years: tuple[Year, ...] = ()
    changes: tuple[Change, ...] = ()
    told_first: frozenset[NamedNode] = _TOLD_FIRST
    template: str = "actor.html"
    island: str = ""


async def profile(request: Request, store: Answering, counting: Counting | None, document: Document) -> Profile | None:
    """What the page of an actor shows, or None where it says nothing and nothing became of it.

    With whom it agrees is counted where that can be, and else asked of the graph.

    Raises:
        NoSuchPositionsError: where other positions are asked for than there are.
        QueryError: where it cannot be found out now.
    """
    thing = document.description.thing
    counts = counted(await rows(request, store, question_text("held-stances"), thing=thing))
    shown = await positions(request, store, document, question_text("held-positions"), counts)
    if not shown.is_whole:
        return Profile(shown)
    others = await rows(request, store, question_text("held-others"), thing=thing)
    actors = [thing, *(actor for row in others if isinstance(actor := row["actor"], NamedNode))]
    asked = {
        "verdicts": rows(request, store, part("held-verdicts", _VERDICTS, 0), thing=thing),
        "addressees": rows(request, store, part("held-addressees", _ADDRESSEES, 0), thing=thing),
        "years": rows(request, store, about("held-years", actors)),
        "changes": rows(request, store, question_text("held-changes"), thing=thing),
    }
    if counting is None:
        asked["agreement"] = rows(request, store, question_text("held-agreement"), thing=thing)
    found = dict(zip(asked, await asyncio.gather(*asked.values()), strict=True))
    if counting:
        found["agreement"] = counting.held_agreement(thing)
    if not shown.total and not found["years"] and not found["changes"]:
        return None
    agreeing, disagreeing = _ranked(found["agreement"])
    told = {**found, "agreement": [*agreeing, *disagreeing]}
    names = {term for each in told.values() for row in each for term in row.values() if isinstance(term, NamedNode)}
    labels = Labels(await label_rows(request, sorted(names, key=str)))
    teller = _Teller(document, labels)
    return Profile(
        shown,
        tuple(teller.rounds(found["verdicts"])),
        tuple((teller.named(row, "other"), count_in(row, "positions")) for row in found["addressees"]),
        tuple(map(teller.agreement, agreeing)),
        tuple(map(teller.agreement, disagreeing)),
        tuple(map(teller.year, found["years"])),
        tuple(teller.changes(found["changes"])),
    )


def _ranked(found: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """Those who agree most and those who disagree most; whoever does both as often is neither."""

    def by(more: str, less: str) -> list[Row]:
        chosen = [row for row in found if count_in(row, more) > count_in(row, less)]
        ordered = sorted(chosen, key=lambda row: (count_in(row, less) - count_in(row, more), str(row["other"])))
        return ordered[:_OTHERS]

    found = list(found)
    return by("agrees", "disagrees"), by("disagrees", "agrees")


@dataclass(frozen=True, slots=True)
class _Teller:
    document: Document
    labels: Labels

    def named(self, row: Row, variable: str) -> Shown:
        """The thing in a column of a row."""
        name = row[variable]
        assert isinstance(name, NamedNode), "the questions select names"
        return named(name, self.labels, self.document.identities)

    def rounds(self, found: Iterable[Row]) -> Iterable[Round]:
        """The verdicts of each response, in the order given."""
        for _, group in groupby(found, key=lambda row: (str(row["response"]), str(row["consultation"]))):
            verdicts = list(group)
            first = verdicts[0]
            response = first["response"]
            assert isinstance(response, NamedNode), "the question selects names"
            yield Round(
                self.named(first, "consultation"),
                named_response(response, self.labels, self.document.identities),
                text_of(first, "issued"),
                tuple(self._verdict(row, response) for row in verdicts),
            )

    def _verdict(self, row: Row, response: NamedNode) -> HeldVerdict:
        words = self.document.identities.reading_path(response.value, text_of(row, "statement"))
        return HeldVerdict(text_of(row, "verdict"), self.named(row, "proposal"), text_of(row, "number"), words)

    def agreement(self, row: Row) -> Agreement:
        """How far another actor agrees."""
        return Agreement(self.named(row, "other"), count_in(row, "agrees"), count_in(row, "disagrees"))

    def year(self, row: Row) -> Year:
        """What was said in a year."""
        return Year(
            text_of(row, "year"), self.named(row, "actor"), count_in(row, "responses"), count_in(row, "positions")
        )

    def changes(self, found: Iterable[Row]) -> Iterable[Change]:
        """Each event with those it concerns."""
        for _, group in groupby(found, key=lambda row: str(row["event"])):
            concerned = list(group)
            roles: Mapping[str, list[Shown]] = {"before": [], "after": []}
            for row in concerned:
                roles[text_of(row, "role")].append(self.named(row, "other"))
            event, date = self.named(concerned[0], "event"), text_of(concerned[0], "date")
            yield Change(event, date, tuple(roles["before"]), tuple(roles["after"]))
