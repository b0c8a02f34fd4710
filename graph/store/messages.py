"""What the server and the processes that answer queries say to each other: frames of a length, then JSON or bytes.

A question goes out, a notice with an answer's bytes comes back, and a reply is what becomes of both.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat

from graph.errors import Message

_LENGTH = struct.Struct("!Q")
LENGTH_BYTES = _LENGTH.size
_NOTHING = Message("")
_NO_PARAMETERS: Mapping[str, NamedNode | Literal] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Question:
    """A query with everything that its answer depends on; `solutions` and `graph` name the formats that would do.

    `facts` are N-Triples that hold while it is answered.
    """

    text: str
    parameters: Mapping[str, NamedNode | Literal] = field(default_factory=lambda: _NO_PARAMETERS)
    solutions: str | None = "json"
    graph: str | None = "turtle"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    facts: str = ""

    def to_bytes(self) -> bytes:
        """The question as a frame."""
        stored = {
            "text": self.text,
            "parameters": {name: str(term) for name, term in self.parameters.items()},
            "solutions": self.solutions,
            "graph": self.graph,
            "default_graphs": self.default_graphs,
            "named_graphs": self.named_graphs,
            "facts": self.facts,
        }
        return framed(json.dumps(stored).encode())

    @classmethod
    def from_bytes(cls, content: bytes) -> "Question":
        """The question in the content of a frame."""
        stored = json.loads(content)
        return cls(
            stored["text"],
            {name: _term(text) for name, text in stored["parameters"].items()},
            stored["solutions"],
            stored["graph"],
            tuple(stored["default_graphs"]),
            tuple(stored["named_graphs"]),
            stored["facts"],
        )


@dataclass(frozen=True, slots=True)
class Notice:
    """What comes before an answer's bytes: how many they are, or which error stands in their place.

    `error` is the name of a class in graph.errors; `worn` says that the process ends and wants to be replaced.
    """

    length: int = 0
    kind: str = ""
    format: str = ""
    error: str = ""
    message: Message = _NOTHING
    worn: bool = False

    def to_bytes(self) -> bytes:
        """The notice as a frame."""
        stored = {name: getattr(self, name) for name in self.__slots__}
        return framed(json.dumps(stored, default=_storable).encode())

    @classmethod
    def from_bytes(cls, content: bytes) -> "Notice":
        """The notice in the content of a frame."""
        stored = json.loads(content)
        return cls(**{**stored, "message": _message(stored["message"])})


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer: what kind it is, the name of the format that it is written in, and its bytes."""

    kind: str
    format: str
    content: bytes
    version: str


def _storable(message: Message) -> list[object]:
    return [message.template, dict(message.values)]


def _message(stored: list[Any]) -> Message:
    """A message from what was stored of it; what is a list among its values is a message too."""
    template, values = stored
    return Message(
        template, {name: _message(each) if isinstance(each, list) else each for name, each in values.items()}
    )


def framed(content: bytes) -> bytes:
    """Some bytes with their number before them."""
    return _LENGTH.pack(len(content)) + content


def length_of(head: bytes | bytearray) -> int:
    """The number of bytes that the head of a frame announces."""
    (length,) = _LENGTH.unpack(head)
    return int(length)


def _term(text: str) -> NamedNode | Literal:
    """A term from its N-Triples form."""
    (triple,) = pyoxigraph.parse(f"<x:> <x:> {text} .", RdfFormat.N_TRIPLES)
    term = triple.object
    assert isinstance(term, NamedNode | Literal)
    return term
