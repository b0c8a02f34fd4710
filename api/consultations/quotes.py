"""What actors say of a matter, in their words, sorted by how they stand on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal

from api.asking import Row
from api.consultations.matrix import VERDICTS, verdict_name
from api.consultations.participants import Participant
from api.languages import language
from graph.namespaces import concept
from graph.query.schemes import concept_name
from graph.query.table import last_segment

_PROPOSED = concept("review-state", "proposed").value


@dataclass(frozen=True, slots=True)
class Quote:
    """A position in the words that say it, whose it is, and the verdict on the matter that it bears on."""

    actor: Participant
    verdict: str
    response: str
    statement: str
    tone: str
    kind: str
    words: str
    language: str
    page: str
    is_reviewed: bool

    @property
    def verdict_name(self) -> str:
        """The verdict in words; empty where there is none."""
        return verdict_name(self.verdict) if self.verdict else ""


def ordered(found: Iterable[Row], actors: Sequence[Participant], verdicts: Mapping[str, str]) -> list[Row]:
    """Rows about positions of some actors: first of those who support, then of those who oppose, then of others."""
    known = {each.iri: each for each in actors}

    def place(row: Row) -> tuple[int, str, str]:
        actor = known[_actor(row)]
        return _rank(verdicts.get(actor.iri, "")), actor.name.casefold(), actor.iri

    return sorted((row for row in found if _actor(row) in known), key=place)


def quotes(found: Iterable[Row], actors: Sequence[Participant], verdicts: Mapping[str, str]) -> list[Quote]:
    """What rows tell of positions of some actors, in their order."""
    known = {each.iri: each for each in actors}
    return [_quote(row, known[actor], verdicts.get(actor, "")) for row in found for actor in [_actor(row)]]


def _actor(row: Row) -> str:
    return str(getattr(row["actor"], "value", ""))


def _rank(verdict: str) -> int:
    return VERDICTS.index(verdict) if verdict in VERDICTS else len(VERDICTS)


def _quote(row: Row, actor: Participant, verdict: str) -> Quote:
    text = {name: str(getattr(term, "value", "")) for name, term in row.items()}
    words = row["quote"]
    return Quote(
        actor,
        verdict,
        text["response"],
        text["statement"],
        last_segment(text["kind"]),
        concept_name(text["kind"], language()) or "",
        text["quote"],
        (words.language or "") if isinstance(words, Literal) else "",
        text.get("page", ""),
        text["state"] != _PROPOSED,
    )
