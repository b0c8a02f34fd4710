"""The headers of very many files as few rules with exceptions: files of one folder and format are mostly alike."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from api.site.profiles import Profile
from api.site.records import File

_Group = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """A number for each profile; the one that most files of a folder with an ending have; the others' by path."""

    profiles: Mapping[Profile, int]
    usual: Mapping[_Group, int]
    exceptions: Mapping[str, int]

    @classmethod
    def of(cls, files: Iterable[File]) -> "Rules":
        """The rules for some files."""
        groups: dict[_Group, list[File]] = {}
        for file in files:
            groups.setdefault(group(file.path), []).append(file)
        usual: dict[_Group, int] = {}
        exceptions: dict[str, int] = {}
        numbers: dict[Profile, int] = {}
        for key, members in sorted(groups.items()):
            most, _ = Counter(file.profile for file in members).most_common(1)[0]
            usual[key] = numbers.setdefault(most, len(numbers))
            others = [file for file in members if file.profile != most]
            exceptions |= {file.path: numbers.setdefault(file.profile, len(numbers)) for file in others}
        return cls(numbers, usual, exceptions)


def group(path: str) -> _Group:
    """The folder and the ending of a file."""
    pure = PurePosixPath(path)
    return ("" if str(pure.parent) == "." else str(pure.parent), pure.suffix)


def media_types(files: Iterable[File]) -> Mapping[str, Mapping[str, str]]:
    """The media type of each ending, as it mostly is under "", and otherwise by the folder or file where it differs."""
    seen: dict[str, Counter[str]] = {}
    known = list(files)
    for file in known:
        seen.setdefault(group(file.path)[1].removeprefix("."), Counter())[file.profile.type] += 1
    usual = {ending: counts.most_common(1)[0][0] for ending, counts in sorted(seen.items())}
    found: dict[str, dict[str, str]] = {"": usual}
    for file in known:
        folder, ending = group(file.path)
        if file.profile.type != usual[ending.removeprefix(".")]:
            place = f"{folder.partition('/')[0]}/" if folder else file.path
            found.setdefault(place, dict(usual))[ending.removeprefix(".")] = file.profile.type
    return found
