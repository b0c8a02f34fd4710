"""Which format a file has: by its content first, by its ending only where the content leaves it open."""

import io
import zipfile
from enum import Enum

from graph.errors import UnreadableDocumentError


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
