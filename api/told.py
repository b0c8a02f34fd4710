"""What an error says, in the language of the page.

Errors speak English, to programs and on the command line. `api/messages/errors.*.po` hold the templates of their
messages in bokmål and nynorsk; `python -m tests.api.messages` brings those files up to date.
"""

from dataclasses import dataclass

from api.languages import catalogue, language
from graph.errors import Message

_SPOKEN = "en"


@dataclass(frozen=True, slots=True)
class Told:
    """A message as a reader is told it, and the language that it is in."""

    text: str
    language: str


def told(message: Message) -> Told:
    """A message in the language of the page, or in English where it has no translation."""
    if language() == _SPOKEN or _template(message) == message.template:
        return Told(str(message), _SPOKEN)
    return Told(_translated(message), language())


def _translated(message: Message) -> str:
    values = {
        name: _translated(value) if isinstance(value, Message) else value for name, value in message.values.items()
    }
    return _template(message).format(**values) if values else _template(message)


def _template(message: Message) -> str:
    return catalogue(f"errors.{language()}", language()).gettext(message.template)
