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


def quotes(found: Iterable[Row], actors: Sequence[Participant], verdicts: Mapping[str, str]) -> list[Quote]:
    """What rows tell: first by those who support, then by those who oppose, then by others, each in its order."""
    known = {each.iri: each for each in actors}
    those = [
        _quote(row, known[actor], verdicts.get(actor, ""))
        for row in found
        if (actor := str(getattr(row["actor"], "value", ""))) in known
    ]
    return sorted(those, key=lambda each: (_rank(each.verdict), each.actor.name.casefold(), each.actor.iri))


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
