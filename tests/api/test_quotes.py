"""Quotes on the page of a matter: each once, with all who hold it."""

from pyoxigraph import Literal, NamedNode

from api.asking import Row
from api.consultations.participants import Participant
from api.consultations.quotes import positions, quotes


def _actor(key: str) -> Participant:
    return Participant(f"http://a/{key}", key, "kommune", was_invited=True, is_unread=False, answers=())


def _row(actor: str, statement: str) -> Row:
    return {"actor": NamedNode(f"http://a/{actor}"), "statement": NamedNode(f"http://s/{statement}")}


_JOINT = [_row("anna", "1"), _row("bo", "1"), _row("anna", "2"), _row("carl", "3")]
_ACTORS = [_actor(key) for key in ("anna", "bo", "carl")]
_VERDICTS = {"http://a/carl": "supports"}


def _held(only: str = "") -> list[tuple[str, list[str]]]:
    found = positions(_JOINT, _ACTORS, _VERDICTS, only)
    return [(each.row["statement"].value[-1], [holder.actor.key for holder in each.holders]) for each in found]


def test_a_joint_position_stands_once_with_all_who_hold_it_and_who_supports_comes_first() -> None:
    assert _held() == [("3", ["carl"]), ("2", ["anna"]), ("1", ["anna", "bo"])]


def test_the_positions_of_one_actor_still_tell_with_whom_they_are_held() -> None:
    assert _held("bo") == [("1", ["anna", "bo"])]


def test_what_nobody_holds_who_took_part_is_left_out() -> None:
    assert not positions([_row("nobody", "9")], _ACTORS, {})


def test_a_quote_has_its_words_its_language_and_whether_it_was_reviewed() -> None:
    (held,) = positions([_row("bo", "1")], _ACTORS, {})
    told = {**held.row, "quote": Literal("Vi støtter", language="nb"), "state": NamedNode("http://x/confirmed")}
    (quote,) = quotes([held], [told])
    assert (quote.words, quote.language, quote.is_reviewed) == ("Vi støtter", "nb", True)
