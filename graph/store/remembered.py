"""Replies that are kept for whoever asks the same again while the graph is the same."""

import asyncio
import zlib
from collections import OrderedDict
from dataclasses import dataclass, replace

from graph.store.messages import Question, Reply
from graph.store.tokens import depends_on_the_moment

_SHARE_OF_ONE = 32
_SMALL = 50_000
"""Bytes up to which replies stay as they are: those are asked for most often, and unpacking would cost each time."""
_LARGE = 200_000
"""Bytes from which packing and unpacking are left to a thread, since everybody else would have to wait for them."""
_LEVEL = 3  # rows become a twentieth, as fast as at the lowest level


@dataclass(frozen=True, slots=True)
class _Kept:
    """A reply whose content is packed unless it is small, and the length of the content as it was."""

    reply: Reply
    length: int

    @classmethod
    def packed(cls, reply: Reply) -> "_Kept":
        length = len(reply.content)
        content = zlib.compress(reply.content, _LEVEL) if length > _SMALL else reply.content
        return cls(replace(reply, content=content), length)

    def unpacked(self) -> Reply:
        if self.length <= _SMALL:
            return self.reply
        return replace(self.reply, content=zlib.decompress(self.reply.content, bufsize=self.length))


class RememberedReplies:
    """Replies to questions as they were sent, those asked for lately, packed, in so many bytes of room.

    Those of one version of the graph are kept, and forgotten when the next one answers, so that nothing stays of what
    was withdrawn. None takes more than a small share of the room, and none is kept of a question that may give
    something else each time. Large ones are packed one at a time; what comes meanwhile is not kept.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._free = room
        self._version = ""
        self._replies: OrderedDict[bytes, _Kept] = OrderedDict()
        self._packing: asyncio.Task[None] | None = None
        self._unpacking = asyncio.Lock()

    async def reply(self, version: str, sent: bytes) -> Reply | None:
        """What was answered to a question, as it was sent, by this version of the graph."""
        if version != self._version or (kept := self._replies.get(sent)) is None:
            return None
        self._replies.move_to_end(sent)
        if kept.length < _LARGE:
            return kept.unpacked()
        async with self._unpacking:  # so that none waits unpacked until somebody can send it
            return await asyncio.to_thread(kept.unpacked)

    def keep(self, question: Question, sent: bytes, reply: Reply) -> None:
        """Keep a reply, a large one in a moment, and forget those asked for longest ago that have no room any more."""
        if reply.version != self._version:
            self._replies.clear()
            self._version, self._free = reply.version, self._room
        if not self._room or sent in self._replies or depends_on_the_moment(question.text):
            return
        if len(reply.content) < _LARGE:
            self._take(sent, _Kept.packed(reply))
        elif self._packing is None or self._packing.done():
            self._packing = asyncio.create_task(self._keep_large(sent, reply))

    async def _keep_large(self, sent: bytes, reply: Reply) -> None:
        kept = await asyncio.to_thread(_Kept.packed, reply)
        if reply.version == self._version and sent not in self._replies:
            self._take(sent, kept)

    def _take(self, sent: bytes, kept: _Kept) -> None:
        size = len(sent) + len(kept.reply.content)
        if size * _SHARE_OF_ONE > self._room:
            return
        self._replies[sent] = kept
        self._free -= size
        while self._free < 0:
            forgotten, old = self._replies.popitem(last=False)
            self._free += len(forgotten) + len(old.reply.content)
