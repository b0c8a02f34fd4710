"""What web servers must be told to serve the files as the live server answers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.headers import HEADERS, POLICY
from api.languages import A_YEAR, LANGUAGES, SOURCE, VARY
from api.representations import HTML
from api.site.grouping import Rules
from api.site.places import ASKING, ERRORS, EXPLANATION, LANGUAGE_MARK, PAGE_MARK
from api.site.records import File
from api.site.site import Site
from api.site.views import MARK
from api.site.writing import write
from api.things.annotation import PATH, PROFILE
from api.things.formats import FORMATS, JSON_LD
from graph.iris import ORIGINAL

_NORWEGIAN = {SOURCE: [r"no(?:-[a-z0-9-]+)?", r"\*"]}
_TEXTUAL = re.compile(r"^text/|[/+](?:json|xml|n-triples|n-quads|trig)\b")
_PAGE = re.compile(rf"{PAGE_MARK}(\d+)")
_POLICY = "content-security-policy"


@dataclass(frozen=True, slots=True)
class Facts:
    """What every server must know of a site: its files and their rules, and where a live server is, if there is one."""

    site: Site
    files: list[File]
    rules: Rules
    endpoint: str | None

    @classmethod
    def of(cls, site: Site, endpoint: str | None) -> "Facts":
        """The facts about a site."""
        files = list(site.files.values())
        return cls(site, files, Rules.of(files), endpoint)

    def told(self) -> dict[str, Any]:
        """What templates say of them, whatever server it is for."""
        known = {file.profile.type for file in self.files}
        return {
            "formats": {each.ending.removeprefix("."): _ranges(each.media_type) for each in FORMATS},
            "languages": {code: [f"{code}(?:-[a-z0-9-]+)?", *_NORWEGIAN.get(code, [])] for code in LANGUAGES},
            "translated": [code for code in LANGUAGES if code != SOURCE],
            "page_mark": PAGE_MARK,
            "view_mark": MARK,
            "annotations": PATH,
            "annotation_profile": PROFILE,
            "annotated_as": JSON_LD.ending.removeprefix("."),
            "language_mark": LANGUAGE_MARK,
            "vary": VARY,
            "a_year": A_YEAR,
            "original_stem": f"/doc/response/[^/]+/{re.escape(ORIGINAL.removesuffix('.pdf'))}",
            "errors": ERRORS,
            "asking": ASKING,
            "explanation": EXPLANATION,
            "endpoint": self.endpoint,
            "neighbours": self.neighbours(),
            "rules": self.rules,
            "gone": [number for profile, number in self.rules.profiles.items() if profile.status == HTTPStatus.GONE],
            "headers": {name: value for name, value in HEADERS.items() if name != _POLICY},
            "policy": self.policy(POLICY),
            "compressed": sorted({each.partition(";")[0] for each in known if _TEXTUAL.search(each)} - {HTML}),
        }

    def aliases(self) -> dict[str, str]:
        """Where other keys of things lead that are no thing's own name."""
        files = self.site.files
        is_alias = {path: f"doc/{path.removeprefix('/id/')}.html" not in files for path in self.site.aliases}
        return {path: target for path, target in sorted(self.site.aliases.items()) if is_alias[path]}

    def neighbours(self) -> dict[str, tuple[str, str]]:
        """What asks for the pages before and after one, by the mark that its number has in the name of a file."""
        found = {int(number) for path in self.site.files for number in _PAGE.findall(path)}
        last = max(found, default=1)
        asking = ["", "", *(f"?page={number}" for number in range(2, last + 2))]
        marks = ["", *(f"{PAGE_MARK}{number}" for number in range(2, last + 1))]
        return {mark: (asking[number - 1], asking[number + 1]) for number, mark in enumerate(marks, 1)}

    def policy(self, policy: str) -> str:
        """What a page may do, forms that lead to the live server included."""
        return policy.replace("form-action 'self'", f"form-action 'self' {self.endpoint}") if self.endpoint else policy


def write_rendered(folder: Path, server: str, names: Iterable[str], told: Mapping[str, Any]) -> None:
    """Write the files of a server from the templates of the same names."""
    templates = Environment(
        loader=PackageLoader("api.site"),
        undefined=StrictUndefined,
        trim_blocks=True,
        autoescape=False,  # noqa: S701 — these are no pages
    )
    templates.filters |= {"quoted": quoted, "pattern": re.escape}
    for name in names:
        write(folder, f"{server}/{name}", templates.get_template(f"{server}/{name}").render(told).encode())


def quoted(text: str) -> str:
    """A text as nginx and Apache take it, whatever is in it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _ranges(media_type: str) -> list[str]:
    """Patterns of the entries that describe a media type, the closest first."""
    return [re.escape(media_type), f"{media_type.partition('/')[0]}/\\*", r"\*(?:/\*)?"]
