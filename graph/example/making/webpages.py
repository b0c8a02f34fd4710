"""A web page from a source, with the menu and foot that such pages have."""

from collections.abc import Iterator
from html import escape

from graph.example.making.sources import Passage, Source

_TAGS = {"# ": "h1", "## ": "h2", "### ": "h3", "- ": "li"}
_MENUS = {
    "nb": ("Hopp til innhold", "Forsiden", "Nyheter", "Om oss", "Personvern og informasjonskapsler"),
    "nn": ("Hopp til innhald", "Framsida", "Nytt", "Om oss", "Personvern og informasjonskapslar"),
    "en": ("Skip to content", "Home", "News", "About us", "Privacy and cookies"),
}


def webpage_bytes(source: Source) -> bytes:
    """An HTML file in UTF-8."""
    skip, *menu, foot = _MENUS[source.setting("lang", "nb")]
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{source.setting("lang", "nb")}">',
        f'<head><meta charset="utf-8"><title>{escape(source.setting("title"))}</title>',
        "<style>body { font-family: sans-serif; max-width: 40em }</style></head>",
        "<body>",
        f'<nav><a href="#main">{skip}</a> ' + " ".join(f'<a href="/">{item}</a>' for item in menu) + "</nav>",
        '<main id="main">',
        *_elements(source.passages),
        "</main>",
        f'<footer><a href="/">{foot}</a></footer>',
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _elements(passages: tuple[Passage, ...]) -> Iterator[str]:
    within_list = False
    for passage in passages:
        is_item = passage.sign == "- "
        if is_item != within_list:
            yield "<ul>" if is_item else "</ul>"
        within_list = is_item
        tag = _TAGS.get(passage.sign, "p")
        yield f"<{tag}>" + "<br>\n".join(escape(line, quote=False) for line in passage.lines) + f"</{tag}>"
