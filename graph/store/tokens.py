"""The words of a query, told from what stands in strings, IRIs, comments and names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<comment>  \#[^\n\r]*+ )
    | (?P<iri>      <[^<>"{}|^`\\\x00-\x20]*+> )
    | (?P<string>   \"{3}(?>(?:[^"\\]|\\.|"(?!""))*)\"{3} | '{3}(?>(?:[^'\\]|\\.|'(?!''))*)'{3}
                  | "(?>(?:[^"\\\n\r]|\\.)*)" | '(?>(?:[^'\\\n\r]|\\.)*)' )
    | (?P<escape>   \\. )
    | (?P<variable> [?$]\w++ )
    | (?P<language> @[a-zA-Z]++(?>(?:-[a-zA-Z0-9]++)*) )
    | (?P<name>     (?>(?:\w[\w-]*+)?):(?>(?:[\w.:%-]|\\.)*) )
    | (?P<word>     \w[\w-]*+ )
    | (?P<mark>     [{}()] )
    """,
    re.VERBOSE | re.DOTALL,
)
_MEANINGFUL = ("word", "name", "mark")
_ESCAPED_LETTER = re.compile(r"\\(?:u00|U000000)([46][1-9A-Fa-f]|[57][0-9Aa])")
_OF_THE_MOMENT = frozenset({"BNODE", "NOW", "RAND", "STRUUID", "UUID"})
_TRUTHS = frozenset({"TRUE", "FALSE"})


def ending_like(words: Iterable[str]) -> re.Pattern[str]:
    """What finds the ends of words in a query in capitals that may be some words.

    Where it finds none, the tokens need not be looked at one by one, which takes far longer.
    """
    return re.compile(rf"(?:{'|'.join(sorted(words))})(?![\w-])")


_MAYBE_FROM = ending_like({"FROM"})
_MAYBE_OF_THE_MOMENT = ending_like(_OF_THE_MOMENT)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: what it is, how it is written, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """The words, prefixed names and brackets of a query, in capitals, each after what it is."""
    return ((kind, token.upper()) for kind, token in spelt_tokens(text) if kind in _MEANINGFUL)


def spelt_tokens(text: str) -> Iterator[tuple[str, str]]:
    """The tokens of a query as they are written, each after what it is, without comments and most punctuation."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "comment":
            yield kind, match.group()


def placed_tokens(text: str) -> Iterator[Token]:
    """The tokens of a query with their places, without comments and most punctuation."""
    for match in _TOKEN.finditer(text):
        if (kind := match.lastgroup or "") != "comment":
            yield Token(kind, match.group(), match.start(), match.end())


def decoded(text: str) -> str:
    """A query with its letters as such where they are written as code points, which words may be as well."""
    return _ESCAPED_LETTER.sub(lambda found: chr(int(found[1], 16)), text)


def names_its_graphs(text: str) -> bool:
    """Whether a query says with FROM which graphs it is about."""
    return bool(_MAYBE_FROM.search(text.upper())) and ("word", "FROM") in tokens(text)


def depends_on_the_moment(text: str) -> bool:
    """Whether a query may give something else each time, though the graph is the same."""
    if not _MAYBE_OF_THE_MOMENT.search(text.upper()):
        return False
    return any(kind == "word" and word in _OF_THE_MOMENT for kind, word in tokens(text))


def with_plain_truths(text: str) -> str:
    """A query with `true` and `false` in small letters, which the engine insists on and the standard does not."""

    def plain(match: re.Match[str]) -> str:
        word = match.group()
        return word.lower() if match.lastgroup == "word" and word.upper() in _TRUTHS else word

    capitals = text.upper()
    if all(capitals.count(word) == text.count(word.lower()) for word in _TRUTHS):
        return text
    return _TOKEN.sub(plain, text)
