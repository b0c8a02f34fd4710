from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from api.site.places import Place
from api.site.profiles import same
from api.site.records import File, Record


class Ledger:
    """What has been published, what is still to be, and what leads there."""

    def __init__(self, root: Path, known: Mapping[str, Record]) -> None:
        self.waiting: list[str] = []
        self.done = 0
        self._root = root
        self._known = known
        self._files: dict[str, File] = {}
        self._origins: dict[str, str] = {}
        self._problems: dict[str, str] = {}

    @property
    def files(self) -> dict[str, File]:
        """All files by their paths, in order."""
        return dict(sorted(self._files.items()))

    @property
    def problems(self) -> dict[str, str]:
        """Why nothing stands at some addresses, and what leads there."""
        return {
            address: f"{problem}; {origin} leads there" if (origin := self._origins[address]) else problem
            for address, problem in sorted(self._problems.items())
        }

    def expect(self, addresses: Iterable[str], origin: str = "") -> None:
        """Take note of addresses that are to be published; what is known of them, and whole, need not be done again."""
        further = [(address, origin) for address in addresses]
        while further:
            address, leading = further.pop()
            if self._is_new(address):
                self._origins[address] = leading
                record = self._known.get(address)
                if record is not None and record.is_whole(self._root):
                    self._note(replace(record, files=tuple(replace(file, changed=False) for file in record.files)))
                    further += [(lead, address) for lead in record.leads]
                else:
                    self.waiting.append(address)

    def add(self, record: Record) -> None:
        """Take note of what was published, and of where it leads."""
        self._note(record)
        self.expect(record.leads, record.address)

    def _is_new(self, address: str) -> bool:
        place = Place.of(address)
        return address not in self._origins and place is not None and place.file not in self._files

    def _note(self, record: Record) -> None:
        self.done += 1
        self._origins.setdefault(record.address, "")
        for file in record.files:
            self._files[file.path] = replace(file, profile=same(file.profile))
        if record.problem:
            self._problems[record.address] = record.problem
