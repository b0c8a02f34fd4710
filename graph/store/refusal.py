"""What no query may do, found before it runs: ask another server, or change the data.

The words are looked for outside strings, IRIs, comments, variables and names, in whatever letters they are written.
The processes that run the queries of strangers have no network in any case; this is for a message that helps.
"""

import re
from collections.abc import Iterator

from graph.errors import QueryRefusedError

_TOKEN = re.compile(
    r"""
      (?P<comment>  \#[^\n\r]*+ )
    | (?P<iri>      <[^<>"{}|^`\\\x00-\x20]*+> )
    | (?P<string>   \"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
                  | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+' )
    | (?P<escape>   \\. )
    | (?P<variable> [?$]\w++ )
    | (?P<language> @[a-zA-Z]++(?:-[a-zA-Z0-9]++)*+ )
    | (?P<name>     (?:\w[\w-]*+)?+:(?:[\w.:%-]|\\.)*+ )
    | (?P<word>     \w[\w-]*+ )
    | (?P<mark>     [{}()] )
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset({"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "MOVE", "COPY", "ADD", "LOAD"})
_OTHER_SERVERS = (
    "SERVICE and LOAD are not allowed: queries are answered from this graph alone, and no other server is asked. "
    "Ask the other server yourself, and give what it answers as VALUES."
)
_READ_ONLY = (
    "{word} would change the graph, which can only be read here. Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; "
    "what the graph says changes when `standpunkt build` runs."
)
_MEANINGFUL = ("word", "name", "mark")


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """The words, prefixed names and brackets of a query, each with what it is."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind in _MEANINGFUL:
            yield kind, match.group().upper()


def check_allowed(text: str) -> None:
    """Refuse a query that asks another server or wants to change the data.

    Raises:
        QueryRefusedError: with what to do instead.
    """
    before = ""
    for kind, word in _tokens(text):
        # A lenient parser reads SERVICE:x{…} or 1SERVICE<…> as the keyword, so parts of words count as well.
        hidden = word == "{" and "SERVICE" in before.partition(":")[0]
        if hidden or (kind == "word" and ("SERVICE" in word or word == "LOAD")):
            raise QueryRefusedError(_OTHER_SERVERS)
        if word in _UPDATES:
            raise QueryRefusedError(_READ_ONLY.format(word=word))
        before = word if kind == "name" else ""


def names_its_graphs(text: str) -> bool:
    """Whether a query says with FROM which graphs it is about."""
    return any(kind == "word" and word == "FROM" for kind, word in _tokens(text))
