"""What no query may do, found before it runs: ask another server, or change the data.

The processes that run the queries of strangers have no network in any case; this is for a message that helps.
"""

from graph.errors import Message, QueryRefusedError
from graph.store.tokens import decoded, ending_like, tokens

_UPDATES = frozenset({"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "MOVE", "COPY", "ADD", "LOAD"})
_MAYBE_UPDATE = ending_like(_UPDATES)
_OTHER_SERVERS = Message(
    "SERVICE and LOAD are not allowed: queries are answered from this graph alone, and no other server is asked. "
    "Ask the other server yourself, and give what it answers as VALUES."
)
_READ_ONLY = Message(
    "{word} would change the graph, which can only be read here. Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; "
    "what the graph says changes when `standpunkt build` runs."
)


def check_allowed(text: str) -> None:
    """Refuse a query that asks another server or wants to change the data.

    Raises:
        QueryRefusedError: with what to do instead.
    """
    plain = decoded(text)
    capitals = plain.upper()
    if "SERVICE" not in capitals and not _MAYBE_UPDATE.search(capitals):
        return
    names: tuple[str, str] = ("", "")
    for kind, word in tokens(plain):
        # A lenient parser reads SERVICE:x{…} or 1SERVICE<…> as the keyword, so parts of words count as well.
        hidden = word == "{" and names[0] != "GRAPH" and "SERVICE" in names[1].partition(":")[0]
        if hidden or (kind == "word" and ("SERVICE" in word or word == "LOAD")):
            raise QueryRefusedError(_OTHER_SERVERS)
        if word in _UPDATES:
            raise QueryRefusedError(_READ_ONLY.template, word=word)
        names = (names[1], word)
