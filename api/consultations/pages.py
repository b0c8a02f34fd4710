"""The page of a consultation: who said what to it, seen from several sides."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from itertools import groupby
from typing import Any

from fastapi import Request
from pyoxigraph import NamedNode

from api.answering import Answering
from api.consultations import matrix
from api.consultations.asked import Asked, part
from api.consultations.changing import changes
from api.consultations.demanding import FEWEST, shared_and_alone
from api.consultations.knowing import CLASSES, Knowing
from api.consultations.participants import Participant, in_all, participation
from api.consultations.quotes import positions, quotes
from api.figures.figures import Figures
from api.languages import language
from api.recent import Recent
from api.refusals import RefusalError
from api.things.document import Document
from api.things.page import ThingPage
from api.things.publishing import Showing
from graph.namespaces import STP, concept
from graph.query.schemes import concept_name, concepts
from graph.query.table import last_segment

_CELLS = 300
_FEWEST_LINES = 5
_MOST_COLUMNS = 12
_MOST_DEBATED = 8
_QUOTES = 60
_RESPONSES = 60

Values = Mapping[str, Any]


class UnknownMatterError(RefusalError):
    """The consultation has no such matter or actor."""

    def __init__(self, key: str) -> None:
        super().__init__(
            "Nothing is said of “{key}” in this consultation. Choose from its matrix, with view=matrix.", key=key[:80]
        )


class Consultations:
    """Shows consultations that somebody was invited to or answered."""

    def __init__(self, store: Answering, recent: Recent, figures: Figures) -> None:
        self._store = store
        self._recent = recent
        self._figures = figures
        self._views: Mapping[str, Callable[[Knowing, Asked, Document], Awaitable[Values]]] = {
            "overview": _overview,
            "matrix": _matrix,
            "matter": _matter,
            "demands": _demands,
            "change": _change,
            "responses": _responses,
        }

    async def showing(self, request: Request, document: Document) -> Showing | None:
        """What the page of a consultation shows; None where nobody was invited and nobody answered.

        Raises:
            RefusalError: where the address asks for a view that there is not.
        """
        asked = Asked.of(request)
        known = Knowing(self._store, self._recent, self._figures.counting, request, document.description.thing)
        actors = await known.participants()
        if not actors:
            return None
        thing = ThingPage(document)
        values: Values = {
            "thing": thing,
            "sections": thing.sections_without([STP.invited]),
            "asked": asked,
            "known": known,
            "actors": actors,
            "proposals": await known.proposals(),
            "path": document.identities.document_path,
            "reading": document.identities.reading_path,
            "is_continued": STP.followsUp in {fact.property for fact in document.description.facts},
            **await self._views[asked.view](known, asked, document),
        }
        return Showing("consultation.html", values)


async def _overview(known: Knowing, asked: Asked, document: Document) -> Values:
    """Who answered, how the proposals were received, and what is spoken of most."""
    del asked, document
    counted = participation(await known.participants())
    statements = await known.statements()
    return {
        "participation": counted,
        "total": in_all(counted),
        "received": matrix.received(await known.proposals(), await known.received()),
        "statements": sum(_number(row["count"]) for row in statements),
        "reviewed": sum(_number(row["reviewed"]) for row in statements),
        "debated": {matters: await known.debated(matters, _MOST_DEBATED) for matters in CLASSES},
        "verdicts": [(tone, matrix.verdict_name(tone)) for tone in matrix.VERDICTS],
    }


async def _matrix(known: Knowing, asked: Asked, document: Document) -> Values:
    """Actors against proposals, goals or instruments."""
    del document
    actors = await known.participants()
    kinds = participation(actors)
    wanted = [each for each in actors if asked.kind in ("", last_segment(each.kind))]
    proposals = await known.proposals()
    by = asked.by or ("proposals" if proposals else "goals")
    if by == "proposals":
        columns, matters = proposals, len(proposals)
        lines = matrix.verdict_lines(wanted, columns, await known.verdicts())
        behind = known.query("verdict-matrix", **({"actorKind": asked.kind} if asked.kind else {}))
        signs = [(tone, matrix.verdict_name(tone)) for tone in concepts("verdict-kind")]
    else:
        stances = await known.stances(by)
        spoken_of = list(matrix.spoken_of(stances))
        columns, matters = await known.matters(spoken_of[:_MOST_COLUMNS]), len(spoken_of)
        lines = matrix.stance_lines(wanted, columns, stances)
        behind = known.written("stances", **{"class": CLASSES[by]})
        signs = [(tone, concept_name(concept("stance", tone).value, language()) or tone) for tone in concepts("stance")]
    marks = [mark for line in lines for cell in line.cells for mark in cell.marks]
    silences = dict.fromkeys((mark.tone, mark.name) for mark in marks if mark.tone not in dict(signs))
    piece = part(lines, asked, max(_FEWEST_LINES, _CELLS // max(1, len(columns))))
    return {
        "by": by,
        "kinds": kinds,
        "columns": columns,
        "matters": matters,
        "piece": piece,
        "groups": matrix.by_kind(piece.items),
        "behind": behind,
        "signs": [*signs, *silences],
        "reviewed": sum(cell.is_reviewed for line in lines for cell in line.cells),
        "stands": sum(bool(mark.count) for mark in marks),
    }


async def _matter(known: Knowing, asked: Asked, document: Document) -> Values:
    """What is said of one proposal, goal or instrument, in the words that say it."""
    matter = await _named_matter(known, asked, document)
    actors = await known.participants()
    only = next((each for each in actors if each.key == asked.actor), None)
    if asked.actor and not only:
        raise UnknownMatterError(asked.actor)
    tones = {
        str(getattr(row["actor"], "value", "")): last_segment(str(getattr(row["verdict"], "value", "")))
        for row in await known.verdicts()
        if getattr(row["proposal"], "value", "") == matter.iri
    }
    held = positions(await known.positions(NamedNode(matter.iri)), actors, tones, asked.actor)
    found = part(held, asked, _QUOTES)
    said = quotes(found.items, await known.in_words([each.row for each in found.items]))
    return {
        "matter": matter,
        "only": only,
        "piece": found,
        "said": [(holders, list(those)) for holders, those in groupby(said, key=lambda quote: quote.holders)],
        "tones": Counter(tones.values()),
        "verdict_name": matrix.verdict_name,
        "behind": known.written("positions", matter=NamedNode(matter.iri)),
    }


async def _named_matter(known: Knowing, asked: Asked, document: Document) -> matrix.Matter:
    """The matter that an address names by its kind and key.

    Raises:
        UnknownMatterError: where nothing is said of it here.
    """
    for proposal in await known.proposals():
        if asked.on in (proposal.key, proposal.short):
            return proposal
    for name in document.identities.candidates(f"/id/{asked.on}"):
        if asked.on and await known.positions(name):
            return (await known.matters([name.value]))[0]
    raise UnknownMatterError(asked.on)


async def _demands(known: Knowing, asked: Asked, document: Document) -> Values:
    """What many demand, and what nobody else does."""
    shared, alone = await shared_and_alone(known, asked, document.identities)
    return {
        "shared": shared,
        "alone": alone,
        "behind_shared": known.query("demands-shared-by-many", least=FEWEST.value),
        "behind_alone": known.query("demands-nobody-else-makes"),
    }


async def _change(known: Knowing, asked: Asked, document: Document) -> Values:
    """How those stand now who spoke in an earlier round, and the other way round."""
    del document
    counts, piece = await changes(known, asked)
    return {
        "piece": piece,
        "changes": [
            (key, concept_name(concept("change", key).value, language()) or key, counts[key])
            for key in concepts("change")
            if counts[key]
        ],
        "count": counts.total(),
        "tone": last_segment,
        "verdict_name": matrix.verdict_name,
        "behind": known.query("then-and-now", **({"change": asked.change} if asked.change else {})),
    }


async def _responses(known: Knowing, asked: Asked, document: Document) -> Values:
    """The responses, by actor, and who did not answer."""
    del document
    actors = await known.participants()
    wanted = [each for each in actors if asked.kind in ("", last_segment(each.kind))]
    counted = {str(getattr(row["response"], "value", "")): row for row in await known.statements()}
    return {
        "kinds": participation(actors),
        "piece": part(wanted, asked, _RESPONSES),
        "groups": _by_kind,
        "statements": {iri: (_number(row["count"]), _number(row["reviewed"])) for iri, row in counted.items()},
        "behind": known.query("who-answered", **({"actorKind": asked.kind} if asked.kind else {})),
        "behind_silent": known.query("who-did-not-answer"),
    }


def _by_kind(those: list[Participant]) -> list[tuple[str, list[matrix.Line]]]:
    return matrix.by_kind(matrix.Line(each, ()) for each in those)


def _number(term: object) -> int:
    return int(getattr(term, "value", 0))
