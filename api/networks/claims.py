from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from api.asking import Row
from api.explore.explorable import Explorable, text
from graph.facets.patterns import SCOPES
from graph.namespaces import W3ID
from graph.networks.claims import Claim

PROPOSALS = "proposal"
CONCERNS = (PROPOSALS, "instrument", "goal")
"""What actors can be joined by, under the names of the facets that these things are."""

AGREES, DISAGREES = "agrees", "disagrees"
STANCES: Mapping[str, str] = {
    f"{W3ID}/id/stance/supports": AGREES,
    f"{W3ID}/id/stance/opposes": DISAGREES,
    f"{W3ID}/id/stance/critical": DISAGREES,
}
"""Which side a position takes by its stance; others ask for something and take none."""

_VERDICTS: Mapping[str, str] = {
    f"{W3ID}/id/verdict-kind/supports": AGREES,
    f"{W3ID}/id/verdict-kind/supports-with-remarks": AGREES,
    f"{W3ID}/id/verdict-kind/opposes": DISAGREES,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim, and the consultation in which it was made, where it is known."""

    claim: Claim
    consultation: str


def by_verdicts(found: Iterable[Row]) -> list[Judged]:
    """The claims that verdicts on proposals are."""
    return [
        Judged(Claim(text(row, "actor"), text(row, "proposal"), side), text(row, "consultation"))
        for row in found
        if (side := _VERDICTS.get(text(row, "verdict")))
    ]


def by_stances(explorable: Explorable, concern: str) -> list[Judged]:
    """The claims that positions on instruments or goals are, one for each position and each of its actors."""
    positions = explorable.of_class(SCOPES["positions"].value)
    actors, stances, concepts, consultations = (
        _by_row(explorable, facet) for facet in ("actor", "stance", concern, "consultation")
    )
    found = []
    for row in sorted(concepts):
        sides = [side for stance in stances.get(row, ()) if (side := STANCES.get(stance))]
        if positions[row] and sides:
            consultation = next(iter(consultations.get(row, ())), "")
            claims = _claims(actors.get(row, ()), concepts[row], sides[0])
            found += [Judged(claim, consultation) for claim in claims]
    return found


def _claims(actors: Iterable[str], concepts: Iterable[str], side: str) -> Iterator[Claim]:
    concepts = list(concepts)
    return (Claim(actor, concept, side) for actor in actors for concept in concepts)


def _by_row(explorable: Explorable, facet: str) -> Mapping[int, list[str]]:
    column = explorable.columns[facet]
    found: dict[int, list[str]] = {}
    for row, code in zip(column.rows.tolist(), column.codes.tolist(), strict=True):
        found.setdefault(row, []).append(column.values[code])
    return found
