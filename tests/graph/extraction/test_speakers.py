from collections.abc import Callable

import pytest

from graph.extraction.speakers import has_letters, is_of
from graph.model import Extraction, Kind, Thing

Extract = Callable[..., Extraction]


def holders(extraction: Extraction) -> list[str | None]:
    return [one.holder.key if isinstance(one.holder, Thing) else one.holder for one in extraction.statements]


def test_a_report_goes_on_without_naming_its_source(extract: Extract) -> None:
    text = "Helsepersonellkommisjonen foreslår flere lærlinger. Den anbefaler også at skolene må få mer tid.\n"
    assert holders(extract(text)) == ["helsepersonellkommisjonen"] * 2


def test_what_the_sender_itself_thinks_ends_a_report(extract: Extract) -> None:
    text = "Helsepersonellkommisjonen foreslår flere lærlinger. Vi mener at skolene bør få mer tid.\n"
    assert holders(extract(text)) == ["helsepersonellkommisjonen", None]


def test_a_report_does_not_go_on_in_another_part(extract: Extract) -> None:
    text = (
        "Helsepersonellkommisjonen foreslår flere lærlinger.\n\n# Noe annet\nFristen bør flyttes til neste år.\n"
        "Skolene bør få mer tid.\n"
    )
    assert holders(extract(text))[-2:] == [None, None]


def test_what_surely_reports_somebody_is_kept_whatever_the_model_makes_of_it(extract: Extract) -> None:
    found = extract("Stortinget har senere bedt regjeringen gjennomgå ordningen.\n")
    assert holders(found) == ["stortinget"]
    assert found.statements[0].kind is Kind.RECOMMENDATION


def test_what_the_addressee_asks_for_is_the_sender_s_own_answer(extract: Extract) -> None:
    found = extract("Vi mener at fristen bør flyttes. Eksempel kommune foreslår også flere lærlinger.\n")
    assert holders(found) == [None, None]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dersom Helsedirektoratet mener at fristen er for kort, bør den flyttes.",
        "Arbeidsmiljøloven foreslår ingen frist, og det er uheldig for skolene.",
    ],
)
def test_a_condition_and_an_act_report_nobody(extract: Extract, sentence: str) -> None:
    assert not any(holders(extract(f"{sentence}\n")))


@pytest.mark.parametrize(
    ("called", "name", "is_own"),
    [
        ("Eksempelforeningen", "Norsk eksempelforening", True),
        ("NEF", "Norsk Eksempel Forbund", True),
        ("Eksempel", "Eksempel Digital", True),
        ("EKS", "EKS, Landsforeningen for eksempler", True),
        ("EKSs", "EKS, Landsforeningen for eksempler", True),
        ("Prøvedirektoratet", "Norsk eksempelforening", False),
        ("OECD", "Norsk eksempelforening", False),
    ],
)
def test_a_sender_is_known_by_a_part_of_its_name(called: str, name: str, is_own: bool) -> None:
    assert is_of(called, name) == is_own


def test_a_sender_that_nobody_knows_is_known_by_its_letters() -> None:
    assert has_letters("NPF", "Norsk Prøveforbund")
    assert not has_letters("OECD", "Norsk Prøveforbund")
    assert not has_letters("Norge", "Norsk Prøveforbund")


def test_a_paper_for_decision_tells_who_thinks_what_though_its_writer_is_not_the_body(extract: Extract) -> None:
    opening = "# Saksprotokoll\n\n## Saksopplysninger\n\n"
    paper = "Helsepersonellkommisjonen foreslår flere lærlinger. Skolene bør få mer tid til dette.\n\n"
    decision = "## Vedtak\n\nKommunen støtter forslaget.\n"
    found = holders(extract(opening + paper + decision))
    assert found[0] == "helsepersonellkommisjonen"
    assert found[-1] is None
