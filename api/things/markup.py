r"""Signs of Markdown within words, which a reader of the text need not see.

>>> without_markup("Vi viser til [planen](#), og *mener* dette.")
'Vi viser til planen, og mener dette.'
"""

import re
from collections.abc import Iterator

_LINK = re.compile(r"(\[)[^\[\]\n]{1,300}(\]\([^()\s]{0,500}\))")
_ADDRESS = re.compile(r"(<)https?://[^<>\s]{1,500}(>)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])[^*\n]{1,500}(?<=[^\s*])(\*{1,3})(?![\w*])")


def signs(text: str) -> Iterator[range]:
    """Where the signs stand."""
    for pattern in (_LINK, _ADDRESS, _EMPHASIS):
        for match in pattern.finditer(text):
            if pattern is not _EMPHASIS or match[1] == match[2]:
                yield range(match.start(1), match.end(1))
                yield range(match.start(2), match.end(2))


def without_markup(text: str) -> str:
    """The text without them."""
    hidden = {offset for each in signs(text) for offset in each}
    return "".join(character for offset, character in enumerate(text) if offset not in hidden) if hidden else text
