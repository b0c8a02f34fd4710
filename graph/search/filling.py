"""Puts into an index what a graph has and it lacks, and takes out what is no longer there."""

import hashlib
from functools import cache
from sqlite3 import Connection

from graph.resources import resource
from graph.search.content import Content, Part
from graph.search.passages import passages
from graph.search.words import words_of

_WORDS_OF_A_FILE = """
SELECT places.id, words FROM places JOIN responses ON responses.id = response JOIN files ON files.id = file
WHERE files.name = ?
"""
_SHOW = "INSERT OR REPLACE INTO names VALUES (?, ?)"
_SHOW_FOR_LACK_OF_ANOTHER = "INSERT OR IGNORE INTO names VALUES (?, ?)"


@cache
def rules() -> str:
    """A digest of how texts are divided and words compared; an index that was made by other rules is of no use."""
    content = hashlib.sha256()
    for file in sorted(resource("graph", "search").iterdir(), key=lambda entry: entry.name):
        if file.is_file():
            content.update(file.read_bytes())
    return content.hexdigest()[:16]


def is_filled(connection: Connection, content: Content) -> bool:
    """Whether an index holds some content."""
    made = connection.execute("SELECT content, rules FROM made").fetchone()
    return made is not None and tuple(made) == (content.digest, rules())


def fits(connection: Connection, content: Content) -> bool:
    """Whether an index was made by these rules and holds no text that is gone, so that it can be carried on."""
    made = connection.execute("SELECT rules FROM made").fetchone()
    texts = {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM texts")}
    return made is not None and made["rules"] == rules() and texts <= content.texts


def fill(connection: Connection, content: Content) -> None:
    """Make an index hold a graph, of which it may hold some already.

    Raises:
        DataFolderError: where a file of the graph is missing or damaged.
    """
    with connection:
        held = {name for (name,) in connection.execute("SELECT name FROM files")}
        for name in sorted(held - content.files.keys()):
            _take_out(connection, name)
        for name in sorted(content.files.keys() - held):
            _put_in(connection, content, name)
        _name_all(connection, content.shared())
        connection.execute("DELETE FROM made")
        made = (content.source.version, content.digest, rules())
        connection.execute("INSERT INTO made VALUES (?, ?, ?)", made)


def _take_out(connection: Connection, name: str) -> None:
    """Forget a file and everything that stands in it."""
    # The table of matches keeps no words, so that it must be told which to forget.
    for place, words in connection.execute(_WORDS_OF_A_FILE, (name,)).fetchall():
        row = (place, *_compared(words))
        connection.execute("INSERT INTO matches (matches, rowid, words, stems) VALUES ('delete', ?, ?, ?)", row)
    connection.execute("DELETE FROM files WHERE name = ?", (name,))


def _put_in(connection: Connection, content: Content, name: str) -> None:
    """Add what a file says."""
    part = content.part(name)
    file = connection.execute("INSERT INTO files (name) VALUES (?)", (name,)).lastrowid
    responses = _put_in_responses(connection, part, file)
    for response, statement, kind, attributed, text, start, page, words in part.rows("statements"):
        place = (responses.get(response), statement, kind, attributed, text, start, page or None)
        _put_in_place(connection, place, words)
    for response, text, sha256 in part.rows("texts"):
        connection.execute("INSERT INTO texts VALUES (?, ?)", (sha256, file))
        whole = content.text(sha256)
        for span in passages(whole):
            _put_in_place(connection, (responses.get(response), None, "", "", text, span.start, None), span.of(whole))


def _put_in_responses(connection: Connection, part: Part, file: int | None) -> dict[str, int | None]:
    """Add the responses of a file; returns their numbers by IRI."""
    numbers: dict[str, int | None] = {}
    for response, key, title, issued, consultation, actor in part.rows("responses"):
        if response not in numbers:
            numbers[response] = connection.execute(
                "INSERT INTO responses (file, iri, key, title, issued, consultation) VALUES (?, ?, ?, ?, ?, ?)",
                (file, response, key, title or key, issued, consultation),
            ).lastrowid
        connection.execute("INSERT INTO senders VALUES (?, ?)", (numbers[response], actor))
    return numbers


def _put_in_place(connection: Connection, place: tuple[object, ...], words: str) -> None:
    """Add a place: its response, statement, kind, to whom it is attributed, text, start and page, and its words."""
    added = connection.execute(
        "INSERT INTO places (response, statement, kind, attributed, text, start, page, words) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*place, words),
    )
    connection.execute(
        "INSERT INTO matches (rowid, words, stems) VALUES (?, ?, ?)", (added.lastrowid, *_compared(words))
    )


def _name_all(connection: Connection, part: Part) -> None:
    """Replace all names; where a thing has none in bokmål, the first of its others is shown."""
    connection.execute("DELETE FROM names")
    connection.execute("DELETE FROM forms")
    for thing, name, is_shown in part.rows("names"):
        how = _SHOW if is_shown == "true" else _SHOW_FOR_LACK_OF_ANOTHER
        connection.execute(how, (thing, name))
        connection.execute("INSERT OR IGNORE INTO forms VALUES (?, ?)", (form_of(name), thing))


def form_of(name: str) -> str:
    """A name as names are compared."""
    return " ".join(word.form for word in words_of(name))


def _compared(text: str) -> tuple[str, str]:
    """The words of a text as they are compared: as written, and without their inflection."""
    words = list(words_of(text))
    return " ".join(word.form for word in words), " ".join(word.stem for word in words)
