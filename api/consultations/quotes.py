"""What actors say of a matter, in their words, sorted by how they stand on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal

from api.asking import Row, text_of
from api.consultations.matrix import VERDICTS, verdict_name
from api.consultations.participants import Participant
from api.languages import language
from graph.namespaces import concept
from graph.query.schemes import concept_name
from graph.query.table import last_segment

_PROPOSED = concept("review-state", "proposed").value


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a position, and that actor's verdict on the matter; empty where there is none."""

    actor: Participant
    verdict: str

    @property
    def verdict_name(self) -> str:
        """The verdict in words; empty where there is none."""
        return verdict_name(self.verdict) if self.verdict else ""

    @property
    def place(self) -> tuple[int, str, str]:
        """Where it stands among others: first who supports, then who opposes, then the rest, each by name."""
        rank = VERDICTS.index(self.verdict) if self.verdict in VERDICTS else len(VERDICTS)
        return rank, self.actor.name.casefold(), self.actor.iri


@dataclass(frozen=True, slots=True)
class Position:
    """What a row tells of a position, and all who hold it: several where the response is a joint one."""

    row: Row
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A position in the words that say it, and whose it is."""

    holders: tuple[Holder, ...]
    response: str
    statement: str
    tone: str
    kind: str
    words: str
    language: str
    page: str
    is_reviewed: bool


def positions(
    found: Iterable[Row], actors: Sequence[Participant], verdicts: Mapping[str, str], only: str = ""
) -> list[Position]:
    """The positions of some actors that rows tell of, or those of `only` one, by its key; each once, by its holders."""
    known = {each.iri: Holder(each, verdicts.get(each.iri, "")) for each in actors}
    first: dict[str, Row] = {}
    holders: dict[str, dict[str, Holder]] = {}
    for row in found:
        if holder := known.get(text_of(row, "actor")):
            first.setdefault(text_of(row, "statement"), row)
            holders.setdefault(text_of(row, "statement"), {})[holder.actor.iri] = holder
    each_once = (Position(row, tuple(sorted(holders[key].values(), key=_place))) for key, row in first.items())
    held = (each for each in each_once if only in ("", *(holder.actor.key for holder in each.holders)))
    return sorted(held, key=lambda position: tuple(map(_place, position.holders)))


def quotes(found: Sequence[Position], told: Iterable[Row]) -> list[Quote]:
    """Positions with what is told of each, in their order."""
    return [_quote(position, row) for position, row in zip(found, told, strict=True)]


def _place(holder: Holder) -> tuple[int, str, str]:
    return holder.place


def _quote(position: Position, row: Row) -> Quote:
    words = row["quote"]
    return Quote(
        position.holders,
        text_of(row, "response"),
        text_of(row, "statement"),
        last_segment(text_of(row, "kind")),
        concept_name(text_of(row, "kind"), language()) or "",
        text_of(row, "quote"),
        (words.language or "") if isinstance(words, Literal) else "",
        text_of(row, "page"),
        text_of(row, "state") != _PROPOSED,
    )
