"""What can be told of a query from its tokens."""

import re
from collections.abc import Iterator
from typing import TypeAlias

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
      | (?P<iri><[^<>\s]*>)
      | (?P<literal>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[0-9]+)
      | (?P<variable>[?$]\w+)
      | (?P<name>(?>(?:[A-Za-z][\w-]*+)?):(?:[\w.-]*\w)?)
      | (?P<word>[\w-]++)
      | (?P<sign>[^\s\w])""",
    re.VERBOSE | re.DOTALL,
)
Token: TypeAlias = tuple[str, str]


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query, each with its sort; comments are left out."""
    for found in _TOKEN.finditer(query):
        if found.lastgroup != "comment":
            yield found.lastgroup or "", found[0]


def stands_for_one_node(query: str) -> bool:
    """Whether a query must be asked of one focus node at a time.

    It need not where its only inner groups are those of `EXISTS`, and of `OPTIONAL` in its own group, and where it
    neither groups nor cuts its solutions.
    """
    read = list(tokens(query))
    words = {token.upper() for sort, token in read if sort == "word"}
    return bool(words & _WHOLE) or any(_is_apart(*group) for group in _groups(read))


_WHOLE = frozenset({"GROUP", "HAVING", "LIMIT", "OFFSET", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE"})


def _groups(read: list[Token]) -> Iterator[tuple[int, str]]:
    """The depth of each group, with the word before it."""
    depth, before = 0, ""
    for _, sign in read:
        if sign == "{":
            yield depth, before
        depth += (sign == "{") - (sign == "}")
        before = sign.upper()


def _is_apart(depth: int, before: str) -> bool:
    return depth > 0 and before != "EXISTS" and (depth > 1 or before != "OPTIONAL")
