"""Replies that are kept for whoever asks the same again while the graph is the same."""

from collections import OrderedDict

from graph.store.messages import Question, Reply
from graph.store.tokens import depends_on_the_moment

_SHARE_OF_ONE = 32


class RememberedReplies:
    """Replies to questions as they were sent, those asked for lately, in so many bytes of room.

    Those of one version of the graph are kept, and forgotten when the next one answers, so that nothing stays of what
    was withdrawn. None takes more than a small share of the room, and none is kept of a question that may give
    something else each time.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._free = room
        self._version = ""
        self._replies: OrderedDict[bytes, Reply] = OrderedDict()

    def reply(self, version: str, sent: bytes) -> Reply | None:
        """What was answered to a question, as it was sent, by this version of the graph."""
        if version != self._version:
            return None
        if (known := self._replies.get(sent)) is not None:
            self._replies.move_to_end(sent)
        return known

    def keep(self, question: Question, sent: bytes, reply: Reply) -> None:
        """Keep a reply, and forget those asked for longest ago that there is no room for any more."""
        if reply.version != self._version:
            self._replies.clear()
            self._version, self._free = reply.version, self._room
        size = len(sent) + len(reply.content)
        if size * _SHARE_OF_ONE > self._room or sent in self._replies or depends_on_the_moment(question.text):
            return
        self._replies[sent] = reply
        self._free -= size
        while self._free < 0:
            forgotten, old = self._replies.popitem(last=False)
            self._free += len(forgotten) + len(old.content)
