"""Files that ship with Standpunkt, found alike in a checkout, an editable install and a wheel."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def resource(package: str, *segments: str) -> Traversable:
    """A shipped file or folder, such as `resource("shapes", "core.ttl")`."""
    found: Traversable = files(package)
    for segment in segments:
        found = found / segment
    return found


def turtle_files(package: str, *segments: str) -> list[Traversable]:
    """The Turtle files of a shipped folder and of the folders in it, in a fixed order."""
    found: list[Traversable] = []
    for item in sorted(resource(package, *segments).iterdir(), key=lambda entry: entry.name):
        if item.is_dir():
            found += turtle_files(package, *segments, item.name)
        elif item.name.endswith(".ttl"):
            found.append(item)
    return found
