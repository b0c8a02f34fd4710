"""What could not be built, for the person who builds and for the data folder."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any

_QUOTED = re.compile("“[^”]*”")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that could not be built: why, and what to do.

    `is_nameable` says that its file may be named to everybody, since no private person sent it.
    """

    source: str
    reason: str
    findings: tuple[dict[str, Any], ...] = ()
    is_nameable: bool = False


def stored(refusals: Iterable[Refusal], names: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Refusals as the data folder keeps them, which goes where the documents do not.

    Nobody knows who sent what could not be read, and files are often called after people. So a number stands for the
    name of the file, and neither the `names` of other files nor words of the document are told.
    """
    given = sorted(set(names), key=lambda name: (-len(name), name))
    for number, refusal in enumerate(refusals, start=1):
        said = asdict(refusal)
        if not said.pop("is_nameable"):
            said["source"] = f"refused-{number}{PurePath(refusal.source).suffix}"
            said["reason"] = _without(refusal.reason, given)
        yield said


def _without(reason: str, names: Iterable[str]) -> str:
    for name in names:
        reason = reason.replace(name, "a file")
    return _QUOTED.sub("“…”", reason)
