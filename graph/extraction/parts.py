"""The places of what words are made of, for many words at once: `parts_of` says what that is."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from graph.extraction.hashing import BUCKETS, PARTS, part_name, place_of, whole_name
from graph.extraction.ragged import Ragged

_ONES = 0xFFFFFFFF
_BEHIND_THE_NAME = crc32(part_name("").encode()) ^ _ONES
_LAST_OF_WIDTH = (0x7F, 0x7FF, 0xFFFF)
"""The last letters that UTF-8 writes with one byte, with two and with three."""


def _steps() -> NDArray[np.uint32]:
    """What each byte adds to a checksum (CRC-32), which zlib makes of one text at a time."""
    steps = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        steps = np.where(steps & 1, steps >> 1 ^ np.uint32(0xEDB88320), steps >> 1)
    return steps


_STEPS = _steps()


def parts_together(words: Sequence[str]) -> Ragged:
    """The places of the parts of each word."""
    marked = [f"<{word}>" for word in words]
    letters = _Letters("".join(marked))
    word_of = np.repeat(np.arange(len(words)), list(map(len, marked)))
    of, places = [np.arange(len(words))], [np.array([place_of(whole_name(word)) for word in words], dtype=np.int64)]
    sums = np.full(len(word_of), _BEHIND_THE_NAME, dtype=np.uint32)
    for length in range(1, max(PARTS) + 1):
        sums = letters.with_next(sums, length - 1)
        if length in PARTS:
            first = word_of[: len(sums)]
            is_whole = first == word_of[length - 1 :]
            of.append(first[is_whole])
            places.append(((sums[is_whole] ^ _ONES) % BUCKETS).astype(np.int64))
    owners = np.concatenate(of)
    ends = np.cumsum(np.bincount(owners, minlength=len(words)))
    return Ragged(np.concatenate(places)[np.argsort(owners, kind="stable")], ends, np.ones(len(words)))


class _Letters:
    """The letters of a text as the bytes of UTF-8, and where those of each begin."""

    def __init__(self, text: str) -> None:
        points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        self._bytes = np.frombuffer(text.encode(), dtype=np.uint8)
        self._widths = np.searchsorted(_LAST_OF_WIDTH, points) + 1
        self._starts = np.cumsum(self._widths) - self._widths

    def with_next(self, sums: NDArray[np.uint32], distance: int) -> NDArray[np.uint32]:
        """Checksums of what begins at each letter with the one at some distance added, as far as there are any."""
        starts, widths = self._starts[distance:], self._widths[distance:]
        sums = _with_bytes(sums[: len(starts)], self._bytes[starts])
        for further in range(1, int(widths.max(initial=1))):
            wide = np.flatnonzero(widths > further)
            sums[wide] = _with_bytes(sums[wide], self._bytes[starts[wide] + further])
        return sums


def _with_bytes(sums: NDArray[np.uint32], added: NDArray[np.uint8]) -> NDArray[np.uint32]:
    found: NDArray[np.uint32] = _STEPS[(sums ^ added) & 0xFF] ^ sums >> 8
    return found
