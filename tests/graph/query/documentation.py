"""The list of queries in docs/queries.md, written from their headers: python -m tests.graph.query.documentation."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from graph.query.header import Parameter
from graph.query.named import NamedQuery, named_queries

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "queries.md"
_LIST = re.compile(r"(<!-- Written by [^\n]+ -->\n).*(<!-- End -->)", re.DOTALL)


def written(document: str) -> str:
    """The document with the list as the headers have it."""
    return _LIST.sub(lambda found: found[1] + "\n".join(_lines()) + "\n" + found[2], document)


def _lines() -> Iterator[str]:
    ordered = sorted(named_queries().values(), key=lambda named: (named.header.tags[0], named.name))
    for subject, queries in groupby(ordered, key=lambda named: named.header.tags[0]):
        yield from ("", f"### {subject.capitalize()}", "", "| query | question | parameters |", "|---|---|---|")
        yield from map(_line, queries)
    yield ""


def _line(named: NamedQuery) -> str:
    parameters = ", ".join(map(_parameter, named.header.parameters)) or "–"
    return f"| `{named.name}` | {named.header.titles['en']} | {parameters} |"


def _parameter(parameter: Parameter) -> str:
    if parameter.default is not None:
        return f"`{parameter.name}` ({parameter.default})"
    return f"**`{parameter.name}`**" if parameter.required else f"`{parameter.name}`"


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
