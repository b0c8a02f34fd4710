"""Statements as every page shows them: their words, whose they are, what they are about and how sure that is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from fastapi import Request
from pyoxigraph import Literal, NamedNode

from api.answering import Answering
from api.asking import rows_about
from api.identities import Identities
from api.things.labels import Labels
from api.things.markup import without_markup
from api.things.naming import label_rows
from api.things.page import Shown
from graph.namespaces import PROV, STP, concept
from graph.store.answers import Term

_PROPOSED = concept("review-state", "proposed")
_NAMED = (
    STP.heldBy,
    STP.reportedBy,
    STP.attributedTo,
    STP.expressedIn,
    STP.onProposal,
    STP.concerns,
    STP.addressee,
    PROV.wasGeneratedBy,
)
_AT_ONCE = 100
_WORDS_OF_FRAGMENT = 4
_LONGEST = 500
_Facts = Mapping[NamedNode, Sequence[Term]]


@dataclass(frozen=True, slots=True)
class Told:
    """One statement; `kind`, `force` and `state` are concepts, `reader` is where its words stand in their response."""

    iri: str
    key: str
    address: str
    words: str
    language: str | None
    kind: str
    force: str = ""
    holders: tuple[Shown, ...] = ()
    attributed: tuple[Shown, ...] = ()
    response: Shown | None = None
    reader: str = ""
    proposal: Shown | None = None
    concerns: tuple[Shown, ...] = ()
    addressees: tuple[Shown, ...] = ()
    reasons: tuple[str, ...] = field(default=())
    is_dissent: bool = False
    confidence: float | None = None
    state: str = ""
    found_by: Shown | None = None

    @property
    def is_reported(self) -> bool:
        """Whether somebody else's view is told."""
        return bool(self.attributed)

    @property
    def is_unreviewed(self) -> bool:
        """Whether no person has confirmed it."""
        return self.state == _PROPOSED.value

    @property
    def sort(self) -> str:
        """The last part of the kind's name, which the stylesheet knows."""
        return "reported" if self.is_reported else self.kind.rpartition("/")[2]

    @property
    def short(self) -> str:
        """The words as they are read, or the first of very many."""
        shown = without_markup(self.words)
        return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST].rpartition(' ')[0]} …"

    @property
    def fragment(self) -> str:
        """The place of the words within a page, for browsers that find words."""
        shown = without_markup(self.words)
        words = shown.split()
        if len(words) <= 2 * _WORDS_OF_FRAGMENT:
            return f":~:text={_escaped(shown)}"
        first, last = words[:_WORDS_OF_FRAGMENT], words[-_WORDS_OF_FRAGMENT:]
        return f":~:text={_escaped(' '.join(first))},{_escaped(' '.join(last))}"


def _escaped(text: str) -> str:
    """Words as the text directive of an address takes them, where hyphens and commas have a meaning."""
    return quote(text, safe="").replace("-", "%2D")


async def told(
    request: Request, store: Answering, identities: Identities, statements: Iterable[NamedNode]
) -> dict[NamedNode, Told]:
    """Some statements by their names, in the order given.

    Raises:
        QueryError: where it cannot be found out now.
    """
    asked = list(dict.fromkeys(statements))
    facts: dict[NamedNode, dict[NamedNode, list[Term]]] = {name: {} for name in asked}
    for row in await rows_about(request, store, "statements", asked, _AT_ONCE):
        statement, name = row["statement"], row["property"]
        if isinstance(statement, NamedNode) and isinstance(name, NamedNode):
            facts[statement].setdefault(name, []).append(row["value"])
    related = {term for each in facts.values() for name in _NAMED for term in each.get(name, ())}
    names = sorted((term for term in related if isinstance(term, NamedNode)), key=lambda term: term.value)
    teller = _Teller(identities, Labels(await label_rows(request, names)))
    return {name: teller.told(name, found) for name, found in facts.items()}


@dataclass(frozen=True, slots=True)
class _Teller:
    identities: Identities
    labels: Labels

    def told(self, name: NamedNode, facts: _Facts) -> Told:
        """What a page shows of the facts of a statement."""
        key = key_of(name)
        words = next((term for term in facts.get(STP.readingForm, ()) if isinstance(term, Literal)), Literal(""))
        response = self._first(facts, STP.expressedIn)
        return Told(
            iri=name.value,
            key=key,
            address=self.identities.path(name.value) or name.value,
            words=words.value,
            language=words.language,
            kind=_value(facts, STP.kind) or _value(facts, STP.reportedKind),
            force=_value(facts, STP.force),
            holders=self._shown(facts, STP.heldBy) or self._shown(facts, STP.reportedBy),
            attributed=self._shown(facts, STP.attributedTo),
            response=response,
            reader=self.identities.reading_path(response.iri, name.value) if response and response.iri else "",
            proposal=self._first(facts, STP.onProposal),
            concerns=self._shown(facts, STP.concerns),
            addressees=self._shown(facts, STP.addressee),
            reasons=tuple(map(key_of, facts.get(STP.justifiedBy, ()))),
            is_dissent=_value(facts, STP.dissent) == "true",
            confidence=float(_value(facts, STP.confidence)) if _value(facts, STP.confidence) else None,
            state=_value(facts, STP.reviewState),
            found_by=self._first(facts, PROV.wasGeneratedBy),
        )

    def _first(self, facts: _Facts, name: NamedNode) -> Shown | None:
        return next(iter(self._shown(facts, name)), None)

    def _shown(self, facts: _Facts, name: NamedNode) -> tuple[Shown, ...]:
        terms = (term for term in facts.get(name, ()) if isinstance(term, NamedNode))
        found = [named(term, self.labels, self.identities) for term in terms]
        return tuple(sorted(found, key=lambda each: each.text))


def _value(facts: _Facts, name: NamedNode) -> str:
    return next((getattr(term, "value", "") for term in facts.get(name, ())), "")


def key_of(term: Term) -> str:
    """The last part of a name."""
    return str(getattr(term, "value", "")).rpartition("/")[2]


def named(thing: NamedNode, labels: Labels, identities: Identities) -> Shown:
    """What a thing is called, and where that leads."""
    return Shown(labels.best(thing), identities.path(thing.value) or thing.value, thing.value)


def named_response(thing: NamedNode, labels: Labels, identities: Identities) -> Shown:
    """A response by its title, with who sent it, and where it can be read."""
    return Shown(labels.best(thing), identities.document_path(thing.value), thing.value, note=labels.makers(thing))
