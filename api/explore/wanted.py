from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from api.explore.explorable import Explorable
from api.explore.parameters import day, number, one_of, quantity
from api.refusals import BadRequestError
from graph.facets.patterns import FACETS, SCOPES, Filter

ADDRESS = "/explore"
PAGE = 25
SORTS = ("actor", "date", "confidence", "relevance")
VIEWS = ("cards", "table")
_SCOPE, _WORDS, _SINCE, _UNTIL, _CONFIDENCE, _SORT, _VIEW, _PAGE, _WHOLE, _FORMAT = (
    "of",
    "q",
    "from",
    "to",
    "confidence",
    "sort",
    "view",
    "page",
    "show",
    "format",
)
_OTHERS = (_SCOPE, _WORDS, _SINCE, _UNTIL, _CONFIDENCE, _SORT, _VIEW, _PAGE, _WHOLE, _FORMAT)
_LONGEST = 1_000
_ADDRESSES = ("http://", "https://")
_MOST_VALUES = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for: which statements, in which order, and how they are shown.

    The values of `filter` are IRIs. `whole` names the facet of which all values are listed.
    """

    filter: Filter = field(default_factory=Filter)
    sort: str = "actor"
    view: str = "cards"
    page: int = 1
    whole: str = ""

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], explorable: Explorable) -> "Wanted":
        """What the parameters of an address mean; empty ones mean nothing.

        Raises:
            BadRequestError: where one is unknown, stands there twice, or has a value that it cannot have.
        """
        single, several = _sorted_out(pairs)
        words = single.get(_WORDS, "").strip()
        since, until = day(single, _SINCE), day(single, _UNTIL)
        if since and until and since > until:
            raise BadRequestError(
                "“{since}” ({first}) is after “{until}” ({last}). Let the first day come first.",
                since=_SINCE,
                first=since,
                until=_UNTIL,
                last=until,
            )
        found = Filter(
            one_of(single, _SCOPE, tuple(SCOPES)),
            {facet: iris(facet, values, explorable) for facet, values in several.items()},
            words,
            since,
            until,
            quantity(single, _CONFIDENCE),
        )
        return cls(
            found,
            one_of(single, _SORT, SORTS, "relevance" if words else "actor"),
            one_of(single, _VIEW, VIEWS),
            number(single, _PAGE),
            one_of(single, _WHOLE, tuple(FACETS), ""),
        )

    def address(self, explorable: Explorable, **others: str) -> str:
        """The address that asks for this, with some other parameters."""
        pairs = [*self.pairs(explorable), *others.items()]
        return f"{ADDRESS}?{urlencode(pairs)}" if pairs else ADDRESS

    def pairs(self, explorable: Explorable) -> list[tuple[str, str]]:
        """The parameters that ask for this; what goes without saying is left out."""
        wanted = self.filter
        found = [(facet, explorable.key(facet, iri)) for facet, iris in wanted.chosen.items() for iri in iris]
        usual = Wanted(Filter(words=wanted.words), sort="relevance" if wanted.words else "actor")
        said = {
            _SCOPE: (wanted.scope, usual.filter.scope),
            _WORDS: (wanted.words, ""),
            _SINCE: (wanted.since, None),
            _UNTIL: (wanted.until, None),
            _CONFIDENCE: (wanted.confidence, None),
            _SORT: (self.sort, usual.sort),
            _VIEW: (self.view, usual.view),
            _PAGE: (self.page, 1),
            _WHOLE: (self.whole, ""),
        }
        return found + [(name, str(value)) for name, (value, default) in said.items() if value != default]

    def without(self, facet: str, iri: str) -> "Wanted":
        """The same with one value less, from its first page."""
        chosen = {name: tuple(value for value in values) for name, values in self.filter.chosen.items()}
        chosen[facet] = tuple(value for value in chosen[facet] if value != iri)
        return replace(self, filter=replace(self.filter, chosen=chosen), page=1)


def _sorted_out(pairs: Iterable[tuple[str, str]]) -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    """The parameters that are given once, and the facets with their values; the last `show` wins, as a button."""
    single: dict[str, str] = {}
    several: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if name not in FACETS and name not in _OTHERS:
            known = ", ".join((*FACETS, *_OTHERS))
            raise BadRequestError("There is no parameter “{name}” here. Use: {known}.", name=name[:40], known=known)
        if len(value) > _LONGEST:
            raise BadRequestError(
                "“{name}” has {length} characters; it may have {longest}. Make it shorter.",
                name=name,
                length=len(value),
                longest=_LONGEST,
            )
        if name in FACETS:
            several[name] = (*several.get(name, ()), *([value] if value else []))
        elif name in single and name != _WHOLE:
            raise BadRequestError("“{name}” stands twice in the address. Give it once.", name=name)
        else:
            single[name] = value
    if sum(map(len, several.values())) > _MOST_VALUES:
        raise BadRequestError("More than {most} values are chosen. Choose fewer of them.", most=_MOST_VALUES)
    return {name: value for name, value in single.items() if value}, {
        name: some for name, some in several.items() if some
    }


def iris(facet: str, values: Iterable[str], explorable: Explorable) -> tuple[str, ...]:
    """The values of a facet that are meant, each by its key or its IRI.

    Raises:
        BadRequestError: where no value is called so, or several are.
    """
    known, keys = explorable.columns[facet].places, explorable.keys[facet]
    found: dict[str, None] = {}
    for value in values:
        fitting = (value,) if value in known or _is_iri(value) else keys.get(value, ())
        if not fitting:
            raise BadRequestError(
                "“{facet}” has no value “{value}” here. Choose among those that {address}?show={facet} lists.",
                facet=facet,
                value=value[:100],
                address=ADDRESS,
            )
        if len(fitting) > 1:
            raise BadRequestError(
                "“{value}” may mean several things in “{facet}”. Give one of: {fitting}.",
                value=value,
                facet=facet,
                fitting=", ".join(fitting),
            )
        found[fitting[0]] = None
    return tuple(found)


def _is_iri(value: str) -> bool:
    """Whether something can be a name in the graph, though nothing that is explored may have it."""
    try:
        return value.startswith(_ADDRESSES) and bool(NamedNode(value))
    except ValueError:
        return False
