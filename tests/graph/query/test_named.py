import re

import pytest
from pyoxigraph import Literal, NamedNode

from graph.errors import ParameterError, QueryError, UnknownNameError
from graph.namespaces import XSD
from graph.query.named import NamedQuery, answer_named, named_queries, named_query, terms_in
from graph.query.table import as_table
from graph.store.embedded import EmbeddedStore

_BASE = "https://standpunkt.example/id"
_NAMES = sorted(named_queries())
_NEEDED = {
    "actor": "eksempel-kommune",
    "actorKind": "kommune",
    "addressee": "hod",
    "goal": "ehs-m2",
    "instrument": "ehds",
    "theme": "personvern",
}


def _texts(store: EmbeddedStore, name: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
    """What some columns of a named query's answer say."""
    answer = answer_named(store, name, values)
    positions = [answer.variables.index(column) for column in columns]
    return [tuple(getattr(row[position], "value", "") for position in positions) for row in answer.rows()]


@pytest.mark.parametrize("name", _NAMES)
def test_every_question_is_put_in_both_forms_of_norwegian_and_in_english(name: str) -> None:
    header = named_query(name).header
    for texts in (header.titles, header.descriptions, *(each.labels for each in (*header.parameters, *header.columns))):
        assert set(texts) == {"nb", "nn", "en"}
        assert all(text.strip() for text in texts.values())
    assert header.titles["nb"].endswith("?")
    assert header.tags


@pytest.mark.parametrize("name", _NAMES)
def test_the_columns_and_parameters_of_a_question_are_selected_by_it(store: EmbeddedStore, name: str) -> None:
    named = named_query(name)
    selected = set(store.query(named.text).variables)
    assert {column.variable for column in named.header.columns} <= selected
    assert {parameter.variable for parameter in named.header.parameters} <= selected


@pytest.mark.parametrize("name", _NAMES)
def test_rows_stand_in_an_order_that_leaves_nothing_to_chance(store: EmbeddedStore, name: str) -> None:
    text = named_query(name).text
    order = re.search(r"^ORDER BY\s(.*)\Z", text, re.MULTILINE | re.DOTALL)
    assert order, "a question needs an ORDER BY at its end"
    # Each row differs from the others in the things that it is about; these must decide where it stands.
    things = {variable for variable in re.findall(r"\?(\w+)", order[1]) if not variable.endswith("Label")}
    answer = store.query(text)
    places = [place for place, variable in enumerate(answer.variables) if variable in things]
    rows = [tuple(str(row[place]) for place in places) for row in answer.rows()]
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize(
    "name",
    [name for name in _NAMES if any(each.name == "consultation" for each in named_query(name).header.parameters)],
)
def test_a_consultation_may_be_given_by_its_key_or_its_iri(store: EmbeddedStore, name: str) -> None:
    needed = {each.name: _NEEDED[each.name] for each in named_query(name).header.parameters if each.required}
    everything = list(answer_named(store, name, needed).rows())
    for value in ("eksempelhoring", f"{_BASE}/consultation/eksempelhoring"):
        rows = list(answer_named(store, name, {**needed, "consultation": value}).rows())
        assert len(rows) == len(everything)


def test_who_opposes_a_proposal_and_in_which_words(store: EmbeddedStore) -> None:
    assert _texts(store, "who-opposes", "actorLabel", "quote", proposal="1") == [
        ("Eksempel helseforetak", "Vi kan ikke støtte delingsplikten."),
        ("Eksempel helseforetak", "Delingsplikten svekker personvernet."),
        ("Eksempelforbundet", "Vi kan ikke støtte delingsplikten."),
        ("Eksempelforbundet", "Delingsplikten svekker personvernet."),
    ]


def test_who_supports_with_remarks_and_whether_somebody_reviewed_it(store: EmbeddedStore) -> None:
    assert _texts(store, "who-supports-with-remarks", "actorLabel", "stanceLabel", "quote", "reviewStateLabel") == [
        ("Eksempel kommune", "støtter", "Eksempel kommune støtter plikten til å dele opplysninger.", "bekreftet"),
        (
            "Eksempel kommune",
            "ber om",
            "Departementet må sørge for finansiering før plikten trer i kraft.",
            "maskinelt foreslått, ikke gjennomgått",
        ),
    ]


def test_who_was_invited_and_did_not_answer(store: EmbeddedStore) -> None:
    assert _texts(store, "who-did-not-answer", "actorLabel") == [("Eksempelrådet",)]


def test_who_had_no_remarks_and_who_is_held_back(store: EmbeddedStore) -> None:
    assert _texts(store, "who-had-no-remarks", "actorLabel") == [("Eksempeltilsynet",)]
    assert _texts(store, "held-back", "actorLabel", "legalGround") == [("Eksempel helseforetak", "offentleglova § 13")]


def test_what_is_asked_of_a_ministry(store: EmbeddedStore) -> None:
    asked = _texts(store, "asked-of", "addresseeLabel", "actorLabel", "forceLabel", addressee="hod")
    assert asked == [("Helse- og omsorgsdepartementet", "Eksempel kommune", "må")]
    assert not _texts(store, "asked-of", "actorLabel", addressee="dmp")


def test_a_reference_to_the_proposal_for_an_instrument_counts_as_one_to_the_instrument(store: EmbeddedStore) -> None:
    assert _texts(store, "responses-that-refer-to", "actorLabel", "mentionedLabel", "quote", instrument="ehds") == [
        ("Eksempel kommune", "Det europeiske helsedataområdet", "EHDS"),
        (
            "Eksempelvik kommune",
            "Forslag til forordning om det europeiske helsedataområdet",
            "framlegget til forordning om helsedata",
        ),
    ]


def test_goals_without_positions_stand_among_those_with_some(store: EmbeddedStore) -> None:
    counts = _texts(store, "positions-per-goal", "goalNumber", "positions", "critical", "asks", "actors")
    assert counts == [("1", "0", "0", "0", "0"), ("2", "2", "1", "1", "1"), ("3", "1", "1", "0", "2")]


def test_a_proposal_that_some_support_and_others_oppose_is_contested(store: EmbeddedStore) -> None:
    counts = _texts(store, "contested-proposals", "proposalNumber", "supports", "opposes")
    assert counts == [("1", "1", "1"), ("2", "1", "1")]


def test_the_matrix_has_every_actor_against_every_proposal(store: EmbeddedStore) -> None:
    rows = _texts(store, "verdict-matrix", "actorLabel", "proposalNumber", "verdictLabel")
    assert len(rows) == 7 * 3
    assert ("Eksempeltilsynet", "1", "ikke omtalt") in rows
    assert ("Eksempelforbundet", "1", "går imot") in rows


def test_a_proposal_with_a_name_in_nynorsk_alone_is_called_by_it(store: EmbeddedStore) -> None:
    names = _texts(store, "proposals-overview", "proposalLabel")
    assert names == [("Plikt til å dele",), ("Betaling etter folketall",), ("Frist for innføring",)]


def test_reports_of_others_views_name_both(store: EmbeddedStore) -> None:
    rows = _texts(store, "what-an-actor-reports", "actorLabel", "attributedLabel")
    assert rows == [("Eksempel helseforetak", "Eksempelrådet"), ("Eksempelforbundet", "Eksempelrådet")]


def test_everything_an_actor_says_stands_in_the_order_of_its_text(store: EmbeddedStore) -> None:
    rows = _texts(store, "what-an-actor-says", "kindLabel", actor=f"{_BASE}/actor/eksempel-kommune")
    assert rows == [("støtte",), ("anbefaling",), ("vurdering",), ("motstand",)]


def test_an_actor_with_two_keys_answers_once(store: EmbeddedStore) -> None:
    assert len(_texts(store, "who-endorses-whom", "actorLabel")) == 1


@pytest.mark.parametrize("name", [name for name in _NAMES if name != "held-back"])
def test_a_response_that_was_replaced_counts_no_more(store: EmbeddedStore, name: str) -> None:
    needed = {each.name: _NEEDED[each.name] for each in named_query(name).header.parameters if each.required}
    for row in answer_named(store, name, needed).rows():
        assert not [term for term in row if "foreløpig" in str(term).casefold()]


def test_an_actor_counts_once_on_each_side_of_a_goal(store: EmbeddedStore) -> None:
    rows = _texts(store, "who-agrees-on-goal", "actorLabel", "sideLabel", "supports", "critical", "asks", goal="ehs-m2")
    assert [row[2:] for row in rows] == [("0", "1", "1")]


def test_unknown_names_of_queries_are_answered_with_those_that_exist() -> None:
    with pytest.raises(UnknownNameError, match="who-opposes"):
        named_query("hvem")


def test_a_header_that_is_wrong_names_its_query() -> None:
    for header in ("title = ", 'title.nb = "A"', "columns = [1]"):
        with pytest.raises(QueryError, match="mine"):
            NamedQuery.read("mine", f"#+ {header}\nSELECT * {{}}")


def test_a_query_without_header_takes_any_parameter(store: EmbeddedStore) -> None:
    query = NamedQuery.read("mine", "SELECT ?s ?name { ?s skos:prefLabel ?name }")
    assert terms_in(store, query, {"s": "http://a", "name": "b"}) == {"s": NamedNode("http://a"), "name": Literal("b")}
    with pytest.raises(ParameterError, match="no IRI"):
        terms_in(store, query, {"s": "http://a b"})


def test_a_query_of_ones_own_has_a_header_of_its_own(store: EmbeddedStore) -> None:
    text = """
#+ title = { nb = "Hvem heter hva?", en = "Who is called what?" }
#+ description = { nb = "Alle navn.", en = "All names." }
#+ tags = ["navn"]
#+ columns = ["actorLabel", { variable = "key", nb = "Nøkkel", en = "Key" }]
#+ [parameters.kind]
#+ type = "choice"
#+ label = { nb = "Slag", en = "Kind" }
#+ choices = ["a", "b"]
#+ default = "a"
#+ [parameters.letters]
#+ type = "integer"
#+ label = { nb = "Bokstaver", en = "Letters" }
#+ minimum = 3

SELECT ?actor ?actorLabel ?key ?kind ?letters { ?actor dcterms:identifier ?key ; skos:prefLabel ?actorLabel }
ORDER BY ?key
"""
    query = NamedQuery.read("mine", text)
    assert [column.labels["en"] for column in query.header.columns] == ["Actor", "Key"]
    assert terms_in(store, query, {"letters": "3"}) == {
        "kind": Literal("a"),
        "letters": Literal("3", datatype=XSD.integer),
    }
    with pytest.raises(ParameterError, match="a whole number of at least 3"):
        query.check({"letters": "2"})
    assert not query.sparql.startswith("#+")


def test_columns_whose_value_was_given_are_not_shown(store: EmbeddedStore) -> None:
    named = named_query("who-opposes")
    terms = terms_in(store, named, {"proposal": "1"})
    table = as_table(store.query(named.text, parameters=terms), named.shown(terms))
    assert table.headings[:3] == ("Nr.", "Aktør", "Holdning")
    assert table.rows[0][1].link == f"{_BASE}/actor/eksempel-helseforetak"


def test_concepts_are_named_in_the_language_that_is_wanted(store: EmbeddedStore) -> None:
    named = named_query("who-opposes")
    answer = store.query(named.text, parameters=terms_in(store, named, {"proposal": "1"}))
    table = as_table(answer, named.header.columns, "en")
    stance = table.headings.index("Stance")
    assert {row[stance].text for row in table.rows} == {"opposes", "is critical"}


def test_what_has_no_name_is_called_by_its_key(store: EmbeddedStore) -> None:
    answer = store.query("SELECT ?actor ?actorLabel { VALUES ?actor { <https://standpunkt.example/id/actor/ukjent> } }")
    (row,) = as_table(answer, [named_query("who-answered").header.columns[0]]).rows
    assert row[0].text == "ukjent"
