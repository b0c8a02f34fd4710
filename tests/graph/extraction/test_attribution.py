from collections.abc import Callable

import pytest

from graph.extraction.attribution import Attribution
from graph.extraction.cues import CueFinder, SenderNames
from graph.extraction.lexicon import Lexicon
from graph.model import BlockKind, Extraction, Span, Thing

Extract = Callable[..., Extraction]


@pytest.fixture
def holder(lexicon: Lexicon, extract: Extract) -> Callable[[str], str | None]:
    """Whom a sentence reports, by key or name."""

    def found(sentence: str) -> str | None:
        cues = CueFinder(lexicon).cues(SenderNames(["Eksempel kommune"]).plain(sentence), BlockKind.PARAGRAPH)
        span = Span(0, len(sentence))
        named = extract(sentence).mentions
        held = Attribution(lexicon.reporting).holder(sentence, span, named, frozenset({"eksempel-kommune"}), cues)
        return held.key if isinstance(held, Thing) else held

    return found


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("Helsepersonellkommisjonen foreslår flere lærlinger.", "helsepersonellkommisjonen"),
        ("OECD har pekt på at skolene bør samarbeide.", "oecd"),
        ("Ifølge OECD bør skolene samarbeide.", "oecd"),
        ("Eksempelrevisjonen påpeker at tilsynet må bli bedre.", "Eksempelrevisjonen"),
        ("Flere mener at fristen bør flyttes.", "Flere"),
    ],
)
def test_what_somebody_else_says_is_theirs(holder: Callable[[str], str | None], sentence: str, key: str) -> None:
    assert holder(sentence) == key


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi mener at fristen bør flyttes.",
        "Eksempel kommune mener at fristen bør flyttes.",
        "Vi støtter Helsepersonellkommisjonens forslag om flere lærlinger.",
        "Vi er enige når OECD foreslår mer samarbeid.",
        "Helsedirektoratet bør få ansvaret.",
        "Det viser seg at OECD finnes.",
    ],
)
def test_what_the_sender_says_or_adopts_is_its_own(holder: Callable[[str], str | None], sentence: str) -> None:
    assert holder(sentence) is None
