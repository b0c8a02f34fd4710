"""A document as a letter: its lines, what stands before the matter, and what stands after it."""

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from graph.model import BlockKind, Document
from graph.seeking import in_lower_case

OPENING_LINES = 45
OPENING_CHARACTERS = 4000
CLOSING_LINES = 40
LONGEST_LINE = 400
_MARKS = re.compile(r"^[\s#*>•▪●◦\-–—|_]{1,20}(?=\S)|[\s*|_\u200b]{1,20}$")
_CLOSING_PHRASE = re.compile(
    r"^(?:med\s)?(?:vennlig|venleg|beste?|hjertelig|vennlege|kollegial)\s?(?:hilsen|helsing)|^med\s(?:hilsen|helsing)|"
    r"^(?:hilsen|helsing)\b|^mvh\b|^m\.?v\.?h\b|^(?:yours\s(?:sincerely|faithfully)|(?:best|kind)\sregards|sincerely)\b|"
    r"^(?:på\svegne\sav|på\svegner\sav)\s|^for\s(?:[A-ZÆØÅ]|leiar|leder)|^dearvvuođaiguin\b|^(?:med\svänlig\shälsning)",
    re.IGNORECASE,
)
_LONGEST_CLOSING_LINE = 90
_MARKS_AT_END = "*|_\u200b"


class Line(NamedTuple):
    """A line that holds something, without marks around it, as it is and in small letters.

    `start` is where it begins in the document's text.
    """

    text: str
    start: int
    small: str
    kind: BlockKind | None = None


@dataclass(frozen=True, eq=False)
class Letter:
    """The lines of a document, read once, and what was found out about them with `once`."""

    document: Document
    answers: dict[Hashable, object] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line that holds something."""
        return tuple(_lines(self.document))

    @cached_property
    def opening(self) -> tuple[Line, ...]:
        """The lines in which a letter says who writes to whom, when and about what."""
        return tuple(line for line in self.lines[:OPENING_LINES] if line.start < OPENING_CHARACTERS)

    @cached_property
    def closing(self) -> tuple[Line, ...]:
        """The lines after the last complimentary close, or the last lines where there is none."""
        tail = self.lines[-CLOSING_LINES:]
        for index in range(len(tail) - 1, -1, -1):
            if len(tail[index].text) < _LONGEST_CLOSING_LINE and _CLOSING_PHRASE.match(tail[index].text):
                return tail[index:]
        return tail[-12:]

    @cached_property
    def is_signed(self) -> bool:
        """Whether the letter ends with a complimentary close."""
        return bool(self.closing) and bool(_CLOSING_PHRASE.match(self.closing[0].text))

    @cached_property
    def small(self) -> str:
        """The whole text in lower case, each letter where it stood, to see in one go whether a word stands in it."""
        return in_lower_case(self.document.text)

    @cached_property
    def head(self) -> str:
        """The text of the opening, line breaks kept."""
        return self.document.text[:OPENING_CHARACTERS]


_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def once(
    question: Callable[Concatenate[Letter, _Asked], _Answer],
) -> Callable[Concatenate[Letter, _Asked], _Answer]:
    """A question to a letter that several ask: it is answered the first time, and the letter keeps the answer."""

    @wraps(question)
    def kept(letter: Letter, /, *asked: _Asked.args, **more: _Asked.kwargs) -> _Answer:
        key = (question, asked, *more.items())
        if key not in letter.answers:
            letter.answers[key] = question(letter, *asked, **more)
        return letter.answers[key]  # type: ignore[return-value]  # what the question itself answered

    return kept


def _lines(document: Document) -> Iterator[Line]:
    """The lines of a document with the kind of the block that each begins in."""
    blocks = iter(document.blocks)
    block = next(blocks, None)
    start = 0
    for raw in document.text.split("\n"):
        text = raw[:LONGEST_LINE].replace("\f", " ").strip()
        offset = start + len(raw) - len(raw.lstrip())
        start += len(raw) + 1
        if not text:
            continue
        while block is not None and block.span.end <= offset:
            block = next(blocks, None)
        inside = block is not None and block.span.start < offset + len(text)
        content = _without_marks(text)
        yield Line(content, offset, content.lower(), block.kind if inside and block is not None else None)


def _without_marks(text: str) -> str:
    """A line without what stands around it; most lines begin with a letter and need no search."""
    if text[0].isalnum() and text[-1] not in _MARKS_AT_END:
        return text
    return _MARKS.sub("", text) or text
