"""What an error says, in the language of the page.

Errors speak English, to programs and on the command line. `api/messages/errors.*.po` hold the templates of their
messages in bokmål and nynorsk; `python -m tests.api.messages` brings those files up to date.
"""

from dataclasses import dataclass

from markupsafe import Markup, escape

from api.languages import catalogue, language
from graph.errors import FOREIGN, Message

_SPOKEN = "en"


@dataclass(frozen=True, slots=True)
class Told:
    """A message as a reader is told it, in HTML, and the language that it is in but for what is marked as another."""

    text: Markup
    language: str


def told(message: Message) -> Told:
    """A message in the language of the page, or in English where it has no translation."""
    if language() == _SPOKEN or _template(message) == message.template:
        return Told(escape(str(message)), _SPOKEN)
    return Told(_translated(message), language())


def _translated(message: Message) -> Markup:
    if message.template == FOREIGN:
        return Markup('<span lang="{}">{}</span>').format(_SPOKEN, str(message))
    template = escape(_template(message))
    values = {
        name: _translated(value) if isinstance(value, Message) else value for name, value in message.values.items()
    }
    return template.format(**values) if values else template


def _template(message: Message) -> str:
    return catalogue(f"errors.{language()}").gettext(message.template)
