"""The parser's complaints about a query, in words that help to mend it."""

import re
from collections.abc import Iterable

from graph.errors import Message, Sayable

_PLACE = re.compile(r"^error at (\d+):(\d+): (.*)$", re.DOTALL)
_LONGEST_LINE = 160
_EXPECTED_SHOWN = 12
_NOT_ADVISED = ("LATERAL", "SERVICE")
_PREFIX = re.compile(r"([\w.-]*):[^:\s]*$")


def readable_syntax_error(message: str, text: str, prefixes: Iterable[str]) -> Message:
    """A message of the SPARQL parser about a query, with the line it is about and a mark at the place."""
    found = _PLACE.match(message)
    if not found:
        return Message("The query is not valid SPARQL: {message}.", {"message": Message.foreign(message)})
    line_number, column = int(found[1]), int(found[2])
    line = (text.splitlines() or [""])[min(line_number, len(text.splitlines()) or 1) - 1]
    reason = _reason(found[3], line[: column - 1], prefixes)
    place: dict[str, Sayable] = {"line": line_number, "column": column, "reason": reason}
    if len(line) > _LONGEST_LINE:
        return Message("The query is not valid SPARQL at line {line}, column {column}. {reason}", place)
    mark = "".join("\t" if letter == "\t" else " " for letter in line[: column - 1]) + "^"
    return Message(
        "The query is not valid SPARQL at line {line}, column {column}:\n{shown}\n{reason}",
        {**place, "shown": f"{line}\n{mark}"},
    )


def _reason(expected: str, before: str, prefixes: Iterable[str]) -> Message:
    """What the parser wanted instead, without the ranges of letters that it lists."""
    if "Prefix not found" in expected:
        name = found[1] if (found := _PREFIX.search(before)) else ""
        return Message(
            "The prefix “{name}:” is not declared. Declare it with PREFIX, or use one of: {known}.",
            {"name": name, "known": ", ".join(prefixes)},
        )
    items = [
        item.strip() for item in re.split(r",\s+|\s+\|\s+", expected.removeprefix("expected ").removeprefix("one of "))
    ]
    plain = [item for item in items if item.strip("[]_") and ".." not in item and "'" not in item]
    plain = [item for item in plain if item not in _NOT_ADVISED]
    if len(plain) > _EXPECTED_SHOWN:
        plain = [*plain[:_EXPECTED_SHOWN], "…"]
    if not plain:
        return Message("Something else was expected here.")
    return Message("Expected here: {expected}", {"expected": " ".join(plain)})
