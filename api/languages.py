"""The language of a page: what is chosen for each request, and the interface's texts in it.

The texts stand in the code in bokmål. `api/messages/*.po` hold them in the other languages;
`python -m tests.api.messages` brings those files up to date.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from http.cookies import CookieError, SimpleCookie
from io import BytesIO
from types import MappingProxyType
from typing import Self
from urllib.parse import parse_qsl, urlencode

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from markupsafe import Markup
from pyoxigraph import Literal
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.negotiation import preferred_language
from graph.resources import resource

SOURCE = "nb"
LANGUAGES: Mapping[str, str] = MappingProxyType({SOURCE: "Bokmål", "nn": "Nynorsk", "en": "English"})
"""The languages of the interface and what they call themselves; the code speaks the first."""
VARY = "accept, accept-language, cookie"
"""The headers that decide what a page looks like."""

_FALLBACKS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"nb": ("nb", "no", "nn", "en"), "nn": ("nn", "nb", "no", "en"), "en": ("en", "nb", "no", "nn")}
)
_SAME: Mapping[str, str] = MappingProxyType({"nb": "no"})
"""What languages of ours are also marked as."""
_LOCALES: Mapping[str, str] = MappingProxyType({"nb": "nb", "nn": "nn", "en": "en_GB"})
_PARAMETER = "lang"
A_YEAR = 31_536_000


@dataclass(frozen=True, slots=True)
class Chosen:
    """The language that a request is answered in, its path, and the query of its address apart from the language."""

    language: str = SOURCE
    query: str = ""
    path: str = "/"


_USUAL = Chosen()
# Every text of a page depends on it, so it goes with the request instead of through every signature.
_CHOSEN: ContextVar[Chosen] = ContextVar("chosen", default=_USUAL)


class LanguageChoice:
    """Chooses the language of each request, by `?lang=`, which a cookie remembers, or else by Accept-Language.

    Nothing behind it sees the parameter.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on in its language."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked, query = _split(scope["query_string"].decode("latin-1"))
        headers = Headers(scope=scope)
        language = asked or _remembered(headers) or preferred_language(headers.get("accept-language"), tuple(LANGUAGES))
        token = _CHOSEN.set(Chosen(language or SOURCE, query, scope["path"]))

        async def remembering(message: Message) -> None:
            if asked and message["type"] == "http.response.start":
                cookie = f"{_PARAMETER}={asked}; Path=/; Max-Age={A_YEAR}; SameSite=Lax"
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        try:
            await self._app({**scope, "query_string": query.encode("latin-1")}, receive, remembering)
        finally:
            _CHOSEN.reset(token)


def _split(query: str) -> tuple[str | None, str]:
    """The language that a query string asks for, where it is one of ours, and the query string without it."""
    if _PARAMETER not in query:
        return None, query
    parts = [part for part in query.split("&") if part]
    asked = [part.partition("=")[2] for part in parts if part.partition("=")[0] == _PARAMETER]
    rest = "&".join(part for part in parts if part.partition("=")[0] != _PARAMETER)
    return next((each for each in asked if each in LANGUAGES), None), rest


def _remembered(headers: Headers) -> str | None:
    if _PARAMETER not in (cookies := headers.get("cookie", "")):
        return None
    try:
        found = SimpleCookie(cookies).get(_PARAMETER)
    except CookieError:
        return None
    return found.value if found and found.value in LANGUAGES else None


def language() -> str:
    """The language of the page that is being made."""
    return _CHOSEN.get().language


def here() -> str:
    """The address of the page that is being made, on this server."""
    chosen = _CHOSEN.get()
    return f"{chosen.path}?{chosen.query}" if chosen.query else chosen.path


def in_language(other: str) -> str:
    """The address of the page that is being made in another language, relative to itself."""
    kept = [(name, value) for name, value in parse_qsl(_CHOSEN.get().query, keep_blank_values=True)]
    return f"?{urlencode([*kept, (_PARAMETER, other)])}"


def gettext(message: str) -> str:
    """A text of the interface, in the language of the page."""
    return _texts().gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """A text of the interface that depends on a number, in the language of the page."""
    return _texts().ngettext(singular, plural, number)


def _texts() -> NullTranslations:
    """The interface in the language of the page; the source language needs no catalogue."""
    return NullTranslations() if language() == SOURCE else catalogue(language())


@cache
def catalogue(name: str) -> NullTranslations:
    """A file of translations, whose name ends with the language that it is in."""
    written, compiled = resource("api", "messages", f"{name}.po"), BytesIO()
    with written.open("rb") as file:
        write_mo(compiled, read_po(file, locale=name.rpartition(".")[2]))
    compiled.seek(0)
    return Translations(compiled)


class Name(str):
    """What something is called, and the language of that, where it is not the page's; `marked` tells readers aloud."""

    __slots__ = ("other_language",)
    other_language: str

    def __new__(cls, text: str, code: str = "") -> Self:
        """A name in a language; in none where it is the same in all."""
        name = super().__new__(cls, text)
        name.other_language = "" if code in {language(), _SAME.get(language())} else code
        return name

    def spelt(self, text: str) -> "Name":
        """The same name, written otherwise."""
        return Name(text, self.other_language)


def marked(text: str) -> str:
    """A name for the text of a page, and in its own language where that is another; never for an attribute."""
    said = in_own_language(text)
    return Markup("<span{}>{}</span>").format(said, str(text)) if said else text


def in_own_language(text: str) -> str:
    """The attribute of an element that holds nothing but a name, where that is in another language than the page."""
    code = text.other_language if isinstance(text, Name) else ""
    return Markup(' lang="{}"').format(code) if code else ""


def named(names: Mapping[str, str]) -> Name:
    """The one of some names by language that the reader prefers; empty where there is none."""
    code = next((code for code in _FALLBACKS[language()] if code in names), next(iter(names), ""))
    return Name(names.get(code, ""), code)


def best(texts: Iterable[Literal]) -> Name:
    """The text of the language that the reader prefers, the first of equals; empty where there is none."""
    found = min(texts, key=_distance, default=None)
    return Name(found.value, (found.language or "").partition("-")[0]) if found else Name("", "")


def together(between: str, names: Sequence[Name]) -> Name:
    """Several names as one, in their language where that is the same."""
    languages = {name.other_language for name in names}
    return Name(between.join(names), languages.pop() if len(languages) == 1 else "")


def spoken(term: object) -> Name:
    """What a literal says, in its language; empty for whatever else a row may have."""
    return best([term] if isinstance(term, Literal) else [])


def _distance(text: Literal) -> int:
    preferred, code = _FALLBACKS[language()], (text.language or "").partition("-")[0]
    return preferred.index(code) if code in preferred else len(preferred)


def number(value: float | Decimal) -> str:
    """A number as it is written in the language of the page."""
    return _written(value, language())


@lru_cache(maxsize=4096)
def _written(value: float | Decimal, code: str) -> str:
    """A number in a language; pages are full of the same small ones."""
    return str(format_decimal(value, locale=_LOCALES[code]))


def day(text: str) -> str:
    """A date, given as year-month-day, as it is written in the language of the page; what is no date stays as it is."""
    try:
        return format_date(date.fromisoformat(text), "long", locale=_LOCALES[language()])
    except ValueError:
        return text
