"""Keys and IRIs. The vectors here are frozen: to change one is to break every link to published data."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.iris import Iris, actor_key, digest, instrument_key, response_key, slug, statement_key, text_digest
from graph.model import Actor, Consultation, Kind, Mention, Span, Statement, Thing, ThingType

BASE = Iris("https://standpunkt.example")
NUMBER = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ås kommune – Pleie & omsorg", "as-kommune-pleie-omsorg"),
        ("Sørøya Ærfugl AS", "soroya-aerfugl-as"),
        ("  ", "uten-navn"),
        ("Čáhci", "cahci"),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_slug_is_plain_lower_case_letters_digits_and_hyphens(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_every_name_has_a_slug_that_an_iri_can_hold(name: str) -> None:
    assert slug(name).isascii()
    assert 1 <= len(slug(name)) <= 80


@pytest.mark.parametrize(
    ("designation", "expected"),
    [
        ("NOU 2023: 4", "nou-2023-4"),
        ("NOU 2023:4", "nou-2023-4"),
        ("Meld. St. 9 (2023–2024)", "meld-st-9-2023-2024"),
        ("Meld. St. 9 (2012-2013)", "meld-st-9-2012-2013"),
        ("St.meld. nr. 47 (2008–2009)", "meld-st-47-2008-2009"),
        ("Prop. 91 L (2010–2011)", "prop-91-l-2010-2011"),
        ("Innst. 220 S (2023–2024)", "innst-220-s-2023-2024"),
        ("Regulation (EU) 2025/327", "eu-2025-327"),
        ("Regulation (EU) No 910/2014", "eu-2014-910"),
        ("Directive 2011/24/EU", "eu-2011-24"),
        ("Directive 95/46/EC", "eu-1995-46"),
        ("COM(2022) 197 final", "com-2022-197"),
        ("LOV-1999-07-02-64", "lov-1999-07-02-64"),
        ("Dokument 3:12 (2023–2024)", "dokument-3-12-2023-2024"),
    ],
)
def test_a_designation_gives_one_key_however_it_is_written(designation: str, expected: str) -> None:
    assert instrument_key(designation) == expected


def test_the_key_of_a_response_is_its_sender_and_its_bytes() -> None:
    assert response_key(Actor("eksempel-kommune", "Eksempel kommune"), NUMBER) == "eksempel-kommune-0123456789ab"
    assert response_key(None, NUMBER) == "svar-0123456789ab"


def test_the_key_of_a_private_persons_response_does_not_name_the_person() -> None:
    person = Actor("kari-eksempel", "Kari Eksempel", kind="privatperson")
    assert response_key(person, NUMBER) == "privatperson-0123456789ab"


def test_an_unregistered_actor_is_known_by_its_number_before_its_name() -> None:
    assert actor_key("Eksempel kommune", "974761122") == "org-974761122"
    assert actor_key("Eksempel kommune") == "eksempel-kommune"


def test_a_statement_keeps_its_key_when_the_text_is_wrapped_anew() -> None:
    wrapped = statement_key("svar-1", "Vi støtter for-\nslaget  fullt ut.", 0)
    assert wrapped == statement_key("svar-1", "Vi støtter forslaget fullt ut.", 0) == "5e6fc9084c6f44e9"


def test_the_same_words_twice_are_two_statements() -> None:
    assert statement_key("svar-1", "Vi støtter dette.", 0) != statement_key("svar-1", "Vi støtter dette.", 1)


def test_iris_of_ones_own_stand_under_the_base_and_the_registrys_do_not() -> None:
    registered = Actor("hod", "Helse- og omsorgsdepartementet", registered=True)
    assert BASE.actor(registered).value == "https://w3id.org/standpunkt/id/actor/hod"
    assert BASE.actor(Actor("eksempel-kommune", "Eksempel kommune")).value == (
        "https://standpunkt.example/id/actor/eksempel-kommune"
    )
    consultation = Consultation("eksempelloven", {"nb": "Eksempelloven"}, deadline=date(2026, 1, 1))
    assert BASE.proposal(consultation, "§ 4").value == "https://standpunkt.example/id/proposal/eksempelloven-4"


def test_graphs_of_the_vocabulary_are_the_same_for_every_publisher() -> None:
    assert BASE.graph("ontology").value == "https://w3id.org/standpunkt/graph/ontology"
    assert BASE.graph("response", "svar-1").value == "https://standpunkt.example/graph/response/svar-1"


def test_indicators_stand_among_goals_and_groups_among_actors() -> None:
    indicator = Thing("ehs-i1-4", ThingType.INDICATOR, "Måleindikator 1.4")
    group = Thing("g-parorende", ThingType.GROUP, "Pårørende")
    assert BASE.thing(indicator).value.endswith("/id/goal/ehs-i1-4")
    assert BASE.thing(group).value.endswith("/id/actor/g-parorende")


def test_frozen_digests() -> None:
    assert digest("a", "b") == "7e18f737311b2dc3"
    assert text_digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    statement = Statement(Span(0, 4), "test", Kind.SUPPORT)
    assert BASE.statement("svar-1", statement, 0).value == "https://standpunkt.example/id/statement/34337086b339de36"
    named = Mention(Span(0, 4), Thing("ehds", ThingType.INSTRUMENT, "EHDS"))
    assert (
        BASE.mention("svar-1", text_digest("tekst"), named).value
        == "https://standpunkt.example/id/mention/932fa7269378ccce"
    )
