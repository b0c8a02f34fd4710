"""Which actors a request wants to compare, and which it could add."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import Request
from pyoxigraph import Literal, NamedNode

from api.answering import Answering
from api.asking import rows
from api.identities import Identities
from api.languages import gettext
from api.profiles.positions import count_in
from api.questions import part, question_text
from api.things.describing import label_rows
from api.things.labels import Labels
from api.things.page import Shown
from api.things.statements import key_of, named

FEWEST, MOST = 2, 6
"""How many actors can be compared."""
_SUGGESTED = 20
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """The actors that were chosen, what is wrong with what was asked, and others that could be chosen."""

    names: tuple[NamedNode, ...]
    chosen: tuple[Shown, ...]
    problems: tuple[str, ...]
    status: HTTPStatus
    words: str
    others: tuple[tuple[Shown, int], ...]

    @property
    def is_complete(self) -> bool:
        """Whether there is enough to compare, and not too much."""
        return FEWEST <= len(self.chosen) <= MOST and self.status is HTTPStatus.OK

    @property
    def can_grow(self) -> bool:
        """Whether another actor can be added."""
        return len(self.chosen) < MOST

    def keys(self) -> list[str]:
        """What the address calls the chosen actors."""
        return [key_of(name) for name in self.names]

    def without(self, actor: Shown) -> str:
        """Where the same is compared without an actor."""
        return _address([key for key, shown in zip(self.keys(), self.chosen, strict=True) if shown != actor])

    def with_also(self, actor: Shown) -> str:
        """Where the same is compared with one more."""
        return _address([*self.keys(), (actor.iri or "").rpartition("/")[2]])


def _address(keys: Sequence[str]) -> str:
    return f"/compare?{urlencode([('actor', key) for key in keys])}" if keys else "/compare"


async def choice(request: Request, store: Answering, identities: Identities) -> Choice:
    """What a request wants compared.

    Raises:
        QueryError: where it cannot be found out now.
    """
    given = [name for each in request.query_params.getlist("actor") if (name := _cleaned(each))]
    names: list[NamedNode] = []
    problems: list[str] = []
    status = HTTPStatus.OK
    if len(given) > MOST:
        problems.append(gettext("Du har valgt %(count)s aktører. Velg to til seks.") % {"count": len(given)})
        status = HTTPStatus.BAD_REQUEST
    for each in given[:MOST]:
        found = await _called(request, store, each)
        if not found:
            problems.append(gettext("Ingen aktør heter «%(name)s» her. Søk den fram nedenfor.") % {"name": each})
            status = HTTPStatus.NOT_FOUND
        elif len(found) > 1:
            problems.append(gettext("Flere aktører heter «%(name)s». Velg en av dem nedenfor.") % {"name": each})
            status = HTTPStatus.BAD_REQUEST
        elif found[0] in names:
            problems.append(gettext("«%(name)s» er valgt før. Hver aktør vises én gang.") % {"name": each})
        else:
            names.append(found[0])
    if len(names) == 1 and status is HTTPStatus.OK:
        problems.append(gettext("Velg minst én aktør til."))
    words = _cleaned(request.query_params.get("find", ""))
    others = await _others(request, store, words, names)
    labels = Labels(await label_rows(request, store, [*names, *(actor for actor, _ in others)]))
    return Choice(
        tuple(names),
        tuple(named(name, labels, identities) for name in names),
        tuple(problems),
        status,
        words,
        tuple((named(actor, labels, identities), count) for actor, count in others),
    )


def _cleaned(text: str) -> str:
    """What somebody wrote, without what cannot be seen, and not too long."""
    return "".join(character for character in text if character.isprintable()).strip()[:_LONGEST]


async def _called(request: Request, store: Answering, given: str) -> list[NamedNode]:
    """The actors that are called so, by their IRIs, keys or names."""
    found = await rows(request, store, question_text("compared-actors"), given=Literal(given))
    return [actor for row in found if isinstance(actor := row["actor"], NamedNode)]


async def _others(
    request: Request, store: Answering, words: str, chosen: Sequence[NamedNode]
) -> list[tuple[NamedNode, int]]:
    """Actors that could be added: those whose names hold some words, or those that say most."""
    found = await rows(request, store, part("found-actors", _SUGGESTED + len(chosen), 0), words=Literal(words))
    pairs = [(actor, count_in(row, "positions")) for row in found if isinstance(actor := row["actor"], NamedNode)]
    return [(actor, count) for actor, count in pairs if actor not in chosen][:_SUGGESTED]
