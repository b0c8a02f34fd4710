"""What a build remembers of each response, so that the next can tell what changed and reports what was found."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Self

from graph.folder import GraphFile
from graph.model import Extraction, Kind, Publication, Response, Thing, ThingType
from graph.validation import Finding


@dataclass(frozen=True, slots=True)
class Record:
    """One response of the data folder, in words that JSON can hold.

    `source` is the file's name as people know it (none for a private person's), `origin` a digest of its path,
    `fingerprint` covers everything that the result depends on but the registry and what people have decided about its
    statements; `used` names the registry's entries, `decided` is the fingerprint of the decisions. `texts` and
    `layouts` are those of its documents, in their order, whose bytes have the SHA-256 in `documents`.
    `original` is the one of these whose file is kept and shown, `reviewed` counts the statements that people have
    confirmed.
    """

    key: str
    source: str | None
    origin: str
    fingerprint: str
    consultation: str | None = None
    actors: tuple[str, ...] = ()
    issued: str | None = None
    language: str = "nb"
    outcome: str = "remarks"
    publication: str = "public"
    replaces: str | None = None
    kinds: Mapping[str, int] = field(default_factory=dict)
    reported: int = 0
    references: int = 0
    extractors: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    new_actors: tuple[Mapping[str, Any], ...] = ()
    new_things: tuple[Mapping[str, Any], ...] = ()
    findings: tuple[Mapping[str, Any], ...] = ()
    notes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    full_text: bool = False
    original: str | None = None
    reviewed: int = 0
    decided: str = ""

    def to_json(self) -> dict[str, Any]:
        """The record as `build.json` holds it."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read what `to_json` gave; lists become tuples again."""
        values: dict[str, Any] = {name: tuple(it) if isinstance(it, list) else it for name, it in stored.items()}
        return cls(**values)

    @property
    def kept(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The digests of the texts, layouts and originals that the data folder keeps of it."""
        return self.texts, self.layouts, (self.original,) if self.original else ()

    @property
    def is_shown(self) -> bool:
        """Whether its statements stand in the graph."""
        return self.publication == Publication.PUBLIC


@dataclass(frozen=True, slots=True)
class Built:
    """A response whose graph is written; it counts once the build is committed."""

    record: Record
    graph: GraphFile


def counts(extractions: Sequence[Extraction]) -> tuple[dict[str, int], int, int]:
    """How many own statements of each kind, reported statements and mentions were found."""
    statements = [statement for extraction in extractions for statement in extraction.statements]
    own = Counter(statement.kind for statement in statements if not statement.is_reported)
    kinds = {kind.value: own[kind] for kind in Kind if own[kind]}
    reported = sum(statement.is_reported for statement in statements)
    mentions = [mention for extraction in extractions for mention in extraction.mentions]
    return kinds, reported, sum(mention.thing.type is not ThingType.GROUP for mention in mentions)


def used_entries(response: Response, extractions: Sequence[Extraction], consultation: str | None) -> tuple[str, ...]:
    """The registry's entries on which a response's graph depends, as `type/key`."""
    metadata = response.metadata
    actors = [*metadata.senders, *metadata.addressees, *([metadata.endorsed] if metadata.endorsed else [])]
    named: set[Thing | str | None] = {mention.thing for extraction in extractions for mention in extraction.mentions}
    themes = set[str]()
    for statement in (statement for extraction in extractions for statement in extraction.statements):
        named.update(statement.targets, statement.section_targets, (statement.addressee, statement.holder))
        themes.update(statement.themes)
    used = {f"{thing.type}/{thing.key}" for thing in named if isinstance(thing, Thing)}
    used |= {f"actor/{actor.key}" for actor in actors if actor.registered} | {f"theme/{theme}" for theme in themes}
    if consultation:
        used.add(f"consultation/{consultation}")
    return tuple(sorted(used))


def stored_finding(finding: Finding) -> dict[str, Any]:
    """A finding as a record holds it."""
    return {
        "severity": finding.severity,
        "focus": finding.focus,
        "label": finding.label,
        "message": dict(finding.messages),
        "quote": finding.quote,
    }
