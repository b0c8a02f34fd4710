import pytest

from graph.extraction.cues import CueFinder, SenderNames, cue_spans, sender_names
from graph.extraction.lexicon import Lexicon
from graph.model import Actor, BlockKind, Span
from graph.registry import Registry


def test_a_senders_names_become_one_sign_whatever_their_case() -> None:
    senders = SenderNames(["Eksempel kommune", "Eksempel"])
    assert senders.plain("EKSEMPEL KOMMUNES syn er Eksempels, ikke eksempelets.") == "@s syn er @s, ikke eksempelets."


def test_broken_lines_are_joined_before_rules_read_them() -> None:
    assert SenderNames([]).plain("Vi ber om forut-\nsigbare\n  rammer.") == "vi ber om forutsigbare rammer."


def test_a_sender_may_call_itself_by_what_it_is(registry: Registry, lexicon: Lexicon) -> None:
    names = sender_names([Actor("eksempel-kommune", "Eksempel kommune", "kommune")], registry, lexicon)
    assert names[0] == "Eksempel kommune"
    assert "kommunen" in names
    assert "direktoratet" not in names


@pytest.mark.parametrize(("kind", "found"), [(BlockKind.LIST_ITEM, True), (BlockKind.PARAGRAPH, False)])
def test_a_rule_holds_only_in_its_units(lexicon: Lexicon, kind: BlockKind, found: bool) -> None:
    cues = CueFinder(lexicon).cues("etablere en felles portal.", kind)
    assert ("tiltak-infinitiv" in {cue.rule.name for cue in cues}) is found


def test_cues_come_in_the_order_of_the_lexicon(lexicon: Lexicon) -> None:
    cues = CueFinder(lexicon).cues(
        "vi er bekymret, men støtter forslaget og mener det bør endres.", BlockKind.PARAGRAPH
    )
    order = [rule.name for rule in lexicon.rules]
    names = [cue.rule.name for cue in cues]
    assert names == sorted(names, key=order.index)
    assert {"bekymret", "stotter", "bor"} <= {*names}


@pytest.mark.parametrize(
    ("quote", "words", "found"),
    [
        ("Vi STØTTER  for-\nslaget.", ["støtter", "forslaget"], ["STØTTER", "for-\nslaget"]),
        ("Eksempel kommune støtter ikke dette.", ["@s støtter"], ["støtter"]),
        ("Forslaget gir kommunen mer å gjøre.", ["gir @s mer"], ["gir kommunen mer"]),
        ("İ dag støtter vi dette.", ["støtter"], []),
        ("Vi støtter dette.", ["@s", "noe annet"], []),
    ],
)
def test_the_words_of_a_cue_are_found_again_as_the_text_has_them(
    quote: str, words: list[str], found: list[str]
) -> None:
    text = f"Foran. {quote}"
    spans = cue_spans(Span(7, len(text)), quote, words)
    assert [span.of(text) for span in spans] == found
