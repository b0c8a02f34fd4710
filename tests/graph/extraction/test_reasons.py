from graph.extraction.reasons import with_reasons
from graph.model import Kind, Span, Statement


def statement(start: int, quote: str, kind: Kind, holder: str | None = None) -> Statement:
    return Statement(Span(start, start + len(quote)), quote, kind, holder=holder)


def test_a_conclusion_rests_on_the_statement_before() -> None:
    first = statement(0, "Fristen er kort.", Kind.CONCERN)
    second = statement(17, "Den bør derfor utvides.", Kind.RECOMMENDATION)
    assert with_reasons((first, second))[1].justified_by == first.span


def test_a_position_rests_on_the_effect_named_after_it() -> None:
    first = statement(0, "Fristen bør utvides.", Kind.RECOMMENDATION)
    second = statement(21, "Dette vil gi ro.", Kind.ASSESSMENT)
    assert with_reasons((first, second))[0].justified_by == second.span


def test_no_reason_is_guessed_where_the_text_gives_none() -> None:
    first = statement(0, "Fristen er kort.", Kind.CONCERN)
    second = statement(17, "Skolene bør samarbeide.", Kind.RECOMMENDATION)
    assert all(one.justified_by is None for one in with_reasons((first, second)))


def test_nobody_elses_words_are_taken_for_a_reason() -> None:
    first = statement(0, "OECD mener fristen er kort.", Kind.CONCERN, "OECD")
    second = statement(28, "Den bør derfor utvides.", Kind.RECOMMENDATION)
    assert with_reasons((first, second))[1].justified_by is None
