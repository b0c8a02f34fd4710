from collections.abc import Callable

import pytest

from graph.extraction.attribution import Attribution, nameless
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


@pytest.mark.parametrize(
    "name", ["Kari Nordmann", "Ola A. Slagstad", "Anne-Kari Bunge Hansen", "Representanten Kari Nordmann"]
)
def test_nobody_is_named_as_the_one_to_whom_a_statement_is_attributed(name: str) -> None:
    assert nameless(name) == "Privatperson"


def test_a_member_who_moves_a_proposal_is_not_named(extract: Extract) -> None:
    found = extract(
        "# Saksprotokoll\n# Behandling\nKari Nordmann (E) fremmet følgende forslag:\nFristen må flyttes til 2029.\n"
        "# Vedtak\nKommunen støtter forslaget om en frist."
    )
    assert {statement.holder for statement in found.statements} == {"Privatperson", None}


@pytest.mark.parametrize(
    "name",
    ["Eksempelpartiet", "Samlingslista i Eksempel", "Eksempel Economics", "Norsk Eksempel", "Unge Eksempler", None],
)
def test_a_body_keeps_its_name(name: str | None) -> None:
    assert nameless(name) == name
