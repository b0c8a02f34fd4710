"""Writes the example's responses and gold anew from their sources: `python -m graph.example.make`.

The same sources give the same bytes on every machine.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from graph.errors import UnreadableDocumentError
from graph.example.making.docx import docx_bytes
from graph.example.making.gold import UnfoundQuoteError, gold_lines
from graph.example.making.odt import odt_bytes
from graph.example.making.pages import columns_bytes, letter_bytes
from graph.example.making.pdf import scan_bytes
from graph.example.making.references import read_names, reference_lines
from graph.example.making.sources import Source, read_source
from graph.example.making.texts import email_bytes, markdown_bytes, text_bytes
from graph.example.making.webpages import webpage_bytes
from graph.reading import read

EXAMPLE = Path(__file__).parent
ROUNDS = (EXAMPLE, EXAMPLE / "earlier")
"""The folders of the two consultations, the second of which the first follows up."""


def _pdf(source: Source) -> bytes:
    layout = source.setting("layout")
    if layout == "scan":
        return scan_bytes((EXAMPLE / "sources" / source.setting("picture")).read_bytes())
    return letter_bytes(source) if layout == "letter" else columns_bytes(source)


WRITERS: Mapping[str, Callable[[Source], bytes]] = {
    "docx": docx_bytes,
    "eml": email_bytes,
    "html": webpage_bytes,
    "md": markdown_bytes,
    "odt": odt_bytes,
    "pdf": _pdf,
    "txt": text_bytes,
}


def sources(consultation: Path = EXAMPLE) -> list[Source]:
    """The sources of the responses to a consultation, in the order of their files' names."""
    return sorted((read_source(path) for path in (consultation / "sources").glob("*.marked")), key=lambda s: s.file)


def is_readable(source: Source) -> bool:
    """Whether the source makes a file with text in it, not a scan."""
    return source.setting("layout") != "scan"


def made(source: Source) -> bytes:
    """The file that a source makes."""
    return WRITERS[source.file.rpartition(".")[2]](source)


def make_responses(folder: Path, consultation: Path = EXAMPLE) -> None:
    """Write every response to a consultation into a folder."""
    for source in sources(consultation):
        (folder / source.file).write_bytes(made(source))


def make_gold(folder: Path, consultation: Path = EXAMPLE) -> list[str]:
    """Write the gold of every response, and of what they refer to, into a folder; what went wrong, for a person."""
    failures, references = [], ""
    names = read_names(EXAMPLE / "sources" / "names.toml")
    for source in filter(is_readable, sources(consultation)):
        try:
            document = read(made(source), source.file)
            lines = gold_lines(source, document)
        except (UnfoundQuoteError, UnreadableDocumentError) as error:
            failures.append(str(error))
            continue
        (folder / f"{source.file.rpartition('.')[0]}.jsonl").write_text(lines, encoding="utf-8")
        references += reference_lines(document, names)
    (folder / "references.jsonl").write_text(references, encoding="utf-8")
    return failures


if __name__ == "__main__":
    for each in ROUNDS:
        make_responses(each / "responses", each)
    sys.exit("\n".join(failure for each in ROUNDS for failure in make_gold(each / "gold", each)) or None)
