import pytest

from graph.extraction.reasons import with_reasons
from graph.model import Kind, Span, Statement


def linked(first: str, kind: Kind, second: str, other: Kind, *, gap: str = " ") -> list[int]:
    """For each of two statements, which of them gives its reason; only those that have one."""
    text = first + gap + second
    spans = (Span(0, len(first)), Span(len(first) + len(gap), len(text)))
    found = with_reasons(text, (Statement(spans[0], first, kind), Statement(spans[1], second, other)))
    return [spans.index(one.justified_by) for one in found if one.justified_by]


@pytest.mark.parametrize(
    ("first", "kind", "second", "other"),
    [
        ("Fristen er kort.", Kind.CONCERN, "Den bør derfor utvides.", Kind.RECOMMENDATION),
        ("Skulane samarbeider godt.", Kind.ASSESSMENT, "På denne bakgrunnen støttar vi forslaget.", Kind.SUPPORT),
    ],
)
def test_a_conclusion_rests_on_the_statement_before(first: str, kind: Kind, second: str, other: Kind) -> None:
    assert linked(first, kind, second, other) == [0]


@pytest.mark.parametrize(
    ("first", "kind", "second", "other"),
    [
        ("Fristen bør utvides.", Kind.RECOMMENDATION, "Dette vil gi ro.", Kind.ASSESSMENT),
        ("Vi støtter fristen.", Kind.SUPPORT, "Den gir alle tid nok.", Kind.ASSESSMENT),
        ("Vi går imot fristen.", Kind.OPPOSITION, "Den er for kort.", Kind.CONCERN),
        ("Vi går imot fristen.", Kind.OPPOSITION, "Skolene trenger to år.", Kind.ASSESSMENT),
        ("Fristen bør utvides.", Kind.RECOMMENDATION, "Grunnen er at skolene mangler folk.", Kind.CONCERN),
    ],
)
def test_a_position_rests_on_what_follows_it(first: str, kind: Kind, second: str, other: Kind) -> None:
    assert linked(first, kind, second, other) == [1]


@pytest.mark.parametrize(
    ("first", "kind", "second", "other"),
    [
        ("Fristen er kort.", Kind.CONCERN, "Skolene bør samarbeide.", Kind.RECOMMENDATION),
        ("Fristen bør utvides.", Kind.RECOMMENDATION, "Skolene mangler folk.", Kind.CONCERN),
        ("Vi støtter fristen.", Kind.SUPPORT, "Den er kort.", Kind.CONCERN),
        ("Vi går imot fristen.", Kind.OPPOSITION, "Alternativ A er heller ikke godt.", Kind.CONCERN),
        ("Fristen bør utvides.", Kind.RECOMMENDATION, "Det er også et annet problem.", Kind.ASSESSMENT),
        ("Fristen er kort.", Kind.CONCERN, "Derfor er vi bekymret.", Kind.CONCERN),
    ],
)
def test_no_reason_is_guessed_where_the_text_gives_none(first: str, kind: Kind, second: str, other: Kind) -> None:
    assert linked(first, kind, second, other) == []


def test_a_reason_stands_in_the_same_paragraph() -> None:
    first, second = "Vi går imot fristen.", "Den er for kort."
    assert linked(first, Kind.OPPOSITION, second, Kind.CONCERN, gap="\n\n") == []
    assert linked(first, Kind.OPPOSITION, second, Kind.CONCERN, gap="\n") == [1]


def test_nobody_elses_words_are_taken_for_a_reason() -> None:
    first, second = "OECD mener fristen er kort.", "Den bør derfor utvides."
    text = f"{first} {second}"
    reported = Statement(Span(0, len(first)), first, Kind.CONCERN, holder="OECD")
    own = Statement(Span(len(first) + 1, len(text)), second, Kind.RECOMMENDATION)
    assert [one.justified_by for one in with_reasons(text, (reported, own))] == [None, None]
