"""Gold references: every place of a text that names something in the registry, by the list of names in the sources."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.model import Document, Span


@dataclass(frozen=True, slots=True)
class Name:
    """What a form names: its key in the registry and the guide's type of mention."""

    key: str
    type: str


def read_names(path: Path) -> Mapping[str, Name]:
    """What each form names, from the file that lists them."""
    listed = tomllib.loads(path.read_text(encoding="utf-8"))["names"]
    return {form: Name(entry["key"], entry["type"]) for entry in listed for form in entry["forms"]}


def reference_spans(document: Document, names: Mapping[str, Name]) -> Iterator[tuple[Name, Span]]:
    """Each place that names something, the longest form first, whatever line ends stand in it."""
    longest_first = sorted(names, key=lambda form: (-len(form), form))
    forms = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first)
    for found in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", document.text):
        yield names[" ".join(found.group().split())], Span(*found.span())


def reference_lines(document: Document, names: Mapping[str, Name]) -> str:
    """The gold references of one document: one record a line."""
    name = document.name.rpartition(".")[0]
    records = (
        {
            "doc": name,
            "start": span.start,
            "end": span.end,
            "text": span.of(document.text),
            "key": named.key,
            "type": named.type,
        }
        for named, span in reference_spans(document, names)
    )
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
