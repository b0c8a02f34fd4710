"""A text without line breaks, hyphens and capitals, to find names in however they were set, with the way back."""

import re
from bisect import bisect_right
from dataclasses import dataclass

# A lone space stays as it is, so that most words need no bookkeeping.
_JOINT = re.compile(
    r"[\s\u00ad\u2010-\u2015-](?:(?<! )|(?=[\s\u00ad\u2010-\u2015-]))[\s\u00ad\u2010-\u2015-]*+",
)
_COORDINATION = re.compile(r"(?:og|eller|and|or|och|samt)\b")


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text and, for the start of each of its pieces, the offsets in it and in the source."""

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]
    joints: frozenset[int]
    """The offsets in it at which pieces start."""

    def is_within_word(self, position: int) -> bool:
        """Whether a letter or figure stands right before a position in the folded text and in the source."""
        return position > 0 and self.text[position - 1].isalnum() and position not in self.joints

    def next_letter(self, position: int) -> str:
        """The letter or mark at a position, where it follows in the source what stands before it; else nothing."""
        return "" if position in self.joints else self.text[position : position + 1]

    def offset(self, position: int) -> int:
        """Where in the source the character at a position of the folded text stands."""
        piece = bisect_right(self.starts, position) - 1
        return self.sources[piece] + position - self.starts[piece]


def fold(text: str) -> FoldedText:
    """Fold a text: hyphens within and at the end of words go, other gaps become one space, letters lower case."""
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    length = last = 0
    for joint in _JOINT.finditer(text):
        for piece, source in ((_lower(text[last : joint.start()]), last), (_gap(text, joint), joint.start())):
            if piece:
                pieces.append(piece)
                starts.append(length)
                sources.append(source)
                length += len(piece)
        last = joint.end()
    pieces.append(_lower(text[last:]))
    starts.append(length)
    return FoldedText("".join(pieces), tuple(starts), (*sources, last), frozenset(starts))


def folded_label(label: str) -> str:
    """A name as it stands in a folded text."""
    return fold(label).text.strip()


def _gap(text: str, joint: re.Match[str]) -> str:
    gap = joint.group()
    if gap[0].isspace():
        return " "
    has_space = any(mark.isspace() for mark in gap)
    if not has_space:
        return ""
    is_line_end = "\n" in gap and not _COORDINATION.match(text, joint.end())
    return "" if is_line_end else " "


def _lower(piece: str) -> str:
    lowered = piece.lower()
    # A few letters grow when lowered; offsets matter more than finding a name in such a word.
    return lowered if len(lowered) == len(piece) else piece
