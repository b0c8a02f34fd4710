"""The language of a document, decided for the whole of it."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_MODEL_LANGUAGES = ["da", "en", "nn", "no", "se", "sv"]
_CODES = {"no": "nb"}
_IDENTIFIED = 1500
_COUNTED = 8000
_FEW_WORDS = 3
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
_WORD_LISTS = tuple(frozenset(words.split()) for words in (_ONLY_BOKMAAL, _ONLY_NYNORSK, _ONLY_DANISH))


@cache
def _identifier() -> LanguageIdentifier:
    """The trained identifier, loaded once for the process and restricted to the languages of consultations."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_MODEL_LANGUAGES)
    return identifier


def language(text: str) -> str:
    """The language in which most of a text is written, `nb` where it says too little to tell.

    Bokmål and nynorsk are told apart by words that only one of them has, where there are enough of them.
    """
    sample = " ".join(text[:_COUNTED].split())
    if not any(character.isalpha() for character in sample):
        return "nb"
    middle = max(0, (len(sample) - _IDENTIFIED) // 2)  # a head may be in two languages
    code = str(_identifier().classify(sample[middle : middle + _IDENTIFIED])[0])
    code = _CODES.get(code, code)
    return _norwegian(sample) or code if code in ("nb", "nn", "da") else code


def _norwegian(sample: str) -> str | None:
    """Bokmål or nynorsk by the words of a text, or neither if it has few of them or is Danish."""
    words = _WORD.findall(sample.casefold())
    bokmaal, nynorsk, danish = (sum(map(known.__contains__, words)) for known in _WORD_LISTS)
    if max(bokmaal, nynorsk) < _FEW_WORDS or (danish >= _FEW_WORDS and nynorsk < danish):
        return None
    return "nn" if nynorsk > bokmaal else "nb"
