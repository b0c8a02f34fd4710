"""The words of one DOCX paragraph: tracked deletions dropped, ticks as signs, text boxes set aside."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from graph.reading.docx_numbering import W, whole_number
from graph.reading.docx_styles import is_on

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_TICKED, _UNTICKED = "☒", "☐"
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_DROPPED = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "fldData", "object", "pict")
)
_SYMBOLS = {
    "f0fe": _TICKED, "f078": _TICKED, "f0fd": _TICKED, "f053": _TICKED, "f054": _TICKED, "2612": _TICKED,
    "f0a8": _UNTICKED, "f06f": _UNTICKED, "f0a3": _UNTICKED, "f071": _UNTICKED, "2610": _UNTICKED,
    "f0b7": "•", "f0fc": "✓", "f0e0": "→",
}  # fmt: skip


@dataclass(slots=True)
class Words:
    """The text of a paragraph, how much of it is bold, its largest letters, and the text boxes anchored in it."""

    pieces: list[str] = field(default_factory=list)
    bold_letters: int = 0
    letters: int = 0
    half_points: int = 0
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return "".join(self.pieces)

    @property
    def is_bold(self) -> bool:
        """Whether all letters are bold by themselves."""
        return self.letters > 0 and self.bold_letters == self.letters


def words_of(paragraph: etree._Element) -> Words:
    """The words of a paragraph."""
    words = Words()
    _collect(paragraph, words)
    return words


def _collect(parent: etree._Element, words: Words) -> None:
    for child in parent:
        tag = child.tag
        if tag in _DROPPED:
            words.boxes += child.iter(f"{W}txbxContent")
        elif tag == f"{W}r":
            _collect_run(child, words)
        elif tag == f"{W}sdt" and (box := child.find(f"{W}sdtPr/{W14}checkbox")) is not None:
            words.pieces.append(_ticked(box.find(f"{W14}checked"), f"{W14}val"))
        elif tag == _ALTERNATIVES:
            _collect_first(child, words)
        else:
            _collect(child, words)


def _collect_first(alternatives: etree._Element, words: Words) -> None:
    """Word writes drawings twice, for new and for old readers; only one of them counts."""
    if len(alternatives):
        words.boxes += alternatives[0].iter(f"{W}txbxContent")


def _collect_run(run: etree._Element, words: Words) -> None:
    properties = run.find(f"{W}rPr")
    if properties is not None and _switched(properties, "vanish"):
        return
    text = "".join(_run_text(run, words))
    words.pieces.append(text)
    letters = sum(map(str.isalnum, text))
    words.letters += letters
    if properties is not None and letters:
        words.bold_letters += letters if _switched(properties, "b") else 0
        size = properties.find(f"{W}sz")
        words.half_points = max(words.half_points, whole_number(None if size is None else size.get(f"{W}val")))


def _run_text(run: etree._Element, words: Words) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield "" if child.get(f"{W}type") == "page" else _SIGNS[child.tag]
        elif child.tag == f"{W}sym":
            yield _symbol(child)
        elif child.tag == f"{W}fldChar":
            yield _legacy_tick(child)
        elif child.tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            words.notes.append(f"{child.tag.removeprefix(W).removesuffix('Reference')} {child.get(f'{W}id')}")
        elif child.tag == _ALTERNATIVES:
            _collect_first(child, words)
        elif child.tag != f"{W}rPr":
            words.boxes += child.iter(f"{W}txbxContent")


def _symbol(element: etree._Element) -> str:
    code = str(element.get(f"{W}char")).lower()
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _legacy_tick(character: etree._Element) -> str:
    """The tick of an old form field; what says nothing was ticked by default or not at all."""
    box = character.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    checked, default = box.find(f"{W}checked"), box.find(f"{W}default")
    return _ticked(default if checked is None else checked, f"{W}val")


def _ticked(element: etree._Element | None, attribute: str) -> str:
    return _TICKED if element is not None and is_on(element.get(attribute)) else _UNTICKED


def _switched(properties: etree._Element, name: str) -> bool:
    found = properties.find(f"{W}{name}")
    return found is not None and is_on(found.get(f"{W}val"))
