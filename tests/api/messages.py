"""The texts of the interface and their translations.

`python -m tests.api.messages` writes into `api/messages/*.po` the texts that the code says now: new ones without a
translation, and none that nobody says any more.
"""

import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from api.languages import LANGUAGES, SOURCE
from graph.query.named import named_queries

API = Path(__file__).resolve().parents[2] / "api"
TRANSLATED = tuple(code for code in LANGUAGES if code != SOURCE)
_KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "ngettext": (1, 2)}
_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}

Text = str | tuple[str, ...]


def texts() -> dict[Text, list[str]]:
    """What the interface says in bokmål, and the files that say it."""
    found: dict[Text, list[str]] = {}
    for text, place in (*_in_code(), *_in_templates(), *_in_words(), *_in_queries()):
        places = found.setdefault(text, [])
        if place not in places:
            places.append(place)
    return found


def _in_code() -> Iterator[tuple[Text, str]]:
    for path in sorted(API.rglob("*.py")):
        with path.open("rb") as file:
            for _, text, *_ in extract("python", file, _KEYWORDS):
                yield text, _place(path)


def _in_templates() -> Iterator[tuple[Text, str]]:
    for path in sorted(API.rglob("*.html")):
        content = BytesIO(path.read_bytes())
        for _, _, text, _ in babel_extract(content, tuple(_KEYWORDS), (), _OPTIONS):
            said = (text,) if isinstance(text, str) else tuple(each for each in text or () if each)
            if said:
                yield said[0] if len(said) == 1 else said, _place(path)


def _in_words() -> Iterator[tuple[Text, str]]:
    path = API / "things" / "words.toml"
    for name, table in tomllib.loads(path.read_text("utf-8")).items():
        if name != "order":
            yield from ((text, _place(path)) for text in table.values())


def _in_queries() -> Iterator[tuple[Text, str]]:
    for named in named_queries().values():
        yield named.header.tags[0], "graph/queries"


def _place(path: Path) -> str:
    return path.relative_to(API.parent).as_posix()


def catalogue(code: str) -> Catalog:
    """The translations into a language."""
    with (API / "messages" / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


def _written(code: str) -> bytes:
    path = API / "messages" / f"{code}.po"
    known = catalogue(code) if path.exists() else Catalog(locale=code)
    fresh = Catalog(
        locale=code, project="Standpunkt", fuzzy=False, header_comment=f"# The interface of Standpunkt in {code}."
    )
    for text, places in sorted(texts().items(), key=lambda each: (each[1], str(each[0]))):
        identifier = text[0] if isinstance(text, tuple) else text
        old = known.get(identifier)
        fresh.add(text, old.string if old else None, locations=[(place, 0) for place in places])
    written = BytesIO()
    write_po(written, fresh, width=0, omit_header=False, include_lineno=False, sort_output=False)
    return b"\n".join(line for line in written.getvalue().split(b"\n") if not line.startswith(_CHANGEABLE))


_CHANGEABLE = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Last-Translator', b'"Report-Msgid', b'"Generated-By')

if __name__ == "__main__":
    for language in TRANSLATED:
        (API / "messages" / f"{language}.po").write_bytes(_written(language))
