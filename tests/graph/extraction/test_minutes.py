from collections.abc import Callable

import pytest

from graph.extraction.minutes import voices
from graph.model import Block, BlockKind, Document, Extraction, Span

Extract = Callable[..., Extraction]

MINUTES = (
    (BlockKind.HEADING, "Saksprotokoll"),
    (BlockKind.HEADING, "Rådmannens innstilling"),
    (BlockKind.PARAGRAPH, "Kommunen støtter forslaget."),
    (BlockKind.HEADING, "Behandling"),
    (BlockKind.PARAGRAPH, "Eksempelpartiet fremmet følgende forslag:"),
    (BlockKind.PARAGRAPH, "Kommunen går imot forslaget."),
    (BlockKind.HEADING, "Vedtak"),
    (BlockKind.PARAGRAPH, "Kommunen støtter forslaget."),
    (BlockKind.HEADING, "Protokolltilførsel"),
    (BlockKind.PARAGRAPH, "Fra Eksempelpartiet: Vi er uenige."),
)


def minutes(*blocks: tuple[BlockKind, str]) -> Document:
    text = ""
    found = []
    for kind, words in blocks:
        found.append(Block(Span(len(text), len(text) + len(words)), kind, 1 if words == "Saksprotokoll" else 2))
        text += words + "\n"
    return Document("protokoll.txt", "text/plain", "0", text, tuple(found))


def test_only_what_was_adopted_is_the_bodys_own() -> None:
    found = voices(minutes(*MINUTES))
    assert found[2].holder == "Rådmannen"
    assert found[5].holder == "Eksempelpartiet"
    assert found[7].holder is None


def test_a_dissent_is_marked_and_held_by_those_who_made_it() -> None:
    found = voices(minutes(*MINUTES))
    assert (found[9].holder, found[9].dissent) == ("Eksempelpartiet", True)


def test_a_letter_with_a_word_about_a_decision_is_no_minutes() -> None:
    letter = minutes((BlockKind.HEADING, "Bakgrunn"), (BlockKind.PARAGRAPH, "Vedtak fattes senere."))
    assert voices(letter) == {}


def test_a_rejected_proposal_is_reported_and_the_decision_is_not(extract: Extract) -> None:
    text = "# Saksprotokoll\n\n## Rådmannens innstilling\n\nKommunen støtter forslaget om ny frist.\n\n## Vedtak\n\n"
    found = extract(text + "Kommunen går imot forslaget om kortere frist.\n").statements
    assert [(one.kind.value, one.holder) for one in found] == [("support", "Rådmannen"), ("opposition", None)]


@pytest.mark.parametrize(
    ("moves", "holder"),
    [
        ("Kari Nordmann (Prøvepartiet) fremmet følgende forslag:", "Prøvepartiet"),
        ("Kari Nordmann (PP) fremmet følgende forslag:", "Kari Nordmann"),
        ("Prøvepartiet v/ Kari Nordmann la fram slikt endringsforslag:", "Prøvepartiet"),
        ("Frå Prøvepartiet: Nytt punkt 3.", "Prøvepartiet"),
    ],
)
def test_the_party_holds_what_a_member_moves(moves: str, holder: str) -> None:
    proposed = (BlockKind.PARAGRAPH, "Kommunen går imot forslaget.")
    found = voices(minutes(*MINUTES[:4], (BlockKind.PARAGRAPH, moves), proposed, *MINUTES[6:]))
    assert found[5].holder == holder


def test_who_dissents_is_told_by_the_heading() -> None:
    found = voices(minutes(*MINUTES[:8], (BlockKind.HEADING, "Protokolltilførsle frå Prøvepartiet"), MINUTES[9]))
    assert (found[8].holder, found[8].dissent) == ("Prøvepartiet", True)


def test_the_adviser_whom_one_heading_names_gives_the_advice_that_follows() -> None:
    advice = ((BlockKind.HEADING, "Vurdering frå kommunedirektøren"), MINUTES[2], (BlockKind.HEADING, "Innstilling"))
    found = voices(minutes(MINUTES[0], *advice, MINUTES[2], *MINUTES[6:8]))
    assert [found[place].holder for place in (2, 4, 6)] == ["Kommunedirektøren", "Kommunedirektøren", None]
