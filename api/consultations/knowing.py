"""What the pages of a consultation ask of the graph."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from fastapi import Request
from pyoxigraph import Literal, NamedNode

from api.answering import Answering
from api.asking import Row, rows_about, text_of
from api.consultations.matrix import Matter
from api.consultations.participants import Participant, participants
from api.figures.changes import Change, Continuation
from api.figures.counting import Counting
from api.figures.demands import Demands
from api.languages import best
from api.questions import question_text
from api.recent import Recent
from api.things.labels import Labels
from api.things.naming import label_rows
from graph.namespaces import STP
from graph.query.named import named_query
from graph.query.table import last_segment
from graph.store.messages import Reply

CLASSES: Mapping[str, NamedNode] = {"goals": STP.Goal, "instruments": STP.PolicyInstrument}


class Knowing:
    """One consultation as one request asks about it."""

    def __init__(
        self,
        store: Answering,
        recent: Recent,
        counting: Counting | None,
        request: Request,
        consultation: NamedNode,
    ) -> None:
        """Figures come from what counts them, where anything can; else they are asked of the graph."""
        self._store = store
        self._recent = recent
        self._counting = counting
        self._request = request
        self.consultation = consultation
        self._participants: list[Participant] | None = None
        self._proposals: list[Matter] | None = None

    async def rows(self, question: str, **terms: NamedNode | Literal) -> Sequence[Row]:
        """The rows that answer a question about the consultation."""
        text = question_text(question)
        return await self._recent.rows(self._request, text, consultation=self.consultation, **terms)

    async def named(self, name: str, variable: str = "consultation") -> Sequence[Row]:
        """The rows that answer a named query about the consultation, which it takes in a variable."""
        return await self._recent.rows(self._request, named_query(name).text, **{variable: self.consultation})

    async def reply(self, name: str, variable: str, **terms: NamedNode | Literal) -> Reply:
        """The answer to a named query about the consultation."""
        text = named_query(name).text
        return await self._recent.reply(self._request, text, **{variable: self.consultation}, **terms)

    async def participants(self) -> list[Participant]:
        """Who was invited or answered."""
        if self._participants is None:
            self._participants = participants(await self.rows("participants"))
        return self._participants

    async def proposals(self) -> list[Matter]:
        """What was asked."""
        if self._proposals is None:
            self._proposals = await self._asked()
        return self._proposals

    async def _asked(self) -> list[Matter]:
        names: dict[str, list[Literal]] = {}
        numbers: dict[str, tuple[str, bool]] = {}
        for row in await self.rows("proposals"):
            iri = str(getattr(row["proposal"], "value", ""))
            numbers[iri] = text_of(row, "number"), text_of(row, "earlier") == "true"
            names.setdefault(iri, []).extend(term for term in (row.get("label"),) if isinstance(term, Literal))
        return [
            Matter(iri, number, best(names[iri]) or number, continues) for iri, (number, continues) in numbers.items()
        ]

    async def stances(self, matters: str) -> Sequence[Row]:
        """How often each actor speaks of each goal or instrument, by stance."""
        if self._counting:
            return self._counting.stances(self.consultation, CLASSES[matters])
        return await self.rows("stances", **{"class": CLASSES[matters]})

    async def verdicts(self) -> Sequence[Row]:
        """How each actor stands on each proposal."""
        return self._counting.verdicts(self.consultation) if self._counting else await self.rows("verdicts")

    async def received(self) -> Sequence[Row]:
        """How many responses take which view of each proposal, as the named query `proposals-overview` has it."""
        if self._counting is None:
            return await self.named("proposals-overview")
        return self._counting.proposals_overview(self.consultation, [each.iri for each in await self.proposals()])

    async def statements(self) -> Sequence[Row]:
        """How many statements each response has, and how many of them somebody has reviewed."""
        if self._counting:
            return self._counting.statements_counted(self.consultation)
        return await self.rows("statements-counted")

    async def positions(self, matter: NamedNode) -> Sequence[Row]:
        """What is said of a matter; the rows may have actors and statements alone."""
        if self._counting:
            return self._counting.positions(self.consultation, matter)
        return await self.rows("positions", matter=matter)

    async def in_words(self, found: Sequence[Row]) -> Sequence[Row]:
        """Rows about positions with what is told of them, where that is missing."""
        bare = [text_of(row, "statement") for row in found if "quote" not in row]
        told = {text_of(row, "statement"): row for row in await self.about("positions-told", dict.fromkeys(bare))}
        return [{**row, **told.get(text_of(row, "statement"), {})} for row in found]

    async def demands(self) -> Demands | None:
        """What is demanded, by what it is about; None where that is only known to the graph."""
        if self._counting is None:
            return None
        others = await self._recent.rows(self._request, question_text("other-proposals"))
        return self._counting.demands(self.consultation, {text_of(row, "proposal") for row in others})

    async def changes(self) -> list[Change] | None:
        """How those stand now who spoke in an earlier round; None where that is only known to the graph."""
        if self._counting is None:
            return None
        names = ("proposal", "proposalNumber", "earlierProposal", "earlierNumber", "earlierConsultation")
        found = {Continuation(*(text_of(row, name) for name in names)) for row in await self.rows("continued")}
        if not found:
            return []
        rounds = {self.consultation.value, *(each.earlier_consultation for each in found)}
        answered = {
            (text_of(row, "asking"), text_of(row, "actor")) for row in await self.about("answering", sorted(rounds))
        }
        return self._counting.changes(self.consultation, found, answered)

    async def about(self, question: str, iris: Iterable[str]) -> Sequence[Row]:
        """The rows that answer a question about some things."""
        return await rows_about(self._request, self._store, question, map(NamedNode, iris))

    async def debated(self, matters: str, most: int) -> dict[Matter, int]:
        """The goals or instruments that most positions concern, and how many."""
        there = self._counting.debated_there(self.consultation) if self._counting else await self.rows("debated-there")
        found = [row for row in there if row["class"] == CLASSES[matters]][:most]
        counts = [int(getattr(row["count"], "value", 0)) for row in found]
        return dict(zip(await self.matters(text_of(row, "thing") for row in found), counts, strict=True))

    async def matters(self, iris: Iterable[str]) -> list[Matter]:
        """What goals and instruments are called, in the order given."""
        nodes = [NamedNode(iri) for iri in iris]
        labels = Labels(await label_rows(self._request, nodes))
        return [Matter(each.value, "", labels.best(each)) for each in nodes]

    @property
    def key(self) -> str:
        """What names the consultation in the address of a query."""
        return last_segment(self.consultation.value)

    def query(self, name: str, **given: str) -> str:
        """Where a named query is asked about the consultation."""
        return f"/queries/{name}?{urlencode({'consultation': self.key, **given})}"

    def written(self, question: str, **terms: NamedNode) -> str:
        """Where a question of ours is asked about the consultation, as a text to build on."""
        values = "".join(
            f"\n  VALUES ?{name} {{ {term} }}" for name, term in {"consultation": self.consultation, **terms}.items()
        )
        text = question_text(question).replace("WHERE {", f"WHERE {{{values}", 1)
        return f"/sparql?{urlencode({'query': text})}"
