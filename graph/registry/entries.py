"""The values that the registry hands out, made from what its files describe."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph.iris import instrument_key
from graph.model import Actor, Thing, ThingType
from graph.namespaces import DCTERMS, ORG, SKOS, STP, W3ID
from graph.registry.descriptions import Description


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the registry and the names by which texts call it.

    `name` is its full name, that of `thing` the short one by which it is mostly called where there is one.
    `labels` may be matched without context; those also in `case_sensitive_labels` only as they are written, capitals
    included. `contextual_labels` mean the thing only where the context says so. `kind` is a key of the scheme of its
    type, `parent` the key of the instrument that a goal belongs to (the work where it belongs to a version) or of the
    actor that an actor is part of, `publishers` the keys of those who issued it. `aliases` are other keys of the same
    thing. `digest` changes whenever anything about the entry does.
    """

    thing: Thing
    name: str
    labels: tuple[str, ...]
    kind: str | None
    parent: str | None
    number: str | None
    digest: str
    case_sensitive_labels: tuple[str, ...] = ()
    contextual_labels: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    organisation_number: str | None = None
    version_of: str | None = None
    replaced_by: str | None = None
    publishers: tuple[str, ...] = ()

    @property
    def actor(self) -> Actor:
        """The entry as somebody who can hold a position."""
        return Actor(self.thing.key, self.name, self.kind, True, self.organisation_number)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme by which statements are grouped; `labels` maps a language to the label in it."""

    key: str
    labels: Mapping[str, str]
    keywords: tuple[str, ...] = ()
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name that an actor bore for a time; both days are included, None is open."""

    name: str
    valid_from: date | None
    valid_until: date | None


_TYPES = {
    STP.PolicyInstrument.value: ThingType.INSTRUMENT,
    STP.Goal.value: ThingType.GOAL,
    STP.Indicator.value: ThingType.INDICATOR,
    STP.DigitalSolution.value: ThingType.SOLUTION,
    STP.Consultation.value: ThingType.CONSULTATION,
    STP.Response.value: ThingType.RESPONSE,
    ORG.Organization.value: ThingType.ACTOR,
    ORG.OrganizationalUnit.value: ThingType.ACTOR,
    ORG.Post.value: ThingType.ACTOR,
    STP.StakeholderGroup.value: ThingType.GROUP,
}
_KINDS = (STP.instrumentKind, STP.goalKind, STP.solutionKind, STP.consultationKind, ORG.classification)
_PARENTS = (DCTERMS.isPartOf, ORG.subOrganizationOf, ORG.unitOf, ORG.postIn, STP.ownedBy)
_CALLED_BY_DESIGNATION = frozenset({"nou"})
_IDENTITIES = f"{W3ID}/id/"
_NAMES = (SKOS.prefLabel, SKOS.altLabel, SKOS.notation, SKOS.hiddenLabel)


def thing_type(types: Iterable[str]) -> ThingType | None:
    """What kind of thing has some types; an organisation that is a group as well counts as an organisation."""
    known = {_TYPES[found] for found in types if found in _TYPES}
    return min(known, key=list(ThingType).index) if known else None


def key_of(iri: str) -> str:
    """The key at the end of an IRI of the registry.

    >>> key_of("https://w3id.org/standpunkt/id/actor/ks")
    'ks'
    """
    return iri.rpartition("/")[2]


def segment_of(iri: str) -> str:
    """The type's segment in an IRI of the registry; empty where it is not one.

    >>> segment_of("https://w3id.org/standpunkt/id/actor/ks")
    'actor'
    """
    segment, _, key = iri.removeprefix(_IDENTITIES).partition("/")
    return segment if iri.startswith(_IDENTITIES) and key and "/" not in key else ""


def entry_of(description: Description, kind: ThingType, names: Iterable[str], related: Iterable[Description]) -> Entry:
    """The entry that a description makes, with the dated names and events that belong to it."""
    contextual = distinct(description.texts(STP.contextualLabel))
    exact = distinct(description.texts(STP.caseSensitiveLabel))
    every = [text for item in _NAMES for text in description.texts(item)]
    unfit = {folded_name(label) for label in (*contextual, *exact)}
    labels = (*(label for label in (*every, *names) if folded_name(label) not in unfit), *exact)
    designation = description.text(SKOS.notation)
    key = key_of(description.subject)
    name = description.text(SKOS.prefLabel, "nb") or key
    sort = _first_key(description, *_KINDS)
    called = designation if sort in _CALLED_BY_DESIGNATION else description.text(STP.shortName)
    return Entry(
        thing=Thing(key, kind, called or name, True, designation),
        name=name,
        labels=distinct(labels, exact),
        kind=sort,
        parent=_first_key(description, *_PARENTS),
        number=description.text(STP.number),
        digest=_digest(description, *related),
        case_sensitive_labels=exact,
        contextual_labels=contextual,
        aliases=_aliases(description, key, designation if kind is ThingType.INSTRUMENT else None),
        organisation_number=description.text(ORG.identifier),
        version_of=_first_key(description, DCTERMS.isVersionOf),
        replaced_by=_first_key(description, DCTERMS.isReplacedBy),
        publishers=tuple(map(key_of, description.iris(DCTERMS.publisher))),
    )


def theme_of(description: Description) -> Theme:
    """The theme that a concept of the scheme of themes describes."""
    labels = {term.language or "": term.value for term in description.all(SKOS.prefLabel) if isinstance(term, Literal)}
    keywords = (*description.texts(SKOS.altLabel), *description.texts(SKOS.hiddenLabel))
    return Theme(
        key=key_of(description.subject),
        labels=MappingProxyType(labels),
        keywords=distinct(keywords),
        broader=_first_key(description, SKOS.broader),
    )


def folded_name(name: str) -> str:
    """A name for comparison: an abbreviation as it is written, any other name without regard to capitals.

    >>> folded_name("Helsedirektoratet") == folded_name("helsedirektoratet"), folded_name("KS") == folded_name("ks")
    (True, False)
    """
    plain = " ".join(name.split())
    return plain if plain.isupper() else plain.casefold()


def distinct(names: Iterable[str], exact: Iterable[str] = ()) -> tuple[str, ...]:
    """The names in their order, each once; those that differ in capitals only are one, unless capitals count."""
    kept = set(exact)
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name if name in kept else folded_name(name), name)
    return tuple(found.values())


def _first_key(description: Description, *predicates: NamedNode) -> str | None:
    found = description.iris(*predicates)
    return key_of(found[0]) if found else None


def _aliases(description: Description, key: str, designation: str | None) -> tuple[str, ...]:
    others = [*description.texts(DCTERMS.identifier)]
    if designation:
        others.append(instrument_key(designation))
    return tuple(dict.fromkeys(other for other in others if other != key))


def _digest(*descriptions: Description) -> str:
    lines = sorted(line for description in descriptions for line in description.lines())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
