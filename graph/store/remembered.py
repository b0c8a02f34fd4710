"""Replies that are kept for whoever asks the same again while the graph is the same."""

from collections import OrderedDict

from graph.store.messages import Question, Reply
from graph.store.tokens import depends_on_the_moment

_SHARE_OF_ONE = 32


class RememberedReplies:
    """Replies to questions as they were sent, those asked for lately, in so many bytes of room.

    A reply holds for one version of the graph. None takes more than a small share of the room, and none is kept of a
    question that may give something else each time.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._free = room
        self._replies: OrderedDict[tuple[str, bytes], Reply] = OrderedDict()

    def reply(self, version: str, sent: bytes) -> Reply | None:
        """What was answered to a question, as it was sent, by this version of the graph."""
        key = version, sent
        if (known := self._replies.get(key)) is not None:
            self._replies.move_to_end(key)
        return known

    def keep(self, question: Question, sent: bytes, reply: Reply) -> None:
        """Keep a reply, and forget those asked for longest ago that there is no room for any more."""
        key, size = (reply.version, sent), len(sent) + len(reply.content)
        if size * _SHARE_OF_ONE > self._room or key in self._replies or depends_on_the_moment(question.text):
            return
        self._replies[key] = reply
        self._free -= size
        while self._free < 0:
            (_, forgotten), old = self._replies.popitem(last=False)
            self._free += len(forgotten) + len(old.content)
