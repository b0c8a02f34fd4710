"""Names in annotations and things that an extractor found, made comparable."""

import re
from collections.abc import Iterator, Mapping

from graph.evaluation.marks import Named
from graph.iris import instrument_key
from graph.model import Thing, ThingType
from graph.registry import Registry, folded_name

_NUMBERED = re.compile(r"(?P<what>\w+) (?P<number>\d[\w.-]*)")


class Names:
    """Tells what names mean, by a registry and by the keys that annotated references give them."""

    def __init__(self, registry: Registry, keys: Mapping[str, str]) -> None:
        self._registry = registry
        self._keys = {folded_name(name): key for name, key in keys.items()}

    def of(self, name: Thing | str) -> Named:
        """Everything that a name or a thing goes by: its folded name and the keys of what it can mean."""
        if isinstance(name, Thing):
            return frozenset({folded_name(name.name), _key(name.key)})
        return frozenset({folded_name(name), _key(instrument_key(name)), *map(_key, self._known(name))})

    def is_known(self, name: str) -> bool:
        """Whether a name means something that has a key; the words of a heading often do not."""
        return bool(self._known(name))

    def _known(self, name: str) -> frozenset[str]:
        registered = (entry.thing.key for entry in self._registry.named(name))
        annotated = self._keys.get(folded_name(name))
        return frozenset({*registered, *([annotated] if annotated else []), *self._numbered(name)})

    def _numbered(self, name: str) -> Iterator[str]:
        """The goals and indicators that a name such as “Eksempelplanen/Mål 1” can mean."""
        whole, _, part = name.rpartition("/")
        numbered = _NUMBERED.fullmatch(part.strip())
        if not whole or not numbered:
            return
        instruments = {entry.thing.key for entry in self._registry.named(whole)}
        kind = ThingType.INDICATOR if "indi" in numbered["what"].lower() else ThingType.GOAL
        for entry in self._registry.entries:
            if entry.parent in instruments and entry.number == numbered["number"] and entry.thing.type is kind:
                yield entry.thing.key


def _key(key: str) -> str:
    """A key, told apart from a name that looks like it."""
    return f"key {key}"
