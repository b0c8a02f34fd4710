"""TOML tables read with an eye on their lines, so that whatever is wrong in them can be found and mended."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

from graph.errors import DeclarationError
from graph.reading.metadata.identity import is_organisation_number

_AT_LINE = re.compile(r"\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_TYPES = {
    str: "text in quotation marks", int: "a whole number", bool: "true or false", list: "a list", dict: "a table",
    date: "a date", datetime: "a date with time", float: "a number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a declaration."""

    line: int | None
    key: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a TOML file: its content, where it begins, and the faults found so far in the whole file."""

    path: Path
    source: str
    content: Mapping[str, object]
    first_line: int = 1
    faults: list[Fault] = field(default_factory=list)

    def inside(self, name: str, content: Mapping[str, object], index: int | None = None) -> "Table":
        """A table within this one, which reports its faults to the same list."""
        return Table(self.path, self.source, content, self.line(name, index) or self.first_line, self.faults)

    def line(self, name: str, index: int | None = None) -> int | None:
        """The line on which a key, or the nth table of that name, stands; None where it cannot be told."""
        key = rf"[\"']?{re.escape(name)}[\"']?"
        lines = self.source.splitlines()
        headers = [
            number for number, text in enumerate(lines, 1) if re.match(rf"\s*\[{{1,2}}\s*(?:\w+\.)*{key}\s*\]", text)
        ]
        if index is not None and index < len(headers):
            return headers[index]
        pattern = re.compile(rf"(?:^|[{{,])\s*{key}\s*[.=]")
        after = (number for number, text in enumerate(lines, 1) if number >= self.first_line and pattern.search(text))
        return next(after, headers[0] if headers else None)

    def refuse(self, name: str | None, reason: str, index: int | None = None) -> None:
        """Note a fault; `complain` raises what was noted."""
        where = self.line(name, index) if name else None
        self.faults.append(Fault(where or (self.first_line if self.first_line > 1 else None), name, reason))

    def complain(self) -> None:
        """Raise what was noted.

        Raises:
            DeclarationError: with line and key of the first fault, and the others after it.
        """
        if not self.faults:
            return
        ordered = sorted(dict.fromkeys(self.faults), key=lambda fault: (fault.line or 0, fault.key or ""))
        first, *others = ordered
        also = "".join(f" Also line {fault.line or '?'}: “{fault.key}” {fault.reason}." for fault in others[:9])
        raise DeclarationError(self.path, first.line, first.key, f"{first.reason}.{also}")


def parsed(path: Path) -> Table:
    """A TOML file as a table.

    Raises:
        DeclarationError: if the file cannot be read, is not UTF-8 or is not TOML, with the line.
    """
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DeclarationError(path, None, None, f"cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DeclarationError(path, line, None, "is not in UTF-8. Save the file in that encoding.") from error
    source = source.replace("\r\n", "\n")
    try:
        return Table(path, source, tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(path, source, str(error)) from error


def _syntax_error(path: Path, source: str, message: str) -> DeclarationError:
    """What is wrong with the notation, on which line and, where it can be told, at which key."""
    found = _AT_LINE.search(message)
    lines = source.splitlines()
    line = int(found["line"]) if found and found["line"] else len(lines) or 1
    text = lines[line - 1] if line <= len(lines) else ""
    key = re.match(r"\s*([\w-]+)\s*=", text)
    reason = _AT_LINE.sub("", message)
    return DeclarationError(
        path,
        line,
        key[1] if key else None,
        f"is not valid TOML: {reason}. Texts need quotation marks; a date is written 2025-10-09.",
    )


class Fields:
    """The fields of one table, each read with the type that it must have; whatever else it holds is a fault."""

    def __init__(self, table: Table, known: Sequence[str]) -> None:
        self.table = table
        for name in table.content:
            if name not in known:
                near = get_close_matches(name, known, 1, 0.6)
                way_out = f"Did you mean “{near[0]}”?" if near else f"Use one of: {', '.join(known)}"
                table.refuse(name, f"is not a known key. {way_out}".rstrip("."))

    def either(self, name: str, types: tuple[type, ...], *, required: bool = False) -> object | None:
        """The value of a key if it has one of some types."""
        value = self.table.content.get(name)
        if value is None:
            if required:
                self.table.refuse(name, "is missing")
            return None
        if isinstance(value, types) and not (isinstance(value, bool) and bool not in types):
            return value
        wanted = " or ".join(_TYPES[type_] for type_ in types)
        self.table.refuse(name, f"must be {wanted}, not {_TYPES.get(type(value), 'that')}")
        return None

    def text(self, name: str, *, required: bool = False) -> str | None:
        """A text without white space around it; empty is a fault."""
        value = self.either(name, (str,), required=required)
        if value is None:
            return None
        if not str(value).strip():
            self.table.refuse(name, "is empty. Fill it in or leave the line out")
            return None
        return str(value).strip()

    def flag(self, name: str) -> bool | None:
        """True or false."""
        value = self.either(name, (bool,))
        return value if isinstance(value, bool) else None

    def address(self, name: str) -> str | None:
        """An IRI that begins with http."""
        value = self.text(name)
        if value is not None and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value):
            self.table.refuse(name, f"is not an address that begins with http: “{value}”")
            return None
        return value

    def key(self, name: str, *, required: bool = False) -> str | None:
        """A key as it can stand in an IRI."""
        value = self.text(name, required=required)
        if value is not None and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", value):
            self.table.refuse(name, f"must be lower-case letters a–z, digits and single hyphens, not “{value}”")
            return None
        return value

    def number_or_text(self, name: str) -> str | None:
        """A number or a text, as text."""
        value = self.either(name, (str, int), required=True)
        return str(value).strip() if value is not None else None

    def organisation_number(self, name: str) -> str | None:
        """An organisation number of nine digits whose control digit is right."""
        value = self.either(name, (str, int))
        digits = "".join(str(value).split()) if value is not None else None
        if digits is not None and not is_organisation_number(digits):
            self.table.refuse(
                name, f"is not an organisation number: {value}. It has nine digits, the last a control digit"
            )
            return None
        return digits

    def day(self, name: str) -> date | None:
        """A date, written 2024-05-31 with or without quotation marks."""
        value = self.either(name, (date, str))
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date) or value is None:
            return value
        try:
            return date.fromisoformat(str(value).strip())
        except ValueError:
            self.table.refuse(name, f"is not a date: “{value}”. Write year-month-day, such as 2024-05-31")
            return None

    def choice(self, name: str, allowed: Sequence[str]) -> str | None:
        """One of some words."""
        value = self.text(name)
        if value is None or value in allowed:
            return value
        near = get_close_matches(value, allowed, 1, 0.6)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        self.table.refuse(name, f"is “{value}”, but must be one of: {', '.join(allowed)}.{hint}".rstrip("."))
        return None

    def items(self, name: str, types: tuple[type, ...]) -> Iterator[object]:
        """The entries of a list that have one of some types."""
        value = self.either(name, (list,))
        for entry in value if isinstance(value, list) else ():
            if isinstance(entry, types):
                yield entry
            else:
                wanted = " or ".join(_TYPES[type_] for type_ in types)
                self.table.refuse(name, f"must hold only {wanted}, not {_TYPES.get(type(entry), 'that')}")

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(str(entry).strip() for entry in self.items(name, (str,)) if str(entry).strip())

    def tables(self, name: str) -> Iterator[Table]:
        """The tables of a list, each with the place where it begins."""
        for index, entry in enumerate(self.items(name, (dict,))):
            if isinstance(entry, dict):
                yield self.table.inside(name, entry, index)
