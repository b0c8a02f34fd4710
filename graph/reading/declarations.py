"""Consultation files and sidecars: what people declare about a consultation or a document, in TOML."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from graph.iris import actor_key, instrument_key
from graph.model import Actor, Anchoring, Consultation, Metadata, Outcome, Proposal, Publication, Thing, ThingType
from graph.reading.metadata.kinds import ACTOR_KINDS, actor_kind
from graph.reading.metadata.persons import PRIVATE, nameless
from graph.reading.toml_tables import Fields, Table, parsed
from graph.registry import Registry

CONSULTATION_FILE = "consultation.toml"
CONSULTATION_KINDS = ("horing", "innspillsrunde", "invitasjon")
_KIND_NAMES = MappingProxyType({"høring": "horing", "høyring": "horing", "innspelsrunde": "innspillsrunde"})
TITLE_LANGUAGES = ("nb", "nn", "en", "se")
LANGUAGES = ("nb", "nn", "en", "da", "sv", "se")

_SOMEBODY = Actor(PRIVATE, "Privatperson", PRIVATE)
_CONSULTATION_KEYS = (
    "key", "title", "kind", "type", "asked_by", "deadline", "case_number", "instrument", "instruments", "follows_up",
    "proposals", "invited", "rights", "licence", "full_text", "original", "signatories",
)  # fmt: skip
_PROPOSAL_KEYS = ("number", "title", "sections", "alternatives", "questions", "phrases", "continues")
_ACTOR_KEYS = ("key", "name", "kind", "organisation_number")
_SIDECAR_KEYS = (
    "key", "title", "actor", "actors", "addressee", "addressees", "date", "language", "outcome", "endorses",
    "consultation", "attachments", "short_version", "replaces", "publication", "legal_ground", "rights", "anchoring",
    "case_number", "their_reference", "our_reference", "licence", "full_text", "original", "signatories",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What somebody declares about one document. Whatever is None or empty is left to the document itself.

    `attachments` and `short_version` are names of files beside it; `metadata` holds the fields that the file sets,
    under the names that `Metadata` has for them; `digest` changes with the content, not with comments or spacing.
    """

    path: Path
    digest: str
    key: str | None = None
    metadata: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    attachments: tuple[str, ...] = ()
    short_version: str | None = None

    @property
    def consultation(self) -> str | None:
        """The key of the consultation that the document is declared to answer."""
        found = self.metadata.get("consultation")
        return str(found) if found is not None else None

    def applied_to(self, metadata: Metadata, document_digest: str = "") -> Metadata:
        """The metadata of a document with what its sidecar declares in place of what was recognised.

        A declared publication status is a person's decision: it clears the reasons for which one was awaited. A private
        person has a key by the document's digest, and no name.
        """
        changed = replace(metadata, **self.metadata)  # type: ignore[arg-type]  # checked as they were read
        if any(actor.kind == PRIVATE for actor in changed.senders):
            changed = nameless(changed, document_digest or self.digest)
        return replace(changed, publication_reasons=()) if "publication" in self.metadata else changed


@dataclass(frozen=True, slots=True)
class ConsultationFile:
    """A consultation as its file declares it, with a digest that changes with the content only."""

    path: Path
    digest: str
    consultation: Consultation


def read_consultation_file(path: Path, registry: Registry) -> Consultation:
    """The consultation that a file declares.

    Raises:
        DeclarationError: with line and key, for the first thing that is wrong; the message names the others too.
    """
    return read_consultation(path, registry).consultation


def read_consultation(path: Path, registry: Registry) -> ConsultationFile:
    """The consultation that a file declares, with its digest.

    Raises:
        DeclarationError: as for `read_consultation_file`.
    """
    table = parsed(path)
    fields = Fields(table, _CONSULTATION_KEYS)
    known = _registered(fields.table.content.get("key"), registry)
    consultation = Consultation(
        key=fields.key("key", required=True) or "",
        title=_title(fields, "title", required=known is None) or (known.title if known else {}),
        kind=_kind(fields, "kind") or _kind(fields, "type") or (known.kind if known else CONSULTATION_KINDS[0]),
        registered=known is not None,
        asked_by=_actor(fields, "asked_by", registry) or (known.asked_by if known else None),
        deadline=fields.day("deadline") or (known.deadline if known else None),
        case_number=fields.text("case_number") or (known.case_number if known else None),
        instruments=_instruments(fields, known, registry),
        proposals=_proposals(fields),
        invited=tuple(_actors(fields, "invited", registry)),
        follows_up=_earlier(fields, registry),
        rights=fields.text("rights"),
        licence=fields.address("licence"),
        full_text=bool(fields.flag("full_text")),
        original=bool(fields.flag("original")),
        signatories_stay=bool(fields.flag("signatories")),
    )
    table.complain()
    return ConsultationFile(path, _digest(table.content), consultation)


def read_sidecar(path: Path, registry: Registry) -> Sidecar:
    """What a sidecar declares about the document beside it.

    Raises:
        DeclarationError: with line and key, for the first thing that is wrong; the message names the others too.
    """
    table = parsed(path)
    fields = Fields(table, _SIDECAR_KEYS)
    declared = {name: value for name, value in _declared(fields, registry) if value is not None}
    sidecar = Sidecar(
        path=path,
        digest=_digest(table.content),
        key=fields.key("key"),
        metadata=MappingProxyType(declared),
        attachments=fields.texts("attachments"),
        short_version=fields.text("short_version"),
    )
    table.complain()
    return sidecar


def _declared(fields: Fields, registry: Registry) -> Iterator[tuple[str, object]]:
    """The fields of the metadata that a sidecar sets, under the names that `Metadata` has for them."""
    for name in ("title", "rights", "replaces", "consultation", "case_number", "their_reference", "our_reference"):
        yield name, fields.text(name)
    yield "legal_ground", fields.text("legal_ground")
    yield "licence", fields.address("licence")
    yield "full_text", fields.flag("full_text")
    yield "original", fields.flag("original")
    yield "signatories_stay", fields.flag("signatories")
    yield "issued", fields.day("date")
    yield "language", fields.choice("language", LANGUAGES)
    yield "senders", tuple(_one_or_several(fields, ("actor", "actors"), registry)) or None
    yield "addressees", tuple(_one_or_several(fields, ("addressee", "addressees"), registry)) or None
    yield "endorsed", _actor(fields, "endorses", registry)
    for name, scheme in (("outcome", Outcome), ("anchoring", Anchoring), ("publication", Publication)):
        chosen = fields.choice(name, tuple(scheme))
        yield name, scheme(chosen) if chosen else None


def _one_or_several(fields: Fields, names: tuple[str, str], registry: Registry) -> Iterator[Actor]:
    one = _actor(fields, names[0], registry)
    yield from [one] if one else []
    yield from _actors(fields, names[1], registry)


def _kind(fields: Fields, name: str) -> str | None:
    """The key of a kind of consultation, which may also be written with its Norwegian letters."""
    chosen = fields.choice(name, (*CONSULTATION_KINDS, *_KIND_NAMES))
    return _KIND_NAMES.get(chosen, chosen) if chosen else None


def _registered(key: object, registry: Registry) -> Consultation | None:
    """The consultation of the registry with a key."""
    return next((consultation for consultation in registry.consultations if consultation.key == key), None)


def _earlier(fields: Fields, registry: Registry) -> Consultation | None:
    """The earlier consultation on the same matter; of it only the key is told here."""
    key = fields.key("follows_up")
    if key is None:
        return None
    if key == fields.table.content.get("key"):
        fields.table.refuse("follows_up", "names this consultation itself. Give the key of an earlier one")
    return Consultation(key, {}, registered=_registered(key, registry) is not None)


def _instruments(fields: Fields, known: Consultation | None, registry: Registry) -> tuple[Thing, ...]:
    """The documents that a consultation is about, by key, designation (“NOU 2023: 4”) or name of their own."""
    named = (*filter(None, [fields.text("instrument")]), *fields.texts("instruments"))
    return tuple(dict.fromkeys(_instrument(name, registry) for name in named)) or (known.instruments if known else ())


def _instrument(name: str, registry: Registry) -> Thing:
    key = instrument_key(name)
    entry = registry.entry(ThingType.INSTRUMENT, name) or registry.entry(ThingType.INSTRUMENT, key)
    return entry.thing if entry else Thing(key, ThingType.INSTRUMENT, name, registered=False)


def _title(fields: Fields, name: str, *, required: bool) -> Mapping[str, str]:
    """A title by language; a plain string is bokmål."""
    value = fields.either(name, (str, dict), required=required)
    if isinstance(value, str):
        return {"nb": value.strip()}
    if not isinstance(value, dict):
        return {}
    inner = Fields(fields.table.inside(name, value), TITLE_LANGUAGES)
    return {language: title for language in TITLE_LANGUAGES if (title := inner.text(language))}


def _proposals(fields: Fields) -> tuple[Proposal, ...]:
    """The numbered proposals, in the order of the file; a number may stand once."""
    found: dict[str, Proposal] = {}
    for table in fields.tables("proposals"):
        inner = Fields(table, _PROPOSAL_KEYS)
        number = inner.number_or_text("number")
        if number in found:
            table.refuse("number", f"stands twice: there is already a proposal {number}. Give each its own number")
        if "continues" in table.content and "follows_up" not in fields.table.content:
            table.refuse("continues", 'needs follows_up = "…" above the proposals: the key of the earlier consultation')
        if number is not None:
            found.setdefault(number, _proposal(inner, number))
    return tuple(found.values())


def _proposal(inner: Fields, number: str) -> Proposal:
    return Proposal(
        number=number,
        title=_title(inner, "title", required=True),
        sections=inner.texts("sections"),
        questions=inner.texts("questions"),
        phrases=inner.texts("phrases"),
        alternatives=inner.texts("alternatives"),
        continues=inner.texts("continues"),
    )


def _actor(fields: Fields, name: str, registry: Registry) -> Actor | None:
    value = fields.either(name, (str, dict))
    if value is None:
        return None
    return _actor_from(fields.table, name, value, registry)


def _actors(fields: Fields, name: str, registry: Registry) -> Iterator[Actor]:
    for index, value in enumerate(fields.items(name, (str, dict))):
        actor = _actor_from(fields.table, name, value, registry, index)
        if actor is not None:
            yield actor


def _actor_from(table: Table, name: str, value: object, registry: Registry, index: int | None = None) -> Actor | None:
    """An actor by name, key or organisation number, or described; one that is not registered is as described."""
    if isinstance(value, str):
        return _actor_named(table, name, value.strip(), registry, index)
    described = Fields(table.inside(name, dict(value), index), _ACTOR_KEYS)  # type: ignore[call-overload]
    return _SOMEBODY if described.text("kind") == PRIVATE else _actor_described(described, registry)


def _actor_named(table: Table, name: str, value: str, registry: Registry, index: int | None) -> Actor | None:
    if not value:
        table.refuse(name, "is empty. Write the name, key or organisation number of a body", index)
        return None
    if value.lower() == PRIVATE:
        return _SOMEBODY
    return _known(value, registry) or _unregistered(value, None, None)


def _actor_described(described: Fields, registry: Registry) -> Actor | None:
    number, key = described.organisation_number("organisation_number"), described.text("key")
    label = described.text("name")
    known = next(filter(None, (_known(given, registry) for given in (key, number, label))), None)
    if known is not None:
        return known
    if label is None:
        described.table.refuse("name", "is missing. Give the name of the body")
        return None
    actor = _unregistered(label, number, described.choice("kind", ACTOR_KINDS))
    return replace(actor, key=key) if key else actor


def _known(given: str | None, registry: Registry) -> Actor | None:
    return (registry.actor(given) or registry.actor_named(given)) if given else None


def _unregistered(name: str, number: str | None, kind: str | None) -> Actor:
    return Actor(actor_key(name, number), name, kind or actor_kind(name), organisation_number=number)


def _digest(content: Mapping[str, object]) -> str:
    """The SHA-256 of what a declaration says, whatever its comments, spacing and order of keys."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, default=_plain).encode()).hexdigest()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
