"""What the styles of a DOCX say: outline level, list, size and weight of letters."""

import re
from dataclasses import dataclass, replace

from lxml import etree

from graph.reading.docx_numbering import W, whole_number

_HEADING_NAME = re.compile(r"(?:heading|overskrift) ?(\d)", re.IGNORECASE)
_TITLE_NAME = re.compile(r"(?:title|tittel)", re.IGNORECASE)
_DEEPEST_OUTLINE = 8
_USUAL_HALF_POINTS = 22
_LONGEST_CHAIN = 12


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set; `outline` is 0 for the title and n for a heading of depth n, None for body text."""

    outline: int | None = None
    number_id: str | None = None
    depth: int = 0
    half_points: int | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The looks of the paragraph styles, by their identifiers."""

    looks: dict[str, Look]
    body_half_points: int = _USUAL_HALF_POINTS

    def look(self, properties: etree._Element | None) -> Look:
        """The look of a paragraph: its style's, overridden by what it says itself."""
        style = None if properties is None else properties.find(f"{W}pStyle")
        look = self.looks.get("" if style is None else str(style.get(f"{W}val")), self.looks.get("", Look()))
        return look if properties is None else _overridden(look, properties)


def styles_of(root: etree._Element | None) -> Styles:
    """The styles that styles.xml declares, those that build on others resolved."""
    if root is None:
        return Styles({})
    elements = {str(style.get(f"{W}styleId")): style for style in root.findall(f"{W}style")}
    looks = {identifier: _resolved(identifier, elements) for identifier in elements}
    for identifier, style in elements.items():
        if style.get(f"{W}type") == "paragraph" and is_on(style.get(f"{W}default"), absent=False):
            looks[""] = looks[identifier]
    default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    size = looks.get("", Look()).half_points or whole_number(None if default is None else default.get(f"{W}val"))
    return Styles(looks, size or _USUAL_HALF_POINTS)


def is_on(value: str | None, *, absent: bool = True) -> bool:
    """Whether a switch of the format is on; one that is written without a value is."""
    return absent if value is None else value not in {"0", "false", "off"}


def _resolved(identifier: str, elements: dict[str, etree._Element]) -> Look:
    chain: list[etree._Element] = []
    while identifier in elements and len(chain) < _LONGEST_CHAIN:
        chain.append(elements[identifier])
        base = chain[-1].find(f"{W}basedOn")
        identifier = "" if base is None else str(base.get(f"{W}val"))
    look = Look()
    for style in reversed(chain):
        look = _styled(look, style)
    return look


def _styled(look: Look, style: etree._Element) -> Look:
    name = style.find(f"{W}name")
    words = "" if name is None else str(name.get(f"{W}val"))
    if found := _HEADING_NAME.fullmatch(words):
        look = replace(look, outline=int(found.group(1)))
    elif _TITLE_NAME.fullmatch(words):
        look = replace(look, outline=0)
    properties = style.find(f"{W}pPr")
    look = look if properties is None else _overridden(look, properties)
    letters = style.find(f"{W}rPr")
    return look if letters is None else _lettered(look, letters)


def _overridden(look: Look, properties: etree._Element) -> Look:
    outline = properties.find(f"{W}outlineLvl")
    if outline is not None:
        level = whole_number(outline.get(f"{W}val"), _DEEPEST_OUTLINE + 1)
        look = replace(look, outline=level + 1 if level <= _DEEPEST_OUTLINE else None)
    number = properties.find(f"{W}numPr/{W}numId")
    depth = properties.find(f"{W}numPr/{W}ilvl")
    if number is not None:
        look = replace(look, number_id=number.get(f"{W}val"))
    if depth is not None:
        look = replace(look, depth=whole_number(depth.get(f"{W}val")))
    return look


def _lettered(look: Look, letters: etree._Element) -> Look:
    size, bold = letters.find(f"{W}sz"), letters.find(f"{W}b")
    if size is not None:
        look = replace(look, half_points=whole_number(size.get(f"{W}val")) or None)
    return look if bold is None else replace(look, bold=is_on(bold.get(f"{W}val")))
