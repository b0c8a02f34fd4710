"""The texts of the interface and of errors, and their translations.

`python -m tests.api.messages` writes into `api/messages/*.po` the texts that the code says now: new ones without a
translation, and none that nobody says any more. The interface speaks bokmål in the code, errors speak English.
"""

import ast
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from api.languages import LANGUAGES, SOURCE
from api.refusals import RefusalError
from graph.errors import Message, QueryError, UnknownNameError
from graph.query.named import named_queries

ROOT = Path(__file__).resolve().parents[2]
API = ROOT / "api"
TRANSLATED = tuple(code for code in LANGUAGES if code != SOURCE)
_ENGLISH = "en"
TOLD = tuple(code for code in LANGUAGES if code != _ENGLISH)
"""The languages that errors are translated into."""
_SPEAKERS = (API, *(ROOT / "graph" / name for name in ("query", "search", "store", "facets", "networks")))
"""Where errors are raised that a page may show."""
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


def errors() -> dict[Text, list[str]]:
    """The templates of what errors on pages say in English, and the files that say it."""
    found: dict[Text, list[str]] = {}
    for call, place in calls():
        match call.args:
            case [ast.Constant(value=str(said)), *_] if said:
                places = found.setdefault(said, [])
                places += [] if place in places else [place]
    return found


def calls() -> Iterator[tuple[ast.Call, str]]:
    """Where messages are made, and errors that a page may show, each with its file; the message comes first."""
    files = [ROOT / "graph" / "errors.py", *(path for folder in _SPEAKERS for path in sorted(folder.rglob("*.py")))]
    trees = {path: ast.parse(path.read_text("utf-8")) for path in files}
    kinds = _kinds([node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)])
    plain = {name for name, made in kinds.items() if not made} | {Message.__name__, UnknownNameError.__name__}
    for path, tree in trees.items():
        found = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) in plain]
        found += [call for node in tree.body if isinstance(node, ast.ClassDef) for call in kinds.get(node.name, ())]
        yield from ((call, _place(path)) for call in found)


def _kinds(classes: Iterable[ast.ClassDef]) -> Mapping[str, list[ast.Call]]:
    """The kinds of errors that a page may show, and how each makes its message, where it does that itself."""
    names = {each.__name__ for each in (UnknownNameError, QueryError, RefusalError)}
    while more := {each.name for each in classes if names & {*map(_name, each.bases)}} - names:
        names |= more
    return {
        each.name: [node for node in ast.walk(each) if isinstance(node, ast.Call) and _name(node.func) == "__init__"]
        for each in classes
        if each.name in names
    }


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _place(path: Path) -> str:
    return path.relative_to(API.parent).as_posix()


def catalogue(name: str) -> Catalog:
    """A file of translations."""
    with (API / "messages" / f"{name}.po").open("rb") as file:
        return read_po(file, locale=name.rpartition(".")[2])


def _written(name: str, said: Mapping[Text, list[str]], header: str) -> bytes:
    path, code = API / "messages" / f"{name}.po", name.rpartition(".")[2]
    known = catalogue(name) if path.exists() else Catalog(locale=code)
    fresh = Catalog(locale=code, project="Standpunkt", fuzzy=False, header_comment=f"# {header} in {code}.")
    for text, places in sorted(said.items(), key=lambda each: (each[1], str(each[0]))):
        identifier = text[0] if isinstance(text, tuple) else text
        old = known.get(identifier)
        fresh.add(text, old.string if old else None, locations=[(place, 0) for place in places])
    written = BytesIO()
    write_po(written, fresh, width=0, omit_header=False, include_lineno=False, sort_output=False)
    return b"\n".join(line for line in written.getvalue().split(b"\n") if not line.startswith(_CHANGEABLE))


_CHANGEABLE = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Last-Translator', b'"Report-Msgid', b'"Generated-By')

if __name__ == "__main__":
    for language in TRANSLATED:
        (API / "messages" / f"{language}.po").write_bytes(_written(language, texts(), "The interface of Standpunkt"))
    for language in TOLD:
        name = f"errors.{language}"
        (API / "messages" / f"{name}.po").write_bytes(_written(name, errors(), "What errors of Standpunkt say"))
