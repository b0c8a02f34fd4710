"""What Apache must be told to serve the files as the live server answers."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from api.representations import HTML
from api.site.grouping import Rules
from api.site.profiles import AFTER, AGAIN, BEFORE, DOCUMENT, KEY
from api.site.servers import Facts, write_rendered
from api.site.writing import write

_UNESCAPED = "$-_.+!*'(),:;@&=/~"
"""What Apache's own escaping leaves as it is, beside letters and digits."""


def write_apache(folder: Path, facts: Facts) -> None:
    """Write what Apache includes in the virtual host of this site, and the maps that it looks things up in."""
    numbered = facts.rules.profiles.items()
    told = {
        **facts.told(),
        "html": HTML,
        "links": {number: _link(profile.link) for profile, number in numbered if profile.link},
        "profiles_by_type": _grouped({number: profile.type for profile, number in numbered}),
        "profiles_by_policy": _grouped({number: facts.policy(profile.policy) for profile, number in numbered}),
    }
    write_rendered(folder, "apache", ("site.conf",), told)
    names = {quote(path, _UNESCAPED): quote(target, f"{_UNESCAPED}%#?") for path, target in facts.aliases().items()}
    pages = {f"{mark}.": f"{before}|{after}" for mark, (before, after) in facts.neighbours().items()}
    for name, lines in (("names.txt", names), ("files.txt", dict(_profiles(facts.rules))), ("pages.txt", pages)):
        write(folder, f"apache/{name}", "".join(f"{key} {value}\n" for key, value in lines.items()).encode())


def _profiles(rules: Rules) -> Iterator[tuple[str, int]]:
    """The number of the profile of each group of files, as folder and ending, and of each file that differs."""
    for (folder, ending), number in rules.usual.items():
        yield quote(f"/{folder}{'/' if folder else ''}*{ending}", _UNESCAPED), number
    for path, number in rules.exceptions.items():
        yield quote(f"/{path}", _UNESCAPED), number


def _grouped(values: Mapping[int, str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, value in values.items():
        found.setdefault(value, []).append(number)
    return found


def _link(template: str) -> str:
    names = {DOCUMENT: "DOCUMENT", KEY: "KEY", AGAIN: "AGAIN", BEFORE: "BEFORE", AFTER: "AFTER"}
    template = template.replace("%", "%%")
    for mark, name in names.items():
        template = template.replace(mark, f"%{{STP_{name}}}e")
    return template
