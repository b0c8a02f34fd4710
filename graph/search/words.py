"""Words of a text with their places, in the one form in which texts and what is searched for are compared."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.search.stemming import stem

_REMEMBERED_WORDS = 200_000
_LONGEST_WORD = 100
_WORD = re.compile(
    r"[^\W_]++(?>(?:(?:\u00ad|[-\u00ad][^\S\n]*\n\s*(?!(?:og|eller|and|or)\b)(?=[a-zæøå]))[^\W_]++)*)"
    r"(?>(?:[\u0300-\u036f][^\W_]*+)*)"
)
_OTHER_LETTERS = str.maketrans({"ä": "æ", "ö": "ø", "đ": "d", "ð": "d", "ŋ": "n", "ß": "ss", "þ": "th", "ł": "l"})
_SPELT_OUT = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its place in code points, and its `form` without capitals, accents and line-end hyphens."""

    start: int
    end: int
    form: str

    @property
    def stem(self) -> str:
        """What is left of the form without its inflection."""
        return stem(self.form)


def words_of(text: str) -> Iterator[Word]:
    r"""The words of a text in their order; one that a line's end divides counts as one.

    >>> [word.form for word in words_of("Kommunene må få bedre FORUT-\nsigbarhet (§ 4)")]
    ['kommunene', 'må', 'få', 'bedre', 'forutsigbarhet', '4']
    """
    for match in _WORD.finditer(text):
        if form := folded_word(match[0]):
            yield Word(match.start(), match.end(), form[:_LONGEST_WORD])


@lru_cache(_REMEMBERED_WORDS)
def folded_word(word: str) -> str:
    """A word in lower case with no accents; æ, ø and å stay, in whichever of their spellings they come.

    >>> folded_word("Ærlig"), folded_word("aerlig"), folded_word("Sámi"), folded_word("KJOEP")
    ('ærlig', 'ærlig', 'sami', 'kjøp')
    """
    composed = unicodedata.normalize("NFKC", word).casefold().translate(_OTHER_LETTERS)
    plain = "".join(_without_accents(letter) for letter in composed)
    for spelt, letter in _SPELT_OUT:
        plain = plain.replace(spelt, letter)
    return plain


def _without_accents(letter: str) -> str:
    if letter in "æøå":
        return letter
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if part.isalnum())
