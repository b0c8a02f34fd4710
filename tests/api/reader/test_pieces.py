"""Text cut at every edge of what was found in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.reader.pieces import Layer, Place, pieces
from api.things.markup import without_markup
from graph.model import Span, reading_form, reading_offsets

_TEXT = "Vi støtter for-\nslaget, men fristen må  utsettes. Takk."


def _place(words: str, kind: str = "support", named: str = "") -> Place:
    start = _TEXT.index(words)
    return Place(f"https://a.example/id/statement/{words[:2]}", Span(start, start + len(words)), kind, named=named)


def test_the_reading_form_joins_lines_and_the_exact_form_keeps_them() -> None:
    whole = Span(0, len(_TEXT))
    assert "".join(piece.text for piece in pieces(_TEXT, whole, Layer())) == reading_form(_TEXT)
    assert "".join(piece.text for piece in pieces(_TEXT, whole, Layer(), exact=True)) == _TEXT


def test_a_statement_within_another_is_shown_within_it() -> None:
    outer, inner = _place("Vi støtter for-\nslaget, men fristen må  utsettes."), _place("fristen må", "recommendation")
    layer = Layer((outer, inner), (_place("for-\nslaget", named="x"),), (Span(3, 10),))
    found = pieces(_TEXT, Span(0, len(_TEXT)), layer)
    assert [(piece.text, [place.kind for place in piece.statements]) for piece in found] == [
        ("Vi ", ["support"]),
        ("støtter", ["support"]),
        (" ", ["support"]),
        ("forslaget", ["support"]),
        (", men ", ["support"]),
        ("fristen må", ["recommendation", "support"]),
        (" utsettes.", ["support"]),
        (" Takk.", []),
    ]
    assert [piece.text for piece in found if piece.is_cue] == ["støtter"]
    assert [piece.text for piece in found if piece.mention] == ["forslaget"]
    assert [piece.text for piece in found if outer in piece.begins] == ["Vi "]
    assert [piece.text for piece in found if outer in piece.ends] == [" utsettes."]


def test_statements_that_cross_each_other_are_both_shown_where_they_meet() -> None:
    first, second = _place("støtter for-\nslaget, men"), _place("men fristen må", "concern")
    found = pieces(_TEXT, Span(0, len(_TEXT)), Layer((first, second)))
    assert [piece.text for piece in found if len(piece.statements) == 2] == ["men"]


def test_a_page_begins_where_the_original_has_it() -> None:
    layer = Layer(page_starts=(0, _TEXT.index("men")))
    assert [(piece.page, piece.text[:3]) for piece in pieces(_TEXT, Span(0, len(_TEXT)), layer)] == [
        (1, "Vi "),
        (2, "men"),
    ]


def test_what_goes_on_in_the_next_stretch_neither_begins_nor_ends_twice() -> None:
    place, cut = _place("støtter for-\nslaget"), _TEXT.index("for-")
    first = pieces(_TEXT, Span(0, cut), Layer((place,)))
    second = pieces(_TEXT, Span(cut, len(_TEXT)), Layer((place,)))
    assert [len(piece.begins) for piece in (*first, *second)] == [0, 1, 0, 0]
    assert [len(piece.ends) for piece in (*first, *second)] == [0, 0, 1, 0]


_SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 20)), max_size=6)


@given(st.text(alphabet="ab-\n \u00ad", min_size=1, max_size=40), _SPANS, st.booleans())
def test_whatever_overlaps_no_character_is_lost_or_told_twice(
    text: str, spans: list[tuple[int, int]], exact: bool
) -> None:
    places = [
        Place(f"s/{n}", Span(start, min(start + length, len(text))))
        for n, (start, length) in enumerate(spans)
        if start < len(text)
    ]
    layer = Layer(places, cues=[place.span for place in places[:2]], page_starts=(0,))
    found = pieces(text, Span(0, len(text)), layer, exact=exact)
    assert "".join(piece.text for piece in found) == (text if exact else reading_form(text))
    shown = [piece for piece in found if piece.text]
    for place in places:
        covered = "".join(piece.text for piece in shown if place in piece.statements)
        assert "".join(covered.split()) == "".join(
            text[offset] for offset in range(place.span.start, place.span.end) if _is_shown(text, offset, exact=exact)
        )
        assert sum(place in piece.begins for piece in shown) == bool(covered)


def _is_shown(text: str, offset: int, *, exact: bool) -> bool:
    kept = range(len(text)) if exact else reading_offsets(text)
    return offset in kept and not text[offset].isspace()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Se [planen](#) og [NOU 2020: 2](https://a.example/x).", "Se planen og NOU 2020: 2."),
        ("Vi *mener* at **dette** haster.", "Vi mener at dette haster."),
        ("<https://a.example/x>", "https://a.example/x"),
        ("3 * 4 * 5 og [uten lenke] og a*b*c", "3 * 4 * 5 og [uten lenke] og a*b*c"),
        ("[" * 5000 + "*" * 5000, "[" * 5000 + "*" * 5000),
    ],
)
def test_signs_of_a_markup_are_not_read_but_stand_in_the_exact_form(text: str, read: str) -> None:
    whole = Span(0, len(text))
    assert "".join(piece.text for piece in pieces(text, whole, Layer())) == read
    assert without_markup(text) == read
    assert "".join(piece.text for piece in pieces(text, whole, Layer(), exact=True)) == text
