import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from pyoxigraph import Literal, NamedNode

from api.asking import Row
from api.languages import Name, best, gettext, language, spoken, together
from graph.namespaces import DCTERMS, RDFS
from graph.query.table import short
from graph.resources import resource

_NOTED = (DCTERMS.creator, DCTERMS.subject)
_KEYED = re.compile(r"/(?:id|graph)/([a-z-]+)(?:/([^#]+))?(?:#(.+))?$")


@dataclass(frozen=True, slots=True)
class Label:
    """One name of a thing, and by which property it has it."""

    property: NamedNode
    text: Literal


@cache
def words(kind: str) -> Mapping[str, str]:
    """Words in bokmål for what has none in the graph: `terms` of others, those `referring`, and `kinds` of keys.

    The catalogues of the interface have them in the other languages.
    """
    return MappingProxyType(_table(kind))


@cache
def ranks() -> Mapping[str, int]:
    """In which order people are told things; what is not named comes last."""
    return MappingProxyType(_table("order"))


def _table(name: str) -> dict[str, Any]:
    tables: dict[str, dict[str, Any]] = tomllib.loads(resource("api", "things", "words.toml").read_text("utf-8"))
    return tables[name]


class Labels:
    """What the things are called that a description mentions, and whose they are.

    Things of ours that have no name get one from their key, unless names are not to be `made`.
    """

    def __init__(self, found: Iterable[Row] = (), *, made: bool = True) -> None:
        self._made = made
        self._labels: dict[NamedNode, list[Label]] = {}
        self._best: dict[tuple[NamedNode, str], str] = {}
        self._notes: dict[NamedNode, dict[NamedNode, set[Literal]]] = {}
        for row in found:
            self._add(row)

    def _add(self, row: Row) -> None:
        mentioned, name, text = row["mentioned"], row["property"], row["label"]
        if not (isinstance(mentioned, NamedNode) and isinstance(name, NamedNode) and isinstance(text, Literal)):
            return
        if name in _NOTED:
            self._notes.setdefault(mentioned, {}).setdefault(name, set()).add(text)
        else:
            self._labels.setdefault(mentioned, []).append(Label(name, text))

    def of(self, thing: NamedNode) -> list[Label]:
        """Every name of a thing, or the one that its key gives it, where it is one of ours that has none."""
        known = self._labels.get(thing)
        if known is not None:
            return known
        made = _from_key(thing.value, str) if self._made else None
        return [Label(RDFS.label, Literal(made, language="nb"))] if made else []

    def best(self, thing: NamedNode) -> str:
        """What the reader is told that a thing is called."""
        asked = thing, language()
        if asked not in self._best:
            self._best[asked] = self._best_of(thing)
        return self._best[asked]

    def _best_of(self, thing: NamedNode) -> str:
        name = short(thing.value)
        if name in words("terms"):
            return gettext(words("terms")[name])
        if self._made and thing not in self._labels:
            return _from_key(thing.value, gettext) or name
        return best([label.text for label in self.of(thing)]) or name

    def makers(self, thing: NamedNode) -> Name:
        """Whose a statement, a verdict, a mention or a response is."""
        return together(", ", self._noted(thing, DCTERMS.creator))

    def note(self, thing: NamedNode, known: str) -> Name:
        """What tells a thing from others of its name, apart from what the reader knows."""
        topics = self._noted(thing, DCTERMS.subject)
        return together(" · ", [part for part in (*topics, self.makers(thing)) if part and part != known])

    def _noted(self, thing: NamedNode, name: NamedNode) -> list[Name]:
        return sorted(map(spoken, self._notes.get(thing, {}).get(name, ())))


def _from_key(iri: str, say: Callable[[str], str]) -> str | None:
    """A kind, said in some language, and a key, from an IRI that ends with them."""
    found = _KEYED.search(iri)
    if found is None:
        return None
    kind, key, part = found.groups()
    return " ".join(word for word in (say(words("kinds").get(part or kind, kind)), key) if word)
