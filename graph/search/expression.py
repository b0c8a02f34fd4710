"""What people write in a search field, as an expression that the index understands.

Words must all be there, in any inflection; `"…"` finds words as they are written, `word*` beginnings. `AND`, `OR`,
`NOT` (or a hyphen before a word) and brackets combine them. Whatever else is written counts as white space, so that no
input is a syntax error.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from graph.errors import SearchError
from graph.search.words import Word, words_of

_LONGEST = 1_000
_MOST_TERMS = 64
_DEEPEST = 32
_SHORTEST_BEGINNING = 2
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„«»", '"'))
_TOKEN = re.compile(r'"(?P<phrase>[^"]*)"?(?P<open>\*?)|(?P<mark>[()]|(?<!\S)-(?=[\w("]))|(?P<word>[^\s()"]+)')


class Column(StrEnum):
    """In which form words are compared: as they are written, or without their inflection."""

    WORDS = "words"
    STEMS = "stems"


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other; the last may go on where `is_beginning` says so."""

    column: Column
    forms: tuple[str, ...]
    is_beginning: bool = False

    def __str__(self) -> str:
        # The forms are letters and digits alone, so that nothing in them can end the quotation.
        return f'{self.column} : "{" ".join(self.forms)}"{" *" if self.is_beginning else ""}'

    def fits(self, words: Sequence[Word]) -> bool:
        """Whether some words of a text are, from the first to the last, what the term looks for."""
        found = [word.form if self.column is Column.WORDS else word.stem for word in words]
        if self.is_beginning and len(found) == len(self.forms) and found[-1].startswith(self.forms[-1]):
            found[-1] = self.forms[-1]
        return tuple(found) == self.forms


@dataclass(frozen=True, slots=True)
class Expression:
    """What is searched for: `text` in the language of the index, and the terms by which a place is found."""

    text: str
    terms: tuple[Term, ...]

    @classmethod
    def read(cls, written: str) -> Self:
        """The meaning of what somebody wrote.

        Raises:
            SearchError: where nothing is searched for, only things to leave out, or more than can be.
        """
        if len(written) > _LONGEST:
            raise SearchError(
                "The search has {length} characters; it may have {longest}. Make it shorter.",
                length=len(written),
                longest=_LONGEST,
            )
        tokens = list(_tokens(written))
        if sum(isinstance(token, Term) for token in tokens) > _MOST_TERMS:
            raise SearchError("The search has more than {most} words. Use fewer.", most=_MOST_TERMS)
        meaning = _Reader(tokens).meaning()
        if meaning is None:
            raise SearchError("There is no word to search for. Write one or more, such as: helseopplysninger frist")
        return cls(_positive(meaning), tuple(_terms(meaning)))


@dataclass(frozen=True, slots=True)
class _All:
    parts: tuple["_Meaning", ...]


@dataclass(frozen=True, slots=True)
class _Any:
    parts: tuple["_Meaning", ...]


@dataclass(frozen=True, slots=True)
class _Not:
    part: "_Meaning"


_Meaning = Term | _All | _Any | _Not


def _tokens(written: str) -> Iterator[Term | str]:
    """The terms, operators and brackets of what somebody wrote."""
    for match in _TOKEN.finditer(written.translate(_QUOTATION_MARKS)):
        if (phrase := match["phrase"]) is not None:
            yield from _term(phrase, Column.WORDS, is_beginning=bool(match["open"]) or phrase.endswith("*"))
        elif mark := match["mark"]:
            yield "NOT" if mark == "-" else mark
        elif match["word"] in ("AND", "OR", "NOT"):
            yield match["word"]
        else:
            is_beginning = match["word"].endswith("*")
            column = Column.WORDS if is_beginning else Column.STEMS
            yield from _term(match["word"], column, is_beginning=is_beginning)


def _term(written: str, column: Column, *, is_beginning: bool) -> Iterator[Term]:
    found = tuple(words_of(written))
    if is_beginning and found and len(found[-1].form) < _SHORTEST_BEGINNING:
        raise SearchError(
            "“{written}” would find nearly everything. Write at least {least} letters before the *.",
            written=written,
            least=_SHORTEST_BEGINNING,
        )
    if found:
        forms = (word.form if column is Column.WORDS else word.stem for word in found)
        yield Term(column, tuple(forms), is_beginning)


class _Reader:
    """Reads tokens from left to right, and passes over operators that apply to nothing and brackets that are alone."""

    def __init__(self, tokens: Sequence[Term | str]) -> None:
        self._rest = list(reversed(tokens))

    def meaning(self) -> _Meaning | None:
        """What all the tokens mean together, or None where there is no term."""
        parts = []
        while self._rest:
            if found := self._any(0):
                parts.append(found)
            if self._rest:
                self._rest.pop()  # a bracket that closes nothing
        return _joined(_All, parts)

    def _any(self, depth: int) -> _Meaning | None:
        parts = [self._all(depth)]
        while self._take("OR"):
            parts.append(self._all(depth))
        return _joined(_Any, [part for part in parts if part])

    def _all(self, depth: int) -> _Meaning | None:
        parts = []
        while self._rest and self._rest[-1] not in ("OR", ")"):
            if not self._take("AND") and (found := self._one(depth)):
                parts.append(found)
        return _joined(_All, parts)

    def _one(self, depth: int) -> _Meaning | None:
        negated = False
        while self._take("NOT"):
            negated = not negated
        found = self._group(depth)
        return _Not(found) if found and negated else found

    def _group(self, depth: int) -> _Meaning | None:
        if not self._take("("):
            is_term = self._rest and isinstance(self._rest[-1], Term)
            return self._rest.pop() if is_term else None  # type: ignore[return-value]
        if depth == _DEEPEST:
            raise SearchError("The search has brackets in more than {most} others. Write it with fewer.", most=_DEEPEST)
        found = self._any(depth + 1)
        self._take(")")
        return found

    def _take(self, token: str) -> bool:
        if self._rest and self._rest[-1] == token:
            self._rest.pop()
            return True
        return False


def _joined(kind: type[_All] | type[_Any], parts: Sequence[_Meaning]) -> _Meaning | None:
    return kind(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def _positive(meaning: _Meaning) -> str:
    """A meaning in the language of the index, which can leave out only from what it has found.

    Raises:
        SearchError: where nothing is found from which to leave out.
    """
    if isinstance(meaning, Term):
        return str(meaning)
    if isinstance(meaning, _Any):
        return "(" + " OR ".join(_positive(part) for part in meaning.parts) + ")"
    parts = meaning.parts if isinstance(meaning, _All) else (meaning,)
    wanted = [_positive(part) for part in parts if not isinstance(part, _Not)]
    unwanted = [_positive(part.part) for part in parts if isinstance(part, _Not)]
    if not wanted:
        raise SearchError("The search says only what to leave out. Write also what to find: samtykke NOT pasient")
    found = " AND ".join(wanted)
    return f"(({found}) NOT ({' OR '.join(unwanted)}))" if unwanted else f"({found})"


def _terms(meaning: _Meaning) -> Iterator[Term]:
    """The terms that a place is found by, without those that it must not have."""
    if isinstance(meaning, Term):
        yield meaning
    elif not isinstance(meaning, _Not):
        for part in meaning.parts:
            yield from _terms(part)
