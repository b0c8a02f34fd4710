"""What nginx must be told to serve the files as the live server answers."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.headers import HEADERS, POLICY
from api.languages import A_YEAR, LANGUAGES, SOURCE, VARY
from api.representations import HTML
from api.site.grouping import Rules, media_types
from api.site.places import ASKING, ERRORS, EXPLANATION, LANGUAGE_MARK, PAGE_MARK
from api.site.profiles import DOCUMENT, KEY
from api.site.site import Site
from api.site.writing import write
from api.things.formats import FORMATS

_CHARSET = "; charset=utf-8"
_NORWEGIAN = {SOURCE: [r"no(?:-[a-z0-9-]+)?", r"\*"]}
_TEXTUAL = re.compile(r"^text/|[/+](?:json|xml|n-triples|n-quads|trig)\b")
_LEAST_BUCKET = 128


def write_nginx(folder: Path, site: Site, endpoint: str | None) -> None:
    """Write the two files that nginx includes: one for all servers of a machine, one for that of this site."""
    templates = Environment(
        loader=PackageLoader("api.site"),
        undefined=StrictUndefined,
        trim_blocks=True,
        autoescape=False,  # noqa: S701 — these are no pages
    )
    templates.filters |= {"quoted": _quoted, "pattern": re.escape}
    told = {**_of_requests(site), **_of_files(site), "endpoint": endpoint}
    told |= {"policy": _policy(POLICY, endpoint), "policies": _policies(told["rules"], endpoint)}
    for name in ("maps.conf", "server.conf"):
        write(folder, f"nginx/{name}", templates.get_template(f"nginx/{name}").render(told).encode())


def _of_requests(site: Site) -> dict[str, Any]:
    """What decides which file a request means."""
    return {
        "formats": {each.ending.removeprefix("."): _ranges(each.media_type) for each in FORMATS},
        "languages": {code: [f"{code}(?:-[a-z0-9-]+)?", *_NORWEGIAN.get(code, [])] for code in LANGUAGES},
        "translated": [code for code in LANGUAGES if code != SOURCE],
        "page_mark": PAGE_MARK,
        "language_mark": LANGUAGE_MARK,
        "vary": VARY,
        "a_year": A_YEAR,
        "errors": ERRORS,
        "asking": ASKING,
        "explanation": EXPLANATION,
        "aliases": {path: target for path, target in sorted(site.aliases.items()) if _is_alias(path, site)},
    }


def _ranges(media_type: str) -> list[str]:
    """Patterns of the entries that describe a media type, the closest first."""
    return [re.escape(media_type), f"{media_type.partition('/')[0]}/\\*", r"\*(?:/\*)?"]


def _of_files(site: Site) -> dict[str, Any]:
    """What decides with which headers a file is served."""
    files = list(site.files.values())
    rules, types = Rules.of(files), media_types(files)
    known = {type_ for each in types.values() for type_ in each.values()}
    return {
        "rules": rules,
        "links": {number: _link(profile.link) for profile, number in rules.profiles.items() if profile.link},
        "gone": [number for profile, number in rules.profiles.items() if profile.status == HTTPStatus.GONE],
        "headers": {name: value for name, value in HEADERS.items() if name != "content-security-policy"},
        "bucket": _bucket([*rules.exceptions, *site.aliases]),
        "types": {place: _plain(each) for place, each in types.items()},
        "in_utf8": sorted({each.removesuffix(_CHARSET) for each in known if each.endswith(_CHARSET)} - {HTML}),
        "compressed": sorted({each.partition(";")[0] for each in known if _TEXTUAL.search(each)} - {HTML}),
    }


def _plain(types: Mapping[str, str]) -> dict[str, str]:
    """Media types by endings, as nginx takes them: it adds the charset itself."""
    return {ending: _quoted(each.removesuffix(_CHARSET)) for ending, each in types.items()}


def _policies(rules: Rules, endpoint: str | None) -> dict[int, str]:
    return {number: _policy(profile.policy, endpoint) for profile, number in rules.profiles.items()}


def _is_alias(path: str, site: Site) -> bool:
    """Whether a path is no thing's own name."""
    return f"doc/{path.removeprefix('/id/')}.html" not in site.files


def _link(template: str) -> str:
    return template.replace(DOCUMENT, "$stp_document").replace(KEY, "$stp_key")


def _policy(policy: str, endpoint: str | None) -> str:
    return policy.replace("form-action 'self'", f"form-action 'self' {endpoint}") if endpoint else policy


def _quoted(text: str) -> str:
    """A text as nginx takes it, whatever is in it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _bucket(keys: list[str]) -> int:
    """The size of the buckets of a hash that the longest key fits in: a power of two."""
    longest = max((len(key.encode()) for key in keys), default=0) + 64
    return max(_LEAST_BUCKET, 1 << longest.bit_length())
