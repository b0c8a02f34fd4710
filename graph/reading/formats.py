"""Which format a file has: by its content first, by its ending only where the content leaves it open."""

import re
from enum import Enum
from pathlib import PurePath

from graph.errors import UnreadableDocumentError
from graph.reading.archive import Archive


class Format(Enum):
    """A format that can be read."""

    PDF = "PDF"
    DOCX = "DOCX"
    ODT = "ODT"
    HTML = "HTML"
    MARKDOWN = "Markdown"
    TEXT = "plain text"
    EMAIL = "e-mail (.eml)"


SUPPORTED = ", ".join(each.value for each in Format)

_PDF_WITHIN = 1024
_SAMPLE = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = {
    b"{\\rtf": "RTF",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"II*\x00": "an image",
    b"MM\x00*": "an image",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x1f\x8b": "a gzip archive",
    b"MZ": "a program",
    b"\x7fELF": "a program",
}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL_FIELD = re.compile(
    rb"(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to|x-[a-z-]{1,60}):",
    re.IGNORECASE,
)
_FEWEST_MAIL_FIELDS = 2


def is_archive(content: bytes) -> bool:
    """Whether a file is a ZIP archive, as DOCX and ODT are."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def format_of(content: bytes, name: str) -> tuple[Format, Archive | None]:
    """The format of a file, with the opened archive where it is one.

    Raises:
        UnreadableDocumentError: when it is empty or has a format that cannot be read.
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableDocumentError(name, "it is empty", "Fetch the file again; the copy may have failed.")
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return Format.PDF, None
    if is_archive(content):
        return _archive_format(content, name)
    _refuse_foreign(content, name)
    return _text_format(content, name), None


def _archive_format(content: bytes, name: str) -> tuple[Format, Archive]:
    archive = Archive.opened(content, name)
    if archive.has("word/document.xml"):
        return Format.DOCX, archive
    if (archive.member("mimetype") or b"").startswith(b"application/vnd.oasis.opendocument.text"):
        return Format.ODT, archive
    reason = "it is a ZIP archive, but neither DOCX nor ODT"
    raise UnreadableDocumentError(
        name, reason, f"Unpack it and add the files in it. Formats that can be read: {SUPPORTED}."
    )


def _refuse_foreign(content: bytes, name: str) -> None:
    ending = PurePath(name).suffix.lower()
    if content.startswith(_OLE):
        kind = "an Outlook message" if ending == ".msg" else "a file of old Microsoft Office (.doc)"
        remedy = "Save it as .eml." if ending == ".msg" else "Save it as DOCX or PDF."
        raise UnreadableDocumentError(name, f"it is {kind}", remedy)
    for opening, kind in _FOREIGN.items():
        if content.startswith(opening):
            raise _unsupported(name, f"it is {kind}")
    if ending in {".docx", ".odt", ".pdf"}:
        reason = f"it ends in {ending} but holds no {ending[1:].upper()}"
        raise UnreadableDocumentError(
            name, reason, "Fetch the file again, or save it anew from the program that made it."
        )


def _unsupported(name: str, reason: str) -> UnreadableDocumentError:
    return UnreadableDocumentError(name, reason, f"Save it as PDF or DOCX. Formats that can be read: {SUPPORTED}.")


def _text_format(content: bytes, name: str) -> Format:
    sample = content[:_SAMPLE].removeprefix(b"\xef\xbb\xbf")
    ending = PurePath(name).suffix.lower()
    if _HTML.match(sample):
        return Format.HTML
    if _is_mail(sample):
        return Format.EMAIL
    by_ending = {".html": Format.HTML, ".htm": Format.HTML, ".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN}
    return by_ending.get(ending, Format.TEXT)


def _is_mail(sample: bytes) -> bool:
    """Whether the file opens with header fields of a message, as the standard writes them."""
    header = re.split(rb"\r?\n\r?\n", sample, maxsplit=1)[0]
    fields = [line for line in header.splitlines() if not line[:1].isspace()]
    known = sum(bool(_MAIL_FIELD.match(line)) for line in fields)
    return known >= _FEWEST_MAIL_FIELDS and all(b":" in line for line in fields[:-1])
