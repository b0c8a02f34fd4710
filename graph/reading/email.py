"""E-mail: the fields of the header as letterhead, the body as it reads, and what is attached."""

import email
from collections.abc import Iterator
from email.message import EmailMessage, Message, MIMEPart
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import cast

from graph.errors import UnreadableDocumentError
from graph.model import Attachment, Block, BlockKind, Span
from graph.reading.composition import carriable
from graph.reading.content import Content
from graph.reading.html import read_markup
from graph.reading.text import decode, text_blocks

_FIELDS = (("From", "sender", "Fra"), ("To", "recipient", "Til"), ("Cc", "", "Kopi"), ("Date", "created", "Dato"))
_MOST_ATTACHMENTS = 200
_FORWARDED = "message/rfc822"
_LONGEST_FIELD = 2_000


class _BoundedFields(EmailPolicy):
    """Header fields cut at a length that no sensible one reaches: the time to parse one grows with its square."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_FIELD]


def read_email(content: bytes, name: str) -> Content:
    """The text, blocks and attachments of a message.

    Raises:
        UnreadableDocumentError: when it has neither words nor attachments.
    """
    try:
        message = cast("EmailMessage", email.message_from_bytes(content, policy=_BoundedFields()))
        body = _body(message, name)
        head, blocks, properties = _head(message)
        attachments = tuple(_attachments(message))
    except RecursionError as error:
        remedy = "Open it in a mail program and print it to PDF."
        raise UnreadableDocumentError(name, "it is nested more deeply than any message", remedy) from error
    if not body.text.strip() and not attachments:
        raise UnreadableDocumentError(name, "the message is empty", "Save it from the mail program again.")
    offset = len(head) + 2
    moved = (Block(_moved(block.span, offset), block.kind, block.level) for block in body.blocks)
    text = f"{head}\n\n{body.text}"
    return Content("message/rfc822", text, (*blocks, *moved), attachments=attachments, properties=properties)


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _head(message: EmailMessage) -> tuple[str, list[Block], MappingProxyType[str, str]]:
    """The header's fields as lines, their blocks, and what they say of the message."""
    lines: list[str] = []
    blocks: list[Block] = []
    properties: dict[str, str] = {}
    for field, key, label in _FIELDS:
        value = _date(message) if field == "Date" else _value(message, field)
        if value:
            _add_line(lines, blocks, f"{label}: {value}", BlockKind.LETTERHEAD)
            properties |= {key: value} if key else {}
    subject = _value(message, "Subject")
    if subject:
        _add_line(lines, blocks, subject, BlockKind.HEADING)
        properties |= {"subject": subject, "title": subject}
    return "\n".join(lines), blocks, MappingProxyType(properties)


def _add_line(lines: list[str], blocks: list[Block], line: str, kind: BlockKind) -> None:
    start = sum(len(each) + 1 for each in lines)
    lines.append(line)
    blocks.append(Block(Span(start, start + len(line)), kind, level=int(kind is BlockKind.HEADING)))


def _value(message: EmailMessage, field: str) -> str:
    try:
        value = str(message.get(field) or "")
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""  # the standard library gives up on some malformed fields
    return " ".join(carriable(value).split())


def _date(message: EmailMessage) -> str:
    """The day of the message, as 2026-03-31; empty where the field is missing or makes no sense."""
    try:
        return parsedate_to_datetime(str(message.get("Date"))).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _body(message: EmailMessage, name: str) -> Content:
    try:
        part = message.get_body(preferencelist=("plain", "html"))
    except (AttributeError, KeyError, ValueError):
        part = None
    text = "" if part is None else _decoded(part, name)
    if part is not None and part.get_content_subtype() == "html":
        return read_markup(text, name)
    text = text.replace("\r\n", "\n").strip("\n")
    return Content("text/plain", text, text_blocks(text))


def _decoded(part: MIMEPart, name: str) -> str:
    try:
        return carriable(str(part.get_content()))
    except (LookupError, UnicodeError, ValueError):
        payload = part.get_payload(decode=True)
        return decode(payload, name) if isinstance(payload, bytes) else ""


def _attachments(message: EmailMessage) -> Iterator[Attachment]:
    """The attached files; one without a name gets one from its number."""
    try:
        parts = list(message.iter_attachments())
    except (AttributeError, ValueError):
        return
    for number, part in enumerate(parts[:_MOST_ATTACHMENTS], start=1):
        content = _attached(part)
        is_decoration = part.get_content_maintype() == "image" and "Content-ID" in part
        if content and not is_decoration:
            ending = ".eml" if part.get_content_type() == _FORWARDED else ""
            yield Attachment(part.get_filename() or f"attachment-{number}{ending}", content)


def _attached(part: Message) -> bytes:
    """The bytes of an attached file, or of a forwarded message."""
    if part.get_content_type() == _FORWARDED:
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
