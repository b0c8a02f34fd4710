"""What an error says, in the language of the page.

Errors speak English, to programs and on the command line. `api/messages/errors.*.po` hold the templates of their
messages in bokmål and nynorsk; `python -m tests.api.messages` brings those files up to date.
"""

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup, escape

from api.languages import catalogue, language, number
from graph.errors import FOREIGN, Message, Sayable

_SPOKEN = "en"
_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A message as a reader is told it, in HTML, and the language that it is in but for what is marked as another."""

    text: Markup
    language: str


def told(message: Message) -> Told:
    """A message in the language of the page, or in English where it has no translation."""
    if language() != _SPOKEN and _template(message) == message.template:
        return Told(escape(str(message)), _SPOKEN)
    return Told(_translated(message), language())


def _translated(message: Message) -> Markup:
    if message.template == FOREIGN:
        return _foreign(str(message))
    template = escape(_template(message))
    values = {name: _value(value) for name, value in message.values.items()}
    return template.format(**values) if values else template


def _value(value: Sayable) -> "str | _Number":
    if isinstance(value, Message):
        return _translated(value)
    return value if isinstance(value, str) else _Number(value)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as the language of the page writes it; short ones may be years or lines, whose digits stay together."""

    value: float

    def __format__(self, specification: str) -> str:
        written = format(self.value, specification)
        return written if written.isdecimal() and len(written) <= _TOGETHER else number(Decimal(written))


def _foreign(text: str) -> Markup:
    return escape(text) if language() == _SPOKEN else Markup('<span lang="{}">{}</span>').format(_SPOKEN, text)


def _template(message: Message) -> str:
    return message.template if language() == _SPOKEN else catalogue(f"errors.{language()}").gettext(message.template)
