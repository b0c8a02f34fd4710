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
from api.questions import question_text
from api.recollection import Recollection
from api.things.labels import Labels
from api.things.naming import label_rows
from api.things.page import Shown
from api.things.statements import key_of, named

FEWEST, MOST = 2, 6
"""How many actors can be compared."""
_SUGGESTED = 20
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Known:
    """An actor with how many positions it holds, and its names in small letters."""

    name: NamedNode
    positions: int
    names: tuple[str, ...]

    def is_called(self, words: str) -> bool:
        """Whether one of its names holds some words."""
        return not words or any(words.casefold() in name for name in self.names)


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


class Choosing:
    """Tells who can be compared, and who is."""

    def __init__(self, store: Answering) -> None:
        self._store = store
        self._known = Recollection[tuple[_Known, ...]](store)

    async def choice(self, request: Request, identities: Identities) -> Choice:
        """What a request wants compared.

        Raises:
            QueryError: where it cannot be found out now.
        """
        given = [name for each in request.query_params.getlist("actor") if (name := _cleaned(each))]
        names, problems, status = await self._chosen(request, given)
        words = _cleaned(request.query_params.get("find", ""))
        known = await self._known.recalled(lambda: self._everybody(request))
        others = [one for one in known if one.name not in names and one.is_called(words)][:_SUGGESTED]
        labels = Labels(await label_rows(request, [*names, *(one.name for one in others)]))
        return Choice(
            names,
            tuple(named(name, labels, identities) for name in names),
            problems,
            status,
            words,
            tuple((named(one.name, labels, identities), one.positions) for one in others),
        )

    async def _chosen(
        self, request: Request, given: Sequence[str]
    ) -> tuple[tuple[NamedNode, ...], tuple[str, ...], HTTPStatus]:
        """The actors that are meant, what is wrong with what was given, and the status that says so."""
        names, problems, status = list[NamedNode](), list[str](), HTTPStatus.OK
        if len(given) > MOST:
            problems.append(gettext("Du har valgt %(count)s aktører. Velg to til seks.") % {"count": len(given)})
            status = HTTPStatus.BAD_REQUEST
        for each in given[:MOST]:
            found = await self._called(request, each)
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
        return tuple(names), tuple(problems), status

    async def _called(self, request: Request, given: str) -> list[NamedNode]:
        """The actors that are called so, by their IRIs, keys or names."""
        found = await rows(request, self._store, question_text("compared-actors"), given=Literal(given))
        return [actor for row in found if isinstance(actor := row["actor"], NamedNode)]

    async def _everybody(self, request: Request) -> tuple[_Known, ...]:
        """Every actor that holds positions, those with most first."""
        found = await rows(request, self._store, question_text("found-actors"))
        counts = {actor: count_in(row, "positions") for row in found if isinstance(actor := row["actor"], NamedNode)}
        called: dict[NamedNode, list[str]] = {}
        for row in await rows(request, self._store, question_text("found-names")):
            if isinstance(actor := row["actor"], NamedNode):
                called.setdefault(actor, []).append(str(getattr(row["name"], "value", "")).casefold())
        return tuple(_Known(actor, count, tuple(called.get(actor, ()))) for actor, count in counts.items())


def _cleaned(text: str) -> str:
    """What somebody wrote, without what cannot be seen, and not too long."""
    return "".join(character for character in text if character.isprintable()).strip()[:_LONGEST]
