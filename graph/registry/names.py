"""Which things a name can mean."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from graph.errors import RegistryError
from graph.model import ThingType
from graph.registry.entries import Entry, folded_name

_ACTORS = (ThingType.ACTOR, ThingType.GROUP)


class NameIndex:
    """The entries by their names, and the actors by organisation number as well."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._plain: defaultdict[str, list[Entry]] = defaultdict(list)
        self._contextual: defaultdict[str, list[Entry]] = defaultdict(list)
        self._numbers: dict[str, Entry] = {}
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        for label in entry.labels:
            self._plain[folded_name(label)].append(entry)
        for label in entry.contextual_labels:
            self._contextual[folded_name(label)].append(entry)
        if entry.organisation_number:
            self._numbers[entry.organisation_number] = entry

    def named(self, name: str) -> tuple[Entry, ...]:
        """All entries that a name can mean, those it means only in a context last."""
        folded = folded_name(name)
        return (*self._plain.get(folded, ()), *self._contextual.get(folded, ()))

    def actor(self, name: str) -> Entry | None:
        """The one actor that bears a name or organisation number; None where none does, or several."""
        by_number = self._numbers.get("".join(name.split()))
        found = [entry for entry in self._plain.get(folded_name(name), ()) if entry.thing.type in _ACTORS]
        return by_number or (found[0] if len(found) == 1 else None)

    def check(self, source_of: Callable[[Entry], str]) -> None:
        """Refuse a name that means two things in any context; `source_of` gives the file that describes an entry.

        Raises:
            RegistryError: for the first such name in alphabetical order.
        """
        for name, entries in sorted(self._plain.items()):
            if len(entries) > 1:
                first, second, *_ = entries
                raise RegistryError(
                    f"{source_of(first)}, {source_of(second)}: {first.thing.key} and {second.thing.key} share the "
                    f"name “{name}”. Where only the context tells, make it an stp:contextualLabel of both."
                )
