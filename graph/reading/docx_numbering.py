"""Automatic numbers and bullets of DOCX, which stand nowhere in its text."""

from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9
BULLET = "•"


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has been counted."""

    levels: dict[str, dict[int, _Level]]
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def sign(self, number_id: str, depth: int) -> str:
        """The sign of the next item of a list at a depth: `•`, `3.` or `b)`; empty for lists without signs."""
        levels = self.levels.get(number_id, {})
        level = levels.get(depth)
        if number_id == "0" or level is None or level.form == "none":
            return ""
        if level.form == "bullet":
            return BULLET
        counts = self._counts[number_id]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return self._filled(level.pattern, levels, counts)

    def _filled(self, pattern: str, levels: dict[int, _Level], counts: dict[int, int]) -> str:
        """A pattern such as `%1.%2` with the counts in the form of their levels."""
        for depth in range(_DEEPEST):
            place = f"%{depth + 1}"
            if place in pattern:
                level = levels.get(depth)
                count = counts.get(depth, level.start if level else 1)
                pattern = pattern.replace(place, formed(count, level.form if level else "decimal"))
        return pattern.strip()


def numbering_of(root: etree._Element | None) -> Numbering:
    """The lists that numbering.xml declares."""
    if root is None:
        return Numbering({})
    abstract = {str(each.get(f"{W}abstractNumId")): _levels(each) for each in root.findall(f"{W}abstractNum")}
    levels: dict[str, dict[int, _Level]] = {}
    for number in root.findall(f"{W}num"):
        reference = number.find(f"{W}abstractNumId")
        own = dict(abstract.get(str(reference.get(f"{W}val")) if reference is not None else "", {}))
        for override in number.findall(f"{W}lvlOverride"):
            own |= _levels(override)
        levels[str(number.get(f"{W}numId"))] = own
    return Numbering(levels)


def _levels(parent: etree._Element) -> dict[int, _Level]:
    return {
        whole_number(level.get(f"{W}ilvl")): _Level(
            form=_value(level, "numFmt") or "decimal",
            pattern=_value(level, "lvlText") or "",
            start=whole_number(_value(level, "start"), 1),
        )
        for level in parent.findall(f"{W}lvl")
    }


def whole_number(value: str | None, otherwise: int = 0) -> int:
    """An attribute as a number; files from the wild hold nonsense in places."""
    return int(value) if value and value.isdecimal() else otherwise


def _value(parent: etree._Element, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def formed(count: int, form: str) -> str:
    """A number in the form of its list: 3, c or iii."""
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (count - 1) % 26) * (1 + (count - 1) // 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"}:
        numeral = _roman(count)
        return numeral.upper() if form == "upperRoman" else numeral
    return str(count)


def _roman(count: int) -> str:
    numeral = ""
    for value, letters in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        numeral += letters * (count // value)
        count %= value
    return numeral
