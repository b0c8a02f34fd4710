from graph.extraction.records import mention_record, statement_of, statement_record
from graph.model import Document, Force, Kind, Mention, Span, Statement, Thing, ThingType

FIELDS = ["doc", "start", "end", "text", "kind", "force", "targets", "section_targets", "addressee", "holder"]
PLAN = Thing("eksempelplanen", ThingType.INSTRUMENT, "Eksempelplanen", False)
STATEMENT = Statement(
    Span(0, 11), "Planen bør ", Kind.RECOMMENDATION, Force.SHOULD, targets=(PLAN,), addressee=PLAN, holder="OECD"
)


def test_a_record_has_exactly_the_fields_of_the_guide() -> None:
    record = statement_record("svar", STATEMENT)
    assert list(record) == FIELDS
    assert (record["targets"], record["addressee"], record["holder"]) == (["Eksempelplanen"], "Eksempelplanen", "OECD")


def test_a_record_can_be_read_again() -> None:
    again = statement_of(statement_record("svar", STATEMENT))
    assert (again.span, again.quote, again.kind, again.force, again.holder) == (
        STATEMENT.span,
        STATEMENT.quote,
        STATEMENT.kind,
        STATEMENT.force,
        STATEMENT.holder,
    )


def test_a_mention_has_a_type_of_the_guide() -> None:
    document = Document("svar.txt", "text/plain", "0", "Mål 1 er bra.", ())
    goal = Thing("m1", ThingType.INDICATOR, "Mål 1")
    assert mention_record("svar", document, Mention(Span(0, 5), goal)) == {
        "doc": "svar",
        "start": 0,
        "end": 5,
        "text": "Mål 1",
        "key": "m1",
        "type": "goal",
    }
