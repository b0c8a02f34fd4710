"""Which files a build is to read, and which of them belong together."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DeclarationError
from graph.reading.declarations import CONSULTATION_FILE
from graph.reading.suggestions import InputNote, belonging
from graph.reading.toml_tables import parsed

SUFFIXES = frozenset({".pdf", ".docx", ".odt", ".html", ".htm", ".md", ".markdown", ".txt", ".eml"})
"""What a document's name may end with."""

_NOISE = frozenset({"thumbs.db", "desktop.ini", "__macosx", "readme.md", "readme.txt", "readme"})
_LEVELS_ABOVE = 4
_NOISE_STARTS = ("~$", ".~", "._")


@dataclass(frozen=True, slots=True)
class Source:
    """One response to read: its main document, what is declared about it, and the files that belong to it."""

    path: Path
    sidecar: Path | None = None
    consultation_file: Path | None = None
    attachments: tuple[Path, ...] = ()
    short_version: Path | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """What lies under some paths: responses in a fixed order, consultation files, and notes."""

    sources: tuple[Source, ...] = ()
    consultation_files: tuple[Path, ...] = ()
    notes: tuple[InputNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a walk by their role, before they are joined."""

    documents: list[Path]
    declarations: list[Path]
    consultation_files: dict[Path, Path]
    notes: list[InputNote]


def discover(paths: Sequence[Path]) -> Discovery:
    """The responses in some files and folders, whatever the order in which these are given.

    A consultation file applies to every document in and below its folder. Nothing is raised: what cannot be read
    becomes a note.
    """
    found = Found([], [], {}, [])
    seen: set[Path] = set()
    for path in sorted(dict.fromkeys(paths), key=_order):
        _walk(path, found, seen, given=True)
    for path in paths:
        _add_surroundings(path, found)
    return _joined(found)


def _order(path: Path) -> tuple[str, str]:
    """Names in the same order wherever they are stored: composed letters first, then as they are."""
    return unicodedata.normalize("NFC", str(path)), str(path)


def _walk(path: Path, found: Found, seen: set[Path], *, given: bool = False) -> None:
    """Sort a file or the content of a folder into roles; folders already seen, and loops, are left out."""
    try:
        if path.is_dir():
            _walk_folder(path, found, seen)
        elif path.is_file():
            _take(path, found, seen, given=given)
        elif path.is_symlink():
            found.notes.append(InputNote(path, "The link points at nothing. Mend or remove it.", is_failure=True))
        else:
            found.notes.append(InputNote(path, "There is no such file or folder. Check the path.", is_failure=True))
    except OSError as error:
        found.notes.append(
            InputNote(path, f"Cannot be read: {error.strerror or error}. Check its permissions.", is_failure=True)
        )


def _walk_folder(path: Path, found: Found, seen: set[Path]) -> None:
    real = path.resolve()
    if real in seen:
        if path.is_symlink():
            found.notes.append(InputNote(path, "The link leads back to a folder that is already read; left out."))
        return
    seen.add(real)
    for entry in sorted(path.iterdir(), key=_order):
        if _is_noise(entry.name):
            _note_noise(entry, found)
        else:
            _walk(entry, found, seen)


def _is_noise(name: str) -> bool:
    lowered = name.lower()
    return name.startswith((".", *_NOISE_STARTS)) or lowered in _NOISE


def _note_noise(path: Path, found: Found) -> None:
    if not path.name.startswith(".") or path.is_file():
        found.notes.append(InputNote(path, "Left out: hidden, temporary or not a response."))


def _take(path: Path, found: Found, seen: set[Path], *, given: bool) -> None:
    """Sort one file into its role; a file that is reached twice is taken once."""
    real = path.resolve()
    if real in seen:
        return
    seen.add(real)
    suffix = path.suffix.lower()
    if path.name == CONSULTATION_FILE:
        found.consultation_files[path.absolute().parent] = path
    elif suffix == ".toml":
        found.declarations.append(path)
    elif suffix in SUFFIXES or given:
        found.documents.append(path)
    else:
        known = ", ".join(sorted(SUFFIXES))
        found.notes.append(InputNote(path, f"Left out: {suffix or 'no suffix'} is not among {known}."))


def _add_surroundings(path: Path, found: Found) -> None:
    """What stands around a path that was given: a document's sidecar, and the nearest consultation file above."""
    for sidecar in (path.with_name(f"{path.name}.toml"), path.with_suffix(".toml")) if path.is_file() else ():
        if sidecar.is_file() and sidecar not in found.declarations and sidecar.name != CONSULTATION_FILE:
            found.declarations.append(sidecar)
    for folder in path.absolute().parents[:_LEVELS_ABOVE]:
        beside = folder / CONSULTATION_FILE
        if beside.is_file():
            found.consultation_files.setdefault(folder, beside)
            return


def _joined(found: Found) -> Discovery:
    """Documents with what belongs to them. What a sidecar claims as its part is no response of its own."""
    notes = list(found.notes)
    documents = sorted(found.documents, key=_order)
    sidecars = _sidecars(documents, found.declarations, notes)
    claims = {document: _claims(document, sidecar, notes) for document, sidecar in sidecars.items()}
    parts = {part for claimed in claims.values() for part in claimed.all}
    sources = tuple(
        _source(document, sidecars.get(document), claims.get(document, NO_CLAIMS), found.consultation_files)
        for document in documents
        if document not in parts
    )
    notes += belonging([source.path for source in sources if source.sidecar is None])
    return Discovery(sources, tuple(sorted(found.consultation_files.values(), key=_order)), tuple(sorted_notes(notes)))


def sorted_notes(notes: Sequence[InputNote]) -> list[InputNote]:
    """Notes in the order of their paths, each once."""
    return sorted(dict.fromkeys(notes), key=lambda note: (*_order(note.path), note.message))


def _sidecars(documents: Sequence[Path], declarations: Sequence[Path], notes: list[InputNote]) -> Mapping[Path, Path]:
    """The sidecar of each document: `NAME.pdf.toml`, else `NAME.toml`; one that fits none or several is noted."""
    by_name: dict[str, list[Path]] = {}
    for document in documents:
        for name in (f"{document.name}.toml", f"{document.stem}.toml"):
            by_name.setdefault(_folded(document.with_name(name)), []).append(document)
    found: dict[Path, Path] = {}
    for declaration in sorted(declarations, key=lambda path: (len(path.suffixes) < 2, _order(path))):  # noqa: PLR2004
        fits = [document for document in by_name.get(_folded(declaration), []) if document not in found]
        if not fits:
            notes.append(InputNote(declaration, "No document stands beside this sidecar under the same name."))
        elif len(fits) > 1:
            named = ", ".join(document.name for document in fits)
            notes.append(
                InputNote(
                    declaration, f"Fits several documents ({named}). Name it after one, such as {fits[0].name}.toml."
                )
            )
        else:
            found[fits[0]] = declaration
    return found


def _folded(path: Path) -> str:
    """A path as one string, whichever way its letters are composed."""
    return unicodedata.normalize("NFC", str(path))


@dataclass(frozen=True, slots=True)
class Claims:
    """The files that a sidecar says belong to its document."""

    attachments: tuple[Path, ...] = ()
    short_version: Path | None = None

    @property
    def all(self) -> tuple[Path, ...]:
        """Every file that is claimed."""
        return (*self.attachments, *filter(None, [self.short_version]))


NO_CLAIMS = Claims()


def _claims(document: Path, sidecar: Path, notes: list[InputNote]) -> Claims:
    """The parts that a sidecar names and that exist; a sidecar that cannot be read claims nothing here."""
    try:
        content = parsed(sidecar).content
    except DeclarationError:
        return NO_CLAIMS  # the pipeline reads the sidecar again and reports what is wrong in it
    attachments, short = content.get("attachments"), content.get("short_version")
    listed = [name for name in attachments if isinstance(name, str)] if isinstance(attachments, list) else []
    found = tuple(filter(None, (_beside(document, name, sidecar, notes) for name in listed)))
    return Claims(found, _beside(document, short, sidecar, notes) if isinstance(short, str) else None)


def _beside(document: Path, name: str, sidecar: Path, notes: list[InputNote]) -> Path | None:
    """The file of a name in the document's folder, whichever way its letters are composed."""
    for form in (name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)):
        path = document.parent / form
        if path.is_file() and path != document:
            return path
    notes.append(InputNote(sidecar, f"Names “{name}”, but no such file stands beside {document.name}."))
    return None


def _source(document: Path, sidecar: Path | None, claims: Claims, files: Mapping[Path, Path]) -> Source:
    applies = next((files[folder] for folder in document.absolute().parents if folder in files), None)
    return Source(document, sidecar, applies, claims.attachments, claims.short_version)
