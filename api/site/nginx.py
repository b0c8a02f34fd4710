"""What nginx must be told to serve the files as the live server answers."""

from collections.abc import Mapping
from pathlib import Path

from api.representations import HTML
from api.site.grouping import media_types
from api.site.profiles import AFTER, AGAIN, BEFORE, DOCUMENT, KEY
from api.site.servers import Facts, quoted, write_rendered

_CHARSET = "; charset=utf-8"
_LEAST_BUCKET = 128


def write_nginx(folder: Path, facts: Facts) -> None:
    """Write the two files that nginx includes: one for all servers of a machine, one for that of this site."""
    types, aliases = media_types(facts.files), facts.aliases()
    known = {type_ for each in types.values() for type_ in each.values()}
    numbered = facts.rules.profiles.items()
    told = {
        **facts.told(),
        "aliases": aliases,
        "links": {number: _link(profile.link) for profile, number in numbered if profile.link},
        "policies": {number: facts.policy(profile.policy) for profile, number in numbered},
        "bucket": _bucket([*facts.rules.exceptions, *aliases]),
        "types": {place: _plain(each) for place, each in types.items()},
        "in_utf8": sorted({each.removesuffix(_CHARSET) for each in known if each.endswith(_CHARSET)} - {HTML}),
    }
    write_rendered(folder, "nginx", ("maps.conf", "server.conf"), told)


def _plain(types: Mapping[str, str]) -> dict[str, str]:
    """Media types by endings, as nginx takes them: it adds the charset itself."""
    return {ending: quoted(each.removesuffix(_CHARSET)) for ending, each in types.items()}


def _link(template: str) -> str:
    names = {DOCUMENT: "document", KEY: "key", AGAIN: "again", BEFORE: "before", AFTER: "after"}
    for mark, name in names.items():
        template = template.replace(mark, f"${{stp_{name}}}")
    return template


def _bucket(keys: list[str]) -> int:
    """The size of the buckets of a hash that the longest key fits in: a power of two."""
    longest = max((len(key.encode()) for key in keys), default=0) + 64
    return max(_LEAST_BUCKET, 1 << longest.bit_length())
