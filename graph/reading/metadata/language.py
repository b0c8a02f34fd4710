"""The language of a document, decided for the whole of it."""

import re
from collections import Counter
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_MODEL_LANGUAGES = ["da", "en", "nn", "no", "se", "sv"]
_CODES = {"no": "nb"}
_IDENTIFIED = 1500
_COUNTED = 8000
_FEW_WORDS = 3
_MANY_WORDS = 8
_MANY_TIMES = 4
_SHORT = 200
_WORD = re.compile(r"[^\W\d_]+")
_ONLY_BOKMAAL = """
    ikke jeg hva hvor hvordan hvilke hvem noen noe fra mer være uttalelse muligheten takker støtter innspill høring
    tjenester kommuner forslaget bare selv slik disse siden
"""
_ONLY_NYNORSK = """
    ikkje eg kva korleis kvifor kven nokon noko frå meir òg vere vera fråsegn høvet takkar støttar innspel høyring
    tenester kommunar framlegget berre sjølv desse sidan dei dykkar vart eit ein hjå skuleeigar verksemda auka utan
    saman nokre meiner
"""
_ONLY_DANISH = "af nogle hvad muligheden tilbyde meget nødvendigt indsatser sundhed"
_NOT_NORWEGIAN = "the of and is are that och att är inte för från lea leat ahte maid"
_WORD_LISTS = tuple(frozenset(words.split()) for words in (_ONLY_BOKMAAL, _ONLY_NYNORSK, _ONLY_DANISH, _NOT_NORWEGIAN))


@cache
def _identifier() -> LanguageIdentifier:
    """The trained identifier, loaded once for the process and restricted to the languages of consultations."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_MODEL_LANGUAGES)
    return identifier


def language(text: str) -> str:
    """The language in which most of a text is written, `nb` where it says too little to tell.

    Bokmål and nynorsk are told apart by words that only one of them has, where there are enough of them. A text full
    of such words needs no further identification, which takes longer than reading it. A short one that has some, and
    none of others, could not be identified better.
    """
    sample = " ".join(text[:_COUNTED].split())
    bokmaal, nynorsk, danish, foreign = _counts(sample)
    told, is_danish = max(bokmaal, nynorsk), danish >= _FEW_WORDS and nynorsk < danish
    norwegian = None if told < _FEW_WORDS or is_danish else "nn" if nynorsk > bokmaal else "nb"
    if norwegian and told >= max(_MANY_WORDS, _MANY_TIMES * foreign):
        return norwegian
    if told and not danish and not foreign and len(sample) < _SHORT:
        return "nn" if nynorsk > bokmaal else "nb"
    code = _identified(sample)
    return norwegian or code if code in ("nb", "nn", "da") else code


def _counts(sample: str) -> list[int]:
    """How many words of a text stand in each of the lists."""
    words = Counter(_WORD.findall(sample.casefold()))
    return [sum(words[word] for word in known & words.keys()) for known in _WORD_LISTS]


def _identified(sample: str) -> str:
    """The language of the middle of a text, as the identifier sees it."""
    if not any(character.isalpha() for character in sample):
        return "nb"
    middle = max(0, (len(sample) - _IDENTIFIED) // 2)  # a head may be in two languages
    code = str(_identifier().classify(sample[middle : middle + _IDENTIFIED])[0])
    return _CODES.get(code, code)
