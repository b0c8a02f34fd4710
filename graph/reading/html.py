"""HTML: what a page says to its reader, without scripts, styles and navigation."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from graph.errors import UnreadableDocumentError
from graph.model import BlockKind
from graph.reading.composition import Composition, Part
from graph.reading.content import Content
from graph.reading.docx_numbering import BULLET, formed, whole_number
from graph.reading.text import decode

# fmt: off
_DROPPED = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "math", "nav", "iframe", "object", "canvas", "video",
    "audio", "select", "dialog", "button",
})
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr", "img", "input", "br",
})
_NEVER_NESTED = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "html", "head", "body", "p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "caption",
    "option", "optgroup", "rp", "rt",
})
# fmt: on
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_BOLD = frozenset({"b", "strong"})
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w-]{1,40})", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})")
_DEEPEST = 512
_SPACES = re.compile(r"\s+")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
_META = {"author": "author", "dc.creator": "author", "date": "created", "dc.date": "created", "description": "subject"}


def read_html(content: bytes, name: str) -> Content:
    """The text and blocks of an HTML page.

    Raises:
        UnreadableDocumentError: when it is no text, or nested so deeply that no person wrote it.
    """
    return read_markup(_decoded(content, name), name)


def read_markup(source: str, name: str) -> Content:
    """The text and blocks of HTML that is already decoded.

    Raises:
        UnreadableDocumentError: when it is nested so deeply that no person wrote it.
    """
    if _depth(source) > _DEEPEST:
        # The time that the rules of HTML need grows with the depth at every element.
        remedy = "Open it in a browser and print it to PDF."
        raise UnreadableDocumentError(name, f"its elements are nested more than {_DEEPEST} deep", remedy)
    tree = LexborHTMLParser(source)
    page = _Page()
    if tree.body is not None:
        page.walk(tree.body)
    composition = page.composition
    return Content("text/html", composition.text, composition.blocks, properties=_properties(tree))


def _decoded(content: bytes, name: str) -> str:
    declared = _CHARSET.search(content[:4096])
    if declared and declared.group(1).lower() not in {b"utf-8", b"utf8"}:
        try:
            return content.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content, name)


def _depth(source: str) -> int:
    """How deeply elements are nested at most, as far as opening and closing tags tell."""
    depth = deepest = 0
    for tag in _TAG.finditer(source):
        if tag.group(2).lower() not in _NEVER_NESTED:
            depth += -1 if tag.group(1) else 1
            deepest = max(deepest, depth)
    return deepest


def _properties(tree: LexborHTMLParser) -> Mapping[str, str]:
    found: dict[str, str] = {}
    title = tree.css_first("title")
    if title is not None and title.text().strip():
        found["title"] = _SPACES.sub(" ", title.text()).strip()
    for meta in tree.css("meta"):
        key = _META.get(str(meta.attributes.get("name")).lower())
        value = (meta.attributes.get("content") or "").strip()
        if key and value:
            found.setdefault(key, value)
    return found


# ── Walking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _steps(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every node as it is entered (True) and left; without recursion, since pages may be nested without end."""
    node: LexborNode | None = root
    while node is not None:
        yield node, True
        child = None if node.tag in _DROPPED or _is_hidden(node) else node.first_child
        if child is not None:
            node = child
            continue
        while node is not None:
            yield node, False
            if node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent


def _is_hidden(node: LexborNode) -> bool:
    if not node.is_element_node:
        return False
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style


@dataclass(slots=True)
class _Frame:
    """What an element around the words makes of them."""

    tag: str
    kind: BlockKind | None
    level: int
    counted: int = 0
    form: str = ""


@dataclass(slots=True)
class _Page:
    """Composes the words of a page, a part for each stretch between the edges of block elements."""

    composition: Composition = field(default_factory=Composition)
    frames: list[_Frame] = field(default_factory=lambda: [_Frame("", None, 0)])
    words: list[str] = field(default_factory=list)
    sign: str = ""
    bold_depth: int = 0
    bold: int = 0
    letters: int = 0

    def walk(self, body: LexborNode) -> None:
        """Add everything in an element."""
        for node, entered in _steps(body):
            if node.is_text_node:
                self._say(node.text_content or "" if entered else "")
            elif node.is_element_node and node.tag not in _DROPPED:
                self._pass(node, entered=entered)
        self._flush()

    def _pass(self, node: LexborNode, *, entered: bool) -> None:
        tag = str(node.tag)
        if tag in _BOLD:
            self.bold_depth += 1 if entered else -1
        elif tag in {"br", "input"}:
            self.words.append(_said_by(node) if entered else "")
        elif tag not in _INLINE:
            self._flush()
            if entered:
                self._enter(tag, node)
            else:
                self.frames.pop()

    def _enter(self, tag: str, node: LexborNode) -> None:
        around = self.frames[-1]
        frame = _Frame(tag, around.kind, around.level)
        if tag in _HEADINGS and around.kind is None:
            frame.kind, frame.level = BlockKind.HEADING, _HEADINGS[tag]
        elif tag in {"ul", "ol"}:
            frame.level = around.level + 1 if around.kind is BlockKind.LIST_ITEM else 1
            frame.counted = whole_number(node.attributes.get("start"), 1) - 1
            frame.form = "" if tag == "ul" else _LIST_FORMS.get(node.attributes.get("type") or "", "decimal")
        elif tag == "li":
            around.counted += 1
            frame.kind = BlockKind.LIST_ITEM
            self.sign = f"{formed(around.counted, around.form)}." if around.form else BULLET
        elif tag == "tr":
            frame.counted = sum(each.tag in {"td", "th"} for each in node.iter())
        elif tag in {"td", "th"} and around.counted > 1:
            # A table with one cell in a row only frames what stands in it.
            frame.kind = frame.kind or BlockKind.TABLE_CELL
        elif tag == "footer":
            frame.kind = BlockKind.PAGE_FURNITURE
        self.frames.append(frame)

    def _say(self, text: str) -> None:
        if not any(frame.tag in {"pre", "textarea"} for frame in self.frames[-3:]):
            text = _SPACES.sub(" ", text)
        self.words.append(text)
        letters = sum(map(str.isalnum, text))
        self.letters += letters
        self.bold += letters if self.bold_depth else 0

    def _flush(self) -> None:
        """Compose the words so far; an empty line between them, as two line breaks make it, parts paragraphs."""
        frame = self.frames[-1]
        bold = 0 < self.letters == self.bold
        for words in _EMPTY_LINE.split("".join(self.words)):
            if words.strip():
                is_item = frame.kind is BlockKind.LIST_ITEM
                self.composition.add(Part(words, frame.kind, frame.level, self.sign, bold=bold, is_marked=is_item))
                self.sign = ""
        self.words.clear()
        self.bold = self.letters = 0


def _said_by(node: LexborNode) -> str:
    """What an empty element shows: a line break, a box, or the text in a field."""
    if node.tag == "br":
        return "\n"
    kind = (node.attributes.get("type") or "text").lower()
    if kind in {"checkbox", "radio"}:
        return " ☒ " if "checked" in node.attributes else " ☐ "
    return f" {node.attributes.get('value') or ''} " if kind in {"text", "email", "date", "tel", "url"} else ""
