"""Where the title of a plan, a report or an act ends, which nothing but its words tell."""

import re

# Words that no title holds: finite verbs, subordinators and what else goes on with the sentence.
_AFTER = (
    "er|var|vart|ble|blei|blir|bli|har|hadde|skal|skulle|bør|burde|må|måtte|kan|kunne|vil|ville|får|fikk|fekk|gir|gjev|"
    "ga|gav|gjør|gjer|stiller|still|setter|set|sier|seier|åpner|opnar|sikrer|sikrar|legger|legg|bidrar|bidreg|trer|"
    "kommer|kjem|viser|vises|følger|følgjer|følge|gjelder|gjeld|inneholder|inneheld|omfatter|omfattar|regulerer|som|at|"
    "der|når|hvor|kor|dersom|hvis|fordi|slik|samt|men|mens|medan|ikke|ikkje|også|allerede|allereie|foreligger|føreligg|"
    "peker|peiker|nevner|nemner|beskriver|slår|fremgår|framgår|foreslår|føreslår|jf|jfr|se|sjå|heter|heiter|kalles|"
    "forslag|framlegg|både|derfor|difor|trenger|treng|krever|krev|finnes|finst|this|is|are|was|should|must|which|that"
)
_WORD = rf"(?!(?:{_AFTER})(?!\w)|(?:19|20)\d{{2}})[\wÆØÅæøå][\wÆØÅæøå/-]{{0,40}}"
_GAP = r"(?:[^\S\n]{1,3}\n?[^\S\n]{0,3}|\n[^\S\n]{0,3})"
TITLE = rf"{_WORD}(?:{_GAP}{_WORD}){{0,11}}"
"""A stretch of words without punctuation that could be the rest of a title; `title_length` says where it ends."""
_LOOSE_END = re.compile(
    r"\s+(?:og|eller|i|for|av|til|med|på|fra|frå|om|etter|ved|mot|under|den|det|de|dei|en|ein|et|eit|vi|me|å|and|of|the|"
    r"i dag)$"
)


def title_length(words: str) -> int:
    """The length of the title at the start of some words: without what hangs loose at their end.

    >>> title_length("legemidler til dyr og")
    18
    """
    while loose := _LOOSE_END.search(words):
        words = words[: loose.start()]
    return len(words)
