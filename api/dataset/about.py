import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from api.languages import gettext
from graph.errors import InputError
from graph.resources import resource

PRIVACY = "/privacy"
"""Where the privacy statement stands."""
_KEYS: Mapping[str, frozenset[str]] = {
    "publisher": frozenset({"name", "organisation_number", "homepage"}),
    "contact": frozenset({"name", "email", "url"}),
    "keywords": frozenset({"nb", "nn", "en"}),
}
_VALUES = frozenset({"licence", "access_rights", "frequency", "spatial", "themes", "report"})
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_EU_THEME = "http://publications.europa.eu/resource/authority/data-theme/"


@dataclass(frozen=True, slots=True)
class About:
    """Who publishes a data set, whom to ask about it, and on which terms it is given.

    `report` is where faults are reported: the address of a form or a mail box; empty where there is none.
    """

    publisher: Mapping[str, str]
    contact: Mapping[str, str]
    licence: str
    access_rights: str
    frequency: str
    spatial: str
    report: str
    themes: tuple[str, ...]
    keywords: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> Mapping[str, str]:
        """What the publisher and the contact are called, in the language of the page where nobody has said it."""
        untold = {
            "Utgiver ikke oppgitt": gettext("Utgiver ikke oppgitt"),
            "Kontakt ikke oppgitt": gettext("Kontakt ikke oppgitt"),
        }
        told = {"publisher": self.publisher["name"], "contact": self.contact["name"]}
        return {role: untold.get(name, name) for role, name in told.items()}

    def report_of(self, page: str) -> str:
        """Where a fault on a page is reported, with the page's name; without an address of its own, whom to ask."""
        place = self.report or self.contact.get("url") or self.contact.get("email", "")
        if "@" in place and not _is_address(place):
            return f"mailto:{place}?{urlencode({'subject': f'Feil: {page}'}, quote_via=quote, safe='/:')}"
        if not place:
            return PRIVACY
        return f"{place}{'&' if '?' in place else '?'}{urlencode({'page': page}, safe='/:')}"

    @classmethod
    def read(cls, path: Path | None = None) -> "About":
        """What a file tells, and what is usual for the rest.

        Raises:
            InputError: where it cannot be read, or tells what is not understood.
        """
        told = _usual()
        if path is not None:
            given = _given(path)
            told = {**told, **given, "publisher": given.get("publisher", told["publisher"])}
        keywords = {language: tuple(words) for language, words in told.pop("keywords").items()}
        return cls(themes=tuple(told.pop("themes")), keywords=keywords, **told)


def _usual() -> dict[str, Any]:
    return tomllib.loads(resource("api", "dataset", "about.toml").read_text(encoding="utf-8"))


def _given(path: Path) -> dict[str, Any]:
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(
            f"{path} cannot be read as TOML: {error}. See docs/linked-data.md for what it may say."
        ) from error
    for name, value in given.items():
        _check(path, name, value)
    return given


def _check(path: Path, name: str, value: object) -> None:
    """Refuse what no catalogue could say.

    Raises:
        InputError: where a key is not known, or its value is not of the right kind.
    """
    if name in _KEYS:
        _check_table(path, name, value)
    elif name not in _VALUES:
        raise InputError(f"{path}: “{name}” is not known. Use: {', '.join(sorted({*_KEYS, *_VALUES}))}.")
    elif name == "themes":
        if not (isinstance(value, list) and all(map(_is_address, value)) and any(map(_is_eu_theme, value))):
            raise InputError(f"{path}: themes are IRIs, at least one of which begins with {_EU_THEME}.")
    elif name == "report":
        if not (_is_address(value) or (isinstance(value, str) and _MAIL.fullmatch(value))):
            raise InputError(f"{path}: report is an address that begins with http, or a mail address, not {value!r}.")
    elif not _is_address(value):
        raise InputError(f"{path}: {name} is an IRI, not {value!r}.")


def _check_table(path: Path, name: str, value: object) -> None:
    if not isinstance(value, dict) or not value.keys() <= _KEYS[name]:
        raise InputError(f"{path}: [{name}] may hold {', '.join(sorted(_KEYS[name]))}.")
    if name != "keywords" and not value.get("name"):
        raise InputError(f"{path}: [{name}] needs a name.")
    for key, text in value.items():
        kind = list if name == "keywords" else str
        if not isinstance(text, kind):
            raise InputError(f"{path}: {name}.{key} is a {'list of words' if kind is list else 'text'}, not {text!r}.")
        if key in ("homepage", "url") and not _is_address(text):
            raise InputError(f"{path}: {name}.{key} is an address that begins with http, not {text!r}.")


def _is_address(value: object) -> bool:
    return isinstance(value, str) and _ADDRESS.fullmatch(value) is not None


def _is_eu_theme(value: object) -> bool:
    return str(value).startswith(_EU_THEME)
