"""Statements and mentions as the records of the annotation guide, one JSON object a line."""

from typing import Any

from graph.model import Document, Force, Kind, Mention, Span, Statement, Thing, ThingType

MENTION_TYPES = {
    ThingType.INSTRUMENT: "reference",
    ThingType.CONSULTATION: "consultation",
    ThingType.RESPONSE: "reference",
    ThingType.GOAL: "goal",
    ThingType.INDICATOR: "goal",
    ThingType.SOLUTION: "solution",
    ThingType.ACTOR: "actor",
    ThingType.GROUP: "actor",
}


def statement_record(document: str, statement: Statement) -> dict[str, object]:
    """A statement as a record of exactly the guide's fields; `document` is the stem of the document's name."""
    return {
        "doc": document,
        "start": statement.span.start,
        "end": statement.span.end,
        "text": statement.quote,
        "kind": statement.kind.value,
        "force": statement.force.value if statement.force else None,
        "targets": [thing.name for thing in statement.targets],
        "section_targets": [thing.name for thing in statement.section_targets],
        "addressee": _name(statement.addressee),
        "holder": _name(statement.holder),
    }


def statement_of(record: dict[str, Any]) -> Statement:
    """The statement that a record describes; what it names stays a name, of nothing that is registered."""
    return Statement(
        span=Span(record["start"], record["end"]),
        quote=record["text"],
        kind=Kind(record["kind"]),
        force=Force(record["force"]) if record.get("force") else None,
        holder=record.get("holder"),
    )


def mention_record(document: str, source: Document, mention: Mention) -> dict[str, object]:
    """A mention as a record with its key and its type: reference, goal, solution, actor or consultation."""
    return {
        "doc": document,
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.span.of(source.text),
        "key": mention.thing.key,
        "type": MENTION_TYPES[mention.thing.type],
    }


def _name(thing: Thing | str | None) -> str | None:
    return thing.name if isinstance(thing, Thing) else thing
