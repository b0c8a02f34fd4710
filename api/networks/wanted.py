from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from api.explore.explorable import Explorable
from api.explore.parameters import number, one_of, quantity
from api.explore.wanted import iris
from api.identities import Identities
from api.networks.claims import CONCERNS
from api.refusals import BadRequestError
from graph.networks.building import Normalisation, Relation

ADDRESS = "/graph-view"
VIEWS = ("bipartite", "agreement", "matrix", "agreement-matrix", "around")
_AMONG_ACTORS = frozenset({"agreement", "agreement-matrix"})
_HEAT_MAPS = frozenset({"matrix", "agreement-matrix"})
_CENTRE, _VIEW, _OVER, _RELATION, _DIVIDED, _CONSULTATION, _KIND, _LEAST, _PAIR, _PAGE = (
    "iri",
    "view",
    "over",
    "relation",
    "normalisation",
    "consultation",
    "actorKind",
    "least",
    "actor",
    "page",
)
_SEVERAL = (_CONSULTATION, _KIND, _PAIR)
_NAMES = (_CENTRE, _VIEW, _OVER, _RELATION, _DIVIDED, *_SEVERAL, _LEAST, _PAGE)
_MOST_WEIGHT = 10_000
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks to be drawn.

    `over` is what joins actors; `centre` is the IRI of what the network is to be around, empty for all of it. `pair` is
    of two actors where only what joins them is wanted.
    """

    view: str = VIEWS[0]
    over: str = CONCERNS[0]
    relation: Relation = Relation.CONGRUENCE
    normalisation: Normalisation = Normalisation.NONE
    consultations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    least: Decimal | None = None
    centre: str = ""
    pair: tuple[str, ...] = ()
    page: int = 1

    @property
    def is_among_actors(self) -> bool:
        """Whether actors are joined to each other, not to what they judge."""
        return self.view in _AMONG_ACTORS

    @property
    def is_heat_map(self) -> bool:
        """Whether the network is shown as a table of cells."""
        return self.view in _HEAT_MAPS

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], explorable: Explorable, identities: Identities) -> "Wanted":
        """What the parameters of an address mean; empty ones mean nothing.

        Raises:
            BadRequestError: where one is unknown, stands there twice, or has a value that it cannot have.
        """
        single, several = _sorted_out(pairs)
        centre = _centre(single.get(_CENTRE, ""), explorable, identities)
        over, usual = _usual(centre, explorable)
        pair = iris(_PAIR, several[_PAIR], explorable)
        view = "agreement" if pair else one_of(single, _VIEW, VIEWS, usual)
        if view == "around" and not centre:
            raise BadRequestError(
                "“{view}=around” needs “{centre}”: the IRI or the path of what to look at.", view=_VIEW, centre=_CENTRE
            )
        if len(pair) not in {0, 2}:
            raise BadRequestError(
                "“{pair}” takes two actors here, to be led to what joins them. Give it twice.", pair=_PAIR
            )
        return cls(
            view,
            one_of(single, _OVER, CONCERNS, over),
            Relation(one_of(single, _RELATION, tuple(Relation))),
            Normalisation(one_of(single, _DIVIDED, tuple(Normalisation))),
            iris(_CONSULTATION, several[_CONSULTATION], explorable),
            iris(_KIND, several[_KIND], explorable),
            quantity(single, _LEAST, _MOST_WEIGHT),
            centre,
            pair,
            number(single, _PAGE),
        )

    def address(self, explorable: Explorable, **others: str) -> str:
        """The address that asks for this, with some other parameters."""
        usual = Wanted()
        pairs = [
            *((_CONSULTATION, explorable.key(_CONSULTATION, iri)) for iri in self.consultations),
            *((_KIND, explorable.key(_KIND, iri)) for iri in self.kinds),
            *((_PAIR, explorable.key(_PAIR, iri)) for iri in self.pair),
        ]
        said = {
            _CENTRE: (self.centre, usual.centre),
            _VIEW: (self.view, usual.view if not self.centre else ""),
            _OVER: (self.over, usual.over if not self.centre else ""),
            _RELATION: (self.relation, usual.relation),
            _DIVIDED: (self.normalisation, usual.normalisation),
            _LEAST: (self.least, None),
            _PAGE: (self.page, 1),
        }
        pairs += [
            (name, str(value)) for name, (value, default) in said.items() if value != default and name not in others
        ]
        pairs += [(name, value) for name, value in others.items() if value]
        return f"{ADDRESS}?{urlencode(pairs)}" if pairs else ADDRESS


def _sorted_out(pairs: Iterable[tuple[str, str]]) -> tuple[Mapping[str, str], Mapping[str, list[str]]]:
    single: dict[str, str] = {}
    several: dict[str, list[str]] = {name: [] for name in _SEVERAL}
    for name, value in pairs:
        if name not in _NAMES:
            raise BadRequestError(
                "There is no parameter “{name}” here. Use: {known}.", name=name[:40], known=", ".join(_NAMES)
            )
        if len(value) > _LONGEST:
            raise BadRequestError(
                "“{name}” has {length} characters; it may have {longest}. Make it shorter.",
                name=name,
                length=len(value),
                longest=_LONGEST,
            )
        if name in _SEVERAL:
            several[name] += [value] if value else []
        elif name in single:
            raise BadRequestError("“{name}” stands twice in the address. Give it once.", name=name)
        else:
            single[name] = value
    return {name: value for name, value in single.items() if value}, several


def _centre(given: str, explorable: Explorable, identities: Identities) -> str:
    """The IRI of what is given by its IRI, or by the path that it has here."""
    if not given:
        return ""
    named = [name.value for name in identities.candidates(given)] if given.startswith("/id/") else [given]
    known = [iri for iri in named if any(iri in column.places for column in explorable.columns.values())]
    iri = next(iter([*known, *named]), given)
    if identities.path(iri) is None:
        raise BadRequestError(
            "“{centre}” is “{given}”. It takes the IRI or the path (/id/…) of something here.",
            centre=_CENTRE,
            given=given[:100],
        )
    return iri


def _usual(centre: str, explorable: Explorable) -> tuple[str, str]:
    """By what actors are joined, and which view is shown, unless the address says: as fits what is looked at."""
    for concern in CONCERNS:
        if centre in explorable.columns[concern].places:
            return concern, VIEWS[0]
    in_network = not centre or centre in explorable.columns["actor"].places
    return CONCERNS[0], VIEWS[0] if in_network else "around"
