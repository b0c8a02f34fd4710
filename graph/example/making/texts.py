"""Plain text, Markdown and e-mail from a source."""

import base64
import quopri
import textwrap

from graph.example.making.sources import Passage, Source


def text_bytes(source: Source) -> bytes:
    """A plain text file: headings bare, paragraphs wrapped at the setting `wrap`."""
    return (_joined(source, headings=False) + "\n").encode()


def markdown_bytes(source: Source) -> bytes:
    """A Markdown file."""
    return (_joined(source, headings=True) + "\n").encode()


def email_bytes(source: Source) -> bytes:
    """An e-mail with the headers that the settings name, its body quoted-printable in UTF-8."""
    headers = [f"{name}: {_encoded(source.setting(name.lower()))}" for name in ("From", "To", "Subject", "Date")]
    headers += [
        f"Message-ID: <{source.file.removesuffix('.eml')}@post.example>",
        "MIME-Version: 1.0",
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
    ]
    body = quopri.encodestring((_joined(source, headings=False) + "\n").encode())
    return "\n".join([*headers, "", body.decode("ascii")]).replace("\n", "\r\n").encode("ascii")


def _encoded(header: str) -> str:
    """A header as it travels: words of other letters than ASCII in base64, 30 characters at a time."""
    if header.isascii():
        return header
    pieces = [base64.b64encode(header[place : place + 30].encode()).decode() for place in range(0, len(header), 30)]
    return "\n ".join(f"=?utf-8?B?{piece}?=" for piece in pieces)


def _joined(source: Source, *, headings: bool) -> str:
    width = int(source.setting("wrap", "0"))
    written, tight = "", False
    for passage in source.passages:
        listed = _is_listed(passage)
        separator = "\n" if listed and tight else "\n\n"
        written += (separator if written else "") + _passage(passage, width, headings=headings)
        tight = listed
    return written


def _is_listed(passage: Passage) -> bool:
    return passage.sign == "- " or passage.sign[:1].isdigit()


def _passage(passage: Passage, width: int, *, headings: bool) -> str:
    sign = passage.sign
    if sign.startswith("#"):
        return (sign if headings else "") + passage.words
    if sign == "? " or (sign == "" and len(passage.lines) > 1):
        return "\n".join(passage.lines)
    text = sign + passage.words
    return "\n".join(textwrap.wrap(text, width, break_on_hyphens=False)) if width else text
