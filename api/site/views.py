"""The views of documents that have files of their own: those that parameters ask for which have few values."""

import re
from collections.abc import Mapping, MutableMapping
from hashlib import sha256
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

MARK = "--view-"
"""Comes in the name of a file before what its view is of; no key has two hyphens."""
AT = "at"
"""Asks for the section of a response in which a statement stands."""
_VIEW, _ON, _ACTOR = "view", "on", "actor"
_RESPONSE, _CONSULTATION = "/doc/response/", "/doc/consultation/"
_OF_LISTS = ("stance", "positions")
_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        _CONSULTATION: (_VIEW, "by", "kind", _ON, "change", "part"),
        _RESPONSE: ("section", "form", "original", *_OF_LISTS),
        "/doc/": _OF_LISTS,
    }
)
_VALUE = re.compile(r"\w+(?:[./-]\w+)*", re.ASCII)
_LONGEST = 120
_FIRST = {"section": "1", "positions": "1", "part": "1", _VIEW: "overview"}


def taken(path: str, asked: MutableMapping[str, str]) -> str:
    """The view of a document that a query asks for, as a query; what belongs to it is taken out of the given one.

    >>> query = {"section": "2", "x": "y"}
    >>> taken("/doc/response/r", query), query
    ('section=2', {'x': 'y'})
    """
    fields = next((names for beginning, names in _FIELDS.items() if path.startswith(beginning)), ())
    given = {name: asked.pop(name) for name in fields if _VALUE.fullmatch(asked.get(name, ""))}
    if path.startswith(_RESPONSE):
        asked.pop(AT, None)
    if _ON in given:
        asked.pop(_ACTOR, None)  # the quotes of all actors have those of one among them
    return urlencode({name: value for name, value in given.items() if value != _FIRST.get(name)}, safe="/")


def mark(view: str) -> str:
    """What the name of a file says of a view.

    >>> mark("view=matter&on=goal/more-data"), mark("section=2"), mark("")
    ('--view-matter.on.goal.more-data', '--view-section.2', '')
    """
    words = [value if name == _VIEW else f"{name}.{value}" for name, value in parse_qsl(view)]
    name = ".".join(words).replace("/", ".")
    if len(name) > _LONGEST:
        name = sha256(name.encode()).hexdigest()[:16]
    return f"{MARK}{name}" if name else ""


def section_of(path: str, query: str, sections: Mapping[str, Mapping[str, int]]) -> str:
    """A query that asks a response for a statement as one that asks for the section in which it stands.

    >>> section_of("/doc/response/r", "at=s", {"/doc/response/r": {"s": 3}}), section_of("/doc/actor/a", "at=s", {})
    ('section=3', 'at=s')
    """
    key = dict(parse_qsl(query)).get(AT, "")
    return f"section={sections[path].get(key, 1)}" if key and path in sections else query
