"""Every error that Standpunkt raises on purpose.

StandpunktError
  InputError                     something the user gave
    UnreadableDocumentError      a document cannot be read, or not safely
    DeclarationError             a consultation file or sidecar is wrong
    UnknownNameError             a named query, format or column does not exist
    NotInGraphError              a response or statement does not exist
  UngroundedQuoteError           a quote is not at its place in the text
  LexiconError                   a rule of the lexicon is wrong
  RegistryError                  the registry contradicts itself
  DataFolderError                the data folder is missing, damaged or in use
  DuplicateTripleError           one triple stands in two graphs
  InvalidGraphError              a graph that all responses share does not conform to the shapes
  ShapesError                    the shapes use a constraint that the runner does not know
  QueryError                     a query is wrong, too heavy or not allowed
    ParameterError               a parameter of a named query is unknown, missing or wrong
    QuerySyntaxError             a query is not valid SPARQL
    QueryRefusedError            a query asks for what is never done: updates, other servers
    UnknownFunctionError         a query calls a function that does not exist here
    QueryFormatError             an answer of this kind has no such format
    QueryTimeoutError            a query took longer than a query may
    QueryMemoryError             a query needed more memory than a query may
    AnswerTooLargeError          an answer is larger than an answer may be
    SearchError                  a search cannot be understood, or finds too much
    StoreBusyError               too many queries wait already
    BudgetSpentError             a client has used all the time that it may use for now
    RemoteStoreError             the server that holds the graph cannot be reached, or fails
    RemoteTimeoutError           the server that holds the graph takes too long
    StoreClosedError             the store was closed, or its processes cannot be started
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Never, TypeAlias

Sayable: TypeAlias = "str | int | float | Message"
_NO_VALUES: Mapping[str, Never] = MappingProxyType({})
FOREIGN = "{text}"
"""The template of what other software says."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is said of an error: English with a place in braces for each value, which may be a message in its turn.

    Whoever shows it in another language translates the template and fills the values in again.

    >>> str(Message("“{name}” is missing. {advice}", {"name": "goal", "advice": Message("Give it.")}))
    '“goal” is missing. Give it.'
    """

    template: str
    values: "Mapping[str, Sayable]" = field(default_factory=lambda: _NO_VALUES)

    @classmethod
    def foreign(cls, text: str) -> "Message":
        """What other software says, in English, which nobody translates."""
        return cls(FOREIGN, {"text": text})

    @classmethod
    def joined(cls, separator: str, messages: "Iterable[Message]") -> "Message":
        """Some messages in one, with the same between each two."""
        values = {f"message{number}": message for number, message in enumerate(messages)}
        return cls(separator.join(f"{{{name}}}" for name in values), values)

    def __str__(self) -> str:
        """The message in English."""
        return self.template.format(**self.values) if self.values else self.template


class StandpunktError(Exception):
    """What went wrong, and the way out, in one or two sentences: a `message`, or its template and the values of it."""

    def __init__(self, message: str | Message = "", /, **values: object) -> None:
        said = message if isinstance(message, Message) else Message(message, _sayable(values))
        super().__init__(str(said))
        self.message = said


def _sayable(values: Mapping[str, object]) -> "Mapping[str, Sayable]":
    return {name: _said(value) for name, value in values.items()}


def _said(value: object) -> "Sayable":
    """A value as it can be said; an error among them is one of other software."""
    if isinstance(value, Exception):
        return Message.foreign(str(value))
    return value if isinstance(value, int | float | Message) else str(value)


class InputError(StandpunktError):
    """Something that the user gave cannot be used."""


class UnreadableDocumentError(InputError):
    """A document cannot be read, or not safely."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        self.name = name
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"Cannot read {name}: {reason}. {remedy}")

    @property
    def advice(self) -> str:
        """What is wrong and what to do, where the name has been said already."""
        return f"{self.reason[:1].upper()}{self.reason[1:]}. {self.remedy}"


class DeclarationError(InputError):
    """A consultation file or a sidecar is wrong at a known place."""

    def __init__(self, path: Path, line: int | None, key: str | None, reason: str) -> None:
        self.path = path
        self.line = line
        self.key = key
        place = f"{path.name}, line {line}" if line else path.name
        subject = f"“{key}” " if key else ""
        super().__init__(f"{place}: {subject}{reason}")


class UnknownNameError(InputError):
    """A name that the user gave is not one of those that exist."""

    def __init__(self, kind: str, name: str, known: list[str]) -> None:
        super().__init__(
            "There is no {kind} called “{name}”. Use one of: {known}.",
            kind=Message(kind),
            name=name,
            known=", ".join(known),
        )


class NotInGraphError(InputError):
    """The data folder holds no response or statement of a name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no response or statement “{name}” here. Give the IRI that its page shows, or the key after the "
            "last slash of it; `standpunkt query who-answered --format csv` lists all responses."
        )


class UngroundedQuoteError(StandpunktError):
    """A quote is not at its place in the text; it must not travel on as a statement."""

    def __init__(self, document: str, start: int, end: int, quote: str) -> None:
        super().__init__(
            f"{document}: the text from {start} to {end} is not “{quote[:80]}”. "
            "The text or the offsets were changed after extraction; build the response anew."
        )


class LexiconError(StandpunktError):
    """A rule of the lexicon is wrong; the message names the rule and the file."""


class RegistryError(StandpunktError):
    """The registry contradicts itself; the message names the entry and the file."""


class DataFolderError(StandpunktError):
    """The data folder is missing, damaged or in use by another build."""


class DuplicateTripleError(StandpunktError):
    """One triple stands in two named graphs, which would multiply the rows of every query."""


class InvalidGraphError(StandpunktError):
    """A graph that all responses share does not conform to the shapes; the message says what to mend."""


class ShapesError(StandpunktError):
    """The shapes use a constraint that the set-based runner does not know."""


class QueryError(StandpunktError):
    """A query is wrong, too heavy, or not allowed."""


class ParameterError(QueryError):
    """A parameter of a named query is unknown, missing or wrong; the message says what it takes."""


class QuerySyntaxError(QueryError):
    """A query is not valid SPARQL; the message names line and column."""


class QueryRefusedError(QueryError):
    """A query asks for what is never done here: to change data, or to ask another server."""


class UnknownFunctionError(QueryError):
    """A query calls a function that does not exist here."""

    def __init__(self, function: str) -> None:
        super().__init__(
            "There is no function {function} here. Use those of SPARQL 1.1 and the casts of xsd:, such as xsd:integer.",
            function=function,
        )


class QueryFormatError(QueryError):
    """An answer of this kind cannot be written in any of the wanted formats."""


class QueryTimeoutError(QueryError):
    """A query took longer than a query may, and was stopped."""


class QueryMemoryError(QueryError):
    """A query needed more memory than a query may, and was stopped."""


class AnswerTooLargeError(QueryError):
    """The answer to a query is larger than so many bytes, which is what an answer may have."""

    def __init__(self, longest: int) -> None:
        super().__init__(
            "The answer is larger than {megabytes:g} MB. Ask for less at a time, with LIMIT and OFFSET or a narrower "
            "question.",
            megabytes=longest / 1e6,
        )


class SearchError(QueryError):
    """What is searched for in the texts cannot be understood, or is found too often to be used."""


class StoreBusyError(QueryError):
    """Too many queries wait already."""


class BudgetSpentError(QueryError):
    """A client has used all the processor time that it may use for now; `wait` is how many seconds it must wait."""

    def __init__(self, budget: float, wait: int) -> None:
        self.wait = wait
        super().__init__(
            "Your queries have used the {budget:g} seconds of processor time that one client may use in a minute. "
            "Ask again in {wait} seconds, and for less at a time.",
            budget=budget,
            wait=wait,
        )


_ASK_AGAIN = Message("Try again, or ask whoever runs it.")


class RemoteStoreError(QueryError):
    """The server that holds the graph cannot be reached, or fails."""

    def __init__(self, name: str, reason: Message, remedy: Message = _ASK_AGAIN) -> None:
        super().__init__(
            "The server that holds the graph, {name}, {reason}. {remedy}", name=name, reason=reason, remedy=remedy
        )


class RemoteTimeoutError(QueryError):
    """The server that holds the graph takes too long."""

    def __init__(self, name: str, seconds: float) -> None:
        super().__init__(
            "The server that holds the graph, {name}, took longer than {seconds:g} seconds. Ask for less at a time, "
            "or try again when it has less to do.",
            name=name,
            seconds=seconds,
        )


class StoreClosedError(QueryError):
    """The store was closed, or the processes that answer queries cannot be started."""
