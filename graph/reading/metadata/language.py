"""The language of a document, decided for the whole of it."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_MODEL_LANGUAGES = ["da", "en", "nn", "no", "se", "sv"]
_CODES = {"no": "nb"}
_SAMPLE = 8000
_FEW_MARKERS = 3
_BOKMAAL = re.compile(
    r"\b(?:ikke|jeg|hva|hvor|hvordan|hvilke|hvem|noen|noe|fra|mer|også|gjennom|være|uttalelse|muligheten|takker|"
    r"støtter|innspill|høring|tjenester|kommuner|forslaget|bare|selv|slik|disse|siden)\b",
    re.IGNORECASE,
)
_NYNORSK = re.compile(
    r"\b(?:ikkje|eg|kva|korleis|kvifor|kven|nokon|noko|frå|meir|òg|gjennom|vere|vera|fråsegn|høvet|takkar|støttar|"
    r"innspel|høyring|tenester|kommunar|framlegget|berre|sjølv|slik|desse|sidan|dei|dykkar|vart|blei|eit|ein|"
    r"hjå|skuleeigar|verksemda|auka|utan|saman|nokre|meiner)\b",
    re.IGNORECASE,
)


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
    sample = " ".join(text[:_SAMPLE].split())
    if not any(character.isalpha() for character in sample):
        return "nb"
    code = str(_identifier().classify(sample)[0])
    code = _CODES.get(code, code)
    return _norwegian(sample) or code if code in ("nb", "nn", "da") else code


def _norwegian(sample: str) -> str | None:
    """Bokmål or nynorsk by the words of a text, or neither if it has few of them or is not Norwegian."""
    bokmaal, nynorsk = len(_BOKMAAL.findall(sample)), len(_NYNORSK.findall(sample))
    if re.search(r"\b(?:af|nogle|hvad|også\sat|muligheden|tilbyde|meget)\b", sample) and nynorsk < _FEW_MARKERS:
        return None
    if max(bokmaal, nynorsk) < _FEW_MARKERS:
        return None
    return "nn" if nynorsk > bokmaal else "nb"
