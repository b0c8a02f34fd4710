"""ZIP archives (DOCX, ODT) opened with limits, so that a small file cannot fill memory."""

import io
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Self

from graph.errors import UnreadableDocumentError

_MOST_MEMBERS = 5_000
_LARGEST_MEMBER = 100_000_000
_LARGEST_RATIO = 300
_RATIO_MATTERS_FROM = 5_000_000
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
"""What the standard library raises for archives that are damaged, locked or packed in a way it does not know."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A ZIP archive of a document whose members are read on demand."""

    name: str
    members: zipfile.ZipFile

    @classmethod
    def opened(cls, content: bytes, name: str) -> Self:
        """The archive that the bytes hold.

        Raises:
            UnreadableDocumentError: when they are no ZIP archive, or one with far too many members.
        """
        try:
            members = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGE as error:
            raise _damaged(name) from error
        if len(members.infolist()) > _MOST_MEMBERS:
            raise _bomb(name)
        return cls(name, members)

    def has(self, member: str) -> bool:
        """Whether the archive holds a member of this name."""
        return member in self.members.NameToInfo

    def member(self, member: str) -> bytes | None:
        """The content of a member; None when there is none of this name.

        Raises:
            UnreadableDocumentError: when it would grow far beyond what a document holds, or is damaged.
        """
        info = self.members.NameToInfo.get(member)
        if info is None:
            return None
        grows = info.file_size > _RATIO_MATTERS_FROM and info.file_size > _LARGEST_RATIO * max(1, info.compress_size)
        if info.file_size > _LARGEST_MEMBER or grows:
            raise _bomb(self.name)
        try:
            with self.members.open(info) as stream:
                # The size in the directory may lie; what is read is what counts.
                content = stream.read(_LARGEST_MEMBER + 1)
        except _DAMAGE as error:
            raise _damaged(self.name) from error
        if len(content) > _LARGEST_MEMBER:
            raise _bomb(self.name)
        return content


def _damaged(name: str) -> UnreadableDocumentError:
    remedy = "Fetch the file again, or open it in a word processor and save it as DOCX or PDF."
    return UnreadableDocumentError(name, "the archive that it should be is damaged or locked", remedy)


def _bomb(name: str) -> UnreadableDocumentError:
    reason = "it unpacks to far more than a document holds (a “zip bomb”)"
    return UnreadableDocumentError(name, reason, "Do not open it; ask the sender for a PDF.")
