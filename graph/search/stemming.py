"""What is left of a Norwegian word when its inflection is taken off: the same for bokmål and nynorsk.

Only inflection goes: a law (lov) and something legal (lovlig) stay two words, as do a doctor (fastlege) and what is
fixed (fast), which stemmers that also take off derivation make one.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from graph.resources import resource

_REMEMBERED_WORDS = 200_000
_ENDING = re.compile(
    r"""
    (?: (?<=..)(?:ene|ane|en|et|er|ar) | (?<=...)(?:ende|ande|ede|ast|ere|are|e|a) | (?<=[aeiouyæøå][^aeiouyæøå])[ea]
      | (?<=er)ne | (?<=i[gk])ste? | (?<=...)(?<=al|iv)t | (?<=....)(?:erte?|s) )$
    """,
    re.VERBOSE,
)
"""The endings that inflection adds, each with the fewest letters that must be left before it."""
_LONGEST_INFLECTION = 5
_SYNCOPES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"mm$", "m"),  # program, programmet
        (r"(?<=..[bdfgkptv])el$", "l"),  # regel, regler
        (r"(.)\1l$", r"\1l"),  # middel, midler
        (r"(?<=..[dkmptv])r$", ""),  # register, registre
        (r"leg$", "lig"),  # tydeleg, tydelig
        (r"(?<=..)elt$", "ell"),  # generelt, generell
    )
)


@lru_cache(_REMEMBERED_WORDS)
def stem(word: str) -> str:
    """The stem of a word in lower case with æ, ø and å.

    >>> stem("kommunene"), stem("kommunar"), stem("tenestene"), stem("tjenester")
    ('kommun', 'kommun', 'tjenest', 'tjenest')
    """
    if not word.isalpha():
        return word
    word = _in_bokmaal(_irregular().get(word, word))
    word = _irregular().get(word, word)
    for _ in range(_LONGEST_INFLECTION):
        shorter = _ENDING.sub("", word)
        for pattern, replacement in _SYNCOPES:
            shorter = pattern.sub(replacement, shorter)
        if shorter == word:
            break
        word = shorter
    return word


def _in_bokmaal(word: str) -> str:
    replaced = _nynorsk()
    return _part_in_nynorsk().sub(lambda part: replaced[part[0]], word)


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    stored = tomllib.loads(resource("graph", "search", "forms.toml").read_text(encoding="utf-8"))
    irregular = {form: word for word, forms in stored["irregular"].items() for form in forms}
    return MappingProxyType({"nynorsk": stored["nynorsk"], "irregular": irregular})


def _nynorsk() -> Mapping[str, str]:
    return _forms()["nynorsk"]


def _irregular() -> Mapping[str, str]:
    return _forms()["irregular"]


@cache
def _part_in_nynorsk() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_nynorsk(), key=len, reverse=True)))
