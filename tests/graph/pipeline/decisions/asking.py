"""What a data folder holds of a statement or a response, for tests of what people decided about them."""

from pathlib import Path

from graph.folder import DataFolder
from graph.store.embedded import EmbeddedStore, open_store
from graph.validation import Severity, Shapes
from graph.validation.integrity import check_folder

AT = "2026-06-01T10:00:00Z"
LATER = "2026-06-02T10:00:00Z"
STATEMENT = "https://standpunkt.example/id/statement/"


def rows(store: EmbeddedStore, text: str) -> list[tuple[str, ...]]:
    """The rows of an answer, as texts."""
    return [tuple(getattr(term, "value", "") for term in row) for row in store.query(text).rows()]


def key_of(data: Path, part: str) -> str:
    """The key of the only response with a part in its name."""
    [key] = [key for key in DataFolder(data).manifest().records if part in key]
    return key


def statements(data: Path, words: str) -> list[str]:
    """The keys of the statements that have some words."""
    text = f'SELECT ?s {{ ?s a stp:Statement ; stp:readingForm ?w FILTER(CONTAINS(?w, "{words}")) }} ORDER BY ?s'
    return [iri.removeprefix(STATEMENT) for (iri,) in rows(open_store(data), text)]


def holding(data: Path, *words: str) -> set[str]:
    """The files of a data folder, by name, in which any of some words stands, whatever its capitals."""
    held = {path.relative_to(data).as_posix(): path for path in data.rglob("*") if path.is_file()}
    return {
        name
        for name, path in held.items()
        if any(word.lower() in path.read_bytes().decode(errors="replace").lower() for word in words)
    }


def is_sound(data: Path) -> bool:
    """Whether nothing is found that breaks a rule."""
    found = check_folder(DataFolder(data), Shapes.load().check).findings
    return not [finding for finding in found if finding.severity is not Severity.INFO]
