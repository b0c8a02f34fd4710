"""Plain text, Markdown and e-mail from a source."""

import textwrap
from email.message import EmailMessage
from email.policy import SMTP

from graph.example.making.sources import Passage, Source


def text_bytes(source: Source) -> bytes:
    """A plain text file: headings bare, paragraphs wrapped at the setting `wrap`."""
    return (_joined(source, headings=False) + "\n").encode()


def markdown_bytes(source: Source) -> bytes:
    """A Markdown file."""
    return (_joined(source, headings=True) + "\n").encode()


def email_bytes(source: Source) -> bytes:
    """An e-mail with the headers that the settings name, its body quoted-printable in UTF-8."""
    message = EmailMessage(policy=SMTP)
    for header in ("From", "To", "Subject", "Date"):
        message[header] = source.setting(header.lower())
    message["Message-ID"] = f"<{source.file.removesuffix('.eml')}@example>"
    message.set_content(_joined(source, headings=False) + "\n", cte="quoted-printable")
    return bytes(message)


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
