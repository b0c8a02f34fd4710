from collections.abc import Callable

import pytest

from graph.extraction.attribution import Attributed, Attribution, nameless
from graph.extraction.cues import CueFinder, SenderNames
from graph.extraction.lexicon import Lexicon
from graph.model import BlockKind, Extraction, Span, Thing

Extract = Callable[..., Extraction]


@pytest.fixture
def attributed(lexicon: Lexicon, extract: Extract) -> Callable[[str], Attributed | None]:
    """Whom a sentence reports by its words."""

    def found(sentence: str) -> Attributed | None:
        cues = CueFinder(lexicon).cues(SenderNames(["Eksempel kommune"]).plain(sentence), BlockKind.PARAGRAPH)
        named = extract(sentence).mentions
        own = frozenset({"eksempel-kommune"})
        return Attribution(lexicon.reporting).attributed(sentence, Span(0, len(sentence)), named, own, cues)

    return found


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("Helsepersonellkommisjonen foreslår flere lærlinger.", "helsepersonellkommisjonen"),
        ("Helsepersonellkommisjonen (NOU 2023: 4) peiker på dette.", "helsepersonellkommisjonen"),
        ("OECD har pekt på at skolene bør samarbeide.", "oecd"),
        ("OECD har i flere rapporter fra 2024 anbefalt at skolene samarbeider.", "oecd"),
        ("OECD (2024) og SINTEF (2025) advarer mot dette.", "oecd"),
        ("Ifølge OECD bør skolene samarbeide.", "oecd"),
        ("Etter Riksrevisjonens vurdering bør skolene samarbeide.", "riksrevisjonen"),
        ("Riksrevisjonens undersøkelse av skolene viser at de bør samarbeide.", "riksrevisjonen"),
        ("Riksrevisjonen sin rapport viser at skulane bør samarbeide.", "riksrevisjonen"),
        ("Riksrevisjonen publiserte i 2025 en rapport som slo fast at skolene må samarbeide.", "riksrevisjonen"),
        ("Samtidig peker OECD på at skolene bør samarbeide.", "oecd"),
        ("Etter det første året har OECD konkludert med at skolene må samarbeide.", "oecd"),
        ("Dette støttes også av Riksrevisjonen.", "riksrevisjonen"),
        ("Behovet understrekes i NOU 2023: 8.", "nou-2023-8"),
        ("I NOU 2023: 8 anbefaler flertallet en ny modell.", "nou-2023-8"),
        ("I en undersøkelse gjennomført av OECD går det frem at skolene bør samarbeide.", "oecd"),
    ],
)
def test_what_somebody_else_surely_says_is_theirs(
    attributed: Callable[[str], Attributed | None], sentence: str, key: str
) -> None:
    found = attributed(sentence)
    assert found is not None
    assert (found.holder.key if isinstance(found.holder, Thing) else found.holder, found.is_sure) == (key, True)


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("Eksempelrevisjonen påpeker at tilsynet må bli bedre.", "Eksempelrevisjonen"),
        ("Flere mener at fristen bør flyttes.", "Flere"),
        ("Enkelte mindre avdelinger forteller at fristen bør flyttes.", "Enkelte mindre avdelinger"),
        ("Ordningen gir, ifølge NAV, for lange køer.", "nav"),
    ],
)
def test_what_may_be_somebody_else_s_is_doubtful(
    attributed: Callable[[str], Attributed | None], sentence: str, key: str
) -> None:
    found = attributed(sentence)
    assert found is not None
    assert (found.holder.key if isinstance(found.holder, Thing) else found.holder, found.is_sure) == (key, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi mener at fristen bør flyttes.",
        "Vi mener OECD bør få ansvaret.",
        "Vi støtter Helsepersonellkommisjonens forslag om flere lærlinger.",
        "Som OECD peker på, må skolene samarbeide.",
        "Modellen som OECD foreslår, må utredes.",
        "Helsedirektoratet bør få ansvaret.",
        "Det viser seg at OECD finnes.",
        "Fastlegeordningen blir ofte fremhevet som viktig.",
    ],
)
def test_what_the_sender_says_or_adopts_is_its_own(
    attributed: Callable[[str], Attributed | None], sentence: str
) -> None:
    assert attributed(sentence) is None


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
