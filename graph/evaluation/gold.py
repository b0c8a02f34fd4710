"""What people marked: the files of a gold folder, with every fault in them named by file and line."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from graph.errors import InputError
from graph.evaluation.marks import Mark, Named, NamingMark
from graph.evaluation.naming import Names
from graph.extraction.records import statement_of
from graph.model import OTHER_PROPOSAL, Document, Kind, Span, Statement

_REFERENCES = "references.jsonl"
# A proposal of the consultation is what a position answers, and counted as that; its alternatives are nothing apart.
_PROPOSAL = re.compile(r"forslag \d+(?:/.+)?", re.IGNORECASE)
SCORED_TYPES = frozenset({"reference", "goal", "solution"})
"""The types of mentions that count; actors do not."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The records that a person wrote of one document, with their file."""

    path: Path
    records: tuple[Mapping[str, Any], ...]

    @property
    def name(self) -> str:
        """The stem of the document's name."""
        return self.path.stem

    @property
    def has_proposals(self) -> bool:
        """Whether the records tell which proposal each position answers."""
        return any("proposal" in record for record in self.records)

    @property
    def has_reasons(self) -> bool:
        """Whether the records tell what justifies a position."""
        return any("justified_by" in record for record in self.records)

    def statements(self) -> tuple[Statement, ...]:
        """The statements as training takes them."""
        return tuple(statement_of(dict(record)) for record in self.records)

    def marks(self, names: Names) -> tuple[Mark, ...]:
        """The statements as scoring takes them."""
        return tuple(_mark(record, names) for record in self.records)

    def check(self, document: Document) -> None:
        """Make sure that a document is the one that was annotated.

        Raises:
            InputError: where its text is another one.
        """
        for record in self.records:
            if document.text[record["start"] : record["end"]] != record["text"]:
                raise InputError(
                    f"{self.path.name}: the text at {record['start']} is not the one annotated. "
                    "Give the very document that was annotated."
                )


def read_gold(folder: Path) -> tuple[Gold, ...]:
    """The annotations in and below a folder, in the order of their names.

    Raises:
        InputError: there is none, or one of them is no record of the annotation guide.
    """
    paths = sorted((path for path in folder.rglob("*.jsonl") if path.name != _REFERENCES), key=lambda path: path.stem)
    if not paths:
        raise InputError(f"{folder} holds no annotation (STEM.jsonl). Name a folder with gold records.")
    for first, second in pairwise(paths):
        if first.stem == second.stem:
            raise InputError(f"{first} and {second} annotate documents of one name. Give their folders one by one.")
    return tuple(Gold(path, tuple(_records(path))) for path in paths)


@dataclass(frozen=True, slots=True)
class References:
    """What a person marked as naming instruments, goals and solutions, by document, and the keys of their names."""

    mentions: Mapping[str, tuple[NamingMark, ...]]
    keys: Mapping[str, str]


def read_references(folder: Path) -> References:
    """What the references.jsonl files in and below a folder hold; nothing where there is none.

    Raises:
        InputError: one of the files holds something else.
    """
    mentions: dict[str, list[NamingMark]] = {}
    keys: dict[str, str] = {}
    for path in sorted(folder.rglob(_REFERENCES)):
        for number, record in _lines(path):
            try:
                mark = NamingMark(Span(record["start"], record["end"]), record["key"])
                document = record["doc"]
            except (KeyError, TypeError, ValueError) as error:
                raise _fault(path, number, error) from error
            keys.setdefault(record.get("canonical") or record.get("text", ""), mark.key)
            if record.get("type", "reference") in SCORED_TYPES:
                mentions.setdefault(document, []).append(mark)
    return References({document: tuple(marks) for document, marks in mentions.items()}, keys)


def _records(path: Path) -> Iterator[Mapping[str, Any]]:
    for number, record in _lines(path):
        try:
            _check_fields(record)
            statement_of(record)
        except (KeyError, TypeError, ValueError) as error:
            raise _fault(path, number, error) from error
        yield record


def _check_fields(record: Mapping[str, Any]) -> None:
    """Refuse what has the right fields with something else in them."""
    for name in ("start", "end"):
        if not isinstance(record[name], int):
            raise TypeError(f"“{name}” is no whole number")
    for name in ("targets", "section_targets"):
        if not isinstance(record.get(name) or [], list):
            raise TypeError(f"“{name}” is no list")


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}. Save it as UTF-8, one record a line.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                raise _fault(path, number, error) from error
            if not isinstance(record, dict):
                raise _fault(path, number, "it is not an object")
            yield number, record


def _fault(path: Path, line: int, error: object) -> InputError:
    reason = f"it has no {error}" if isinstance(error, KeyError) else str(error)
    return InputError(
        f"{path.name}, line {line} is no record: {reason}. "
        'Write one JSON object a line, as {"doc": …, "start": 0, "end": 9, "text": …, "kind": "support", …}.'
    )


def _mark(record: Mapping[str, Any], names: Names) -> Mark:
    span, reason = Span(record["start"], record["end"]), record.get("justified_by")
    proposal = record.get("proposal")
    return Mark(
        span=span,
        quote=record["text"],
        kind=Kind(record["kind"]),
        force=record.get("force"),
        targets=tuple(names.of(name) for name in record.get("targets") or () if not _PROPOSAL.fullmatch(name)),
        section_targets=_section_targets(record.get("section_targets") or (), names),
        addressee=names.of(record["addressee"]) if record.get("addressee") else None,
        holder=names.of(record["holder"]) if record.get("holder") else None,
        proposal=None if proposal == OTHER_PROPOSAL else proposal,
        reason=Span(*reason) if reason else None,
    )


def _section_targets(listed: Sequence[str], names: Names) -> tuple[Named, ...] | None:
    return tuple(map(names.of, listed)) if all(map(names.is_known, listed)) else None
