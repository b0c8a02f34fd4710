"""Whether what a PDF calls its text can be read: fonts without a table of characters give letters without sense."""

import re

_FEWEST_LETTERS = 10
_ENOUGH_TO_JUDGE = 400
_WORD = re.compile(r"[^\W\d_]+")
# fmt: off
_EVERYDAY = frozenset({
    "og", "i", "av", "er", "det", "til", "for", "som", "på", "med", "en", "å", "vi", "den", "ikke",
    "ei", "eit", "frå", "ikkje", "dei", "at", "et", "de", "der", "af", "och", "att", "är",
    "the", "of", "and", "to", "in", "is", "a", "ja", "lea", "ii", "ahte", "sámi",
})
# fmt: on


def has_letters(text: str) -> bool:
    """Whether there is text at all, rather than a stray sign on a scan."""
    return sum(map(str.isalnum, text)) >= _FEWEST_LETTERS


def is_legible(text: str) -> bool:
    """Whether a text is language: of some length, it holds at least one everyday word of those we expect."""
    words = _WORD.findall(text)
    return sum(map(len, words)) < _ENOUGH_TO_JUDGE or any(word.casefold() in _EVERYDAY for word in words)
