"""Patterns that ignore case, found quickly in long texts."""

import re
from collections.abc import Iterator


def sought(pattern: re.Pattern[str], beginnings: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern, as `finditer` gives them, tried only where one of its beginnings stands.

    `beginnings` is looked for in the text in lower case and should begin with letters: Python then skips to them, where
    a pattern that ignores case or begins with a boundary is tried at every character.
    """
    end = 0
    for beginning in beginnings.finditer(text.replace("İ", "I").lower()):  # the only letter whose small one is longer
        if beginning.start() >= end and (found := pattern.match(text, beginning.start())):
            end = found.end()
            yield found
