import re

import pytest
from pyoxigraph import Literal, NamedNode

from graph.errors import QueryError, UnknownNameError
from graph.query.named import NamedQuery, answer_named, named_queries, named_query
from graph.query.table import as_table
from graph.store.embedded import EmbeddedStore

_BASE = "https://standpunkt.example/id"
_NAMES = sorted(named_queries())


def _texts(store: EmbeddedStore, name: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
    """What some columns of a named query's answer say."""
    answer = answer_named(store, name, values)
    positions = [answer.variables.index(column) for column in columns]
    return [tuple(getattr(row[position], "value", "") for position in positions) for row in answer.rows()]


@pytest.mark.parametrize("name", _NAMES)
def test_every_question_has_an_answer_in_the_invented_consultation(store: EmbeddedStore, name: str) -> None:
    assert list(answer_named(store, name, {}).rows())


@pytest.mark.parametrize("name", _NAMES)
def test_every_question_is_put_in_norwegian_and_english(name: str) -> None:
    header = named_query(name).header
    for texts in (header.titles, header.descriptions, *(each.labels for each in (*header.parameters, *header.columns))):
        assert set(texts) == {"nb", "en"}
        assert all(text.strip() for text in texts.values())
    assert header.titles["nb"].endswith("?")
    assert header.tags


@pytest.mark.parametrize("name", _NAMES)
def test_the_columns_and_parameters_of_a_question_are_selected_by_it(store: EmbeddedStore, name: str) -> None:
    named = named_query(name)
    selected = set(answer_named(store, name, {}).variables)
    assert {column.variable for column in named.header.columns} <= selected
    assert {parameter.variable for parameter in named.header.parameters} <= selected


@pytest.mark.parametrize("name", _NAMES)
def test_rows_stand_in_an_order_that_leaves_nothing_to_chance(store: EmbeddedStore, name: str) -> None:
    named = named_query(name)
    order = re.search(r"^ORDER BY (.*)$", named.text, re.MULTILINE)
    assert order, "a question needs an ORDER BY in a line of its own"
    # Each row differs from the others in the things that it is about; these must decide where it stands.
    things = {variable for variable in re.findall(r"\?(\w+)", order[1]) if not variable.endswith("Label")}
    rows = [
        tuple(str(row[position]) for position, variable in enumerate(answer.variables) if variable in things)
        for answer in [answer_named(store, name, {})]
        for row in answer.rows()
    ]
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize(
    "name", [name for name in _NAMES if "consultation" in str(named_query(name).header.parameters)]
)
def test_a_consultation_narrows_every_question_by_its_key_or_its_iri(store: EmbeddedStore, name: str) -> None:
    everything = list(answer_named(store, name, {}).rows())
    for value in ("eksempelhoring", f"{_BASE}/consultation/eksempelhoring"):
        assert len(list(answer_named(store, name, {"consultation": value}).rows())) == len(everything)
    assert not list(answer_named(store, name, {"consultation": "en-annen-horing"}).rows())


def test_who_opposes_a_proposal_and_in_which_words(store: EmbeddedStore) -> None:
    assert _texts(store, "who-opposes", "actorLabel", "quote", proposal="1") == [
        ("Eksempel helseforetak", "Vi kan ikke støtte delingsplikten."),
        ("Eksempel helseforetak", "Delingsplikten svekker personvernet."),
        ("Eksempelforbundet", "Vi kan ikke støtte delingsplikten."),
        ("Eksempelforbundet", "Delingsplikten svekker personvernet."),
    ]


def test_who_supports_with_remarks_and_whether_somebody_reviewed_it(store: EmbeddedStore) -> None:
    assert _texts(store, "who-supports-with-remarks", "actorLabel", "stanceLabel", "quote", "review") == [
        ("Eksempel kommune", "støtter", "Eksempel kommune støtter plikten til å dele opplysninger.", "gjennomgått"),
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
    asked = _texts(store, "asked-of", "addresseeLabel", "actorLabel", "forceLabel")
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
    for row in answer_named(store, name, {}).rows():
        assert not [term for term in row if "foreløpig" in str(term).casefold()]


def test_a_value_is_bound_as_a_term() -> None:
    named = named_query("positions-to-review")
    assert named.bound({"kind": "concern", "consultation": "a"}) == {
        "kind": NamedNode("https://w3id.org/standpunkt/id/kind/concern"),
        "consultationKey": Literal("a"),
    }
    assert named_query("responses-that-refer-to").bound({})["instrumentKey"] == Literal("ehds")
    assert named_query("responses-that-refer-to").bound({"instrument": " "}) == {}


def test_hostile_values_stay_values(store: EmbeddedStore) -> None:
    for value in ('" } #', "http://a> } #", "concern> . ?s ?p ?o . <http://a", "\x00"):
        for name, parameter in (
            ("positions-to-review", "kind"),
            ("who-opposes", "proposal"),
            ("asked-of", "addressee"),
        ):
            try:
                assert not list(answer_named(store, name, {parameter: value}).rows())
            except QueryError as error:
                assert "cannot stand in an IRI" in str(error)  # noqa: PT017


def test_unknown_names_are_answered_with_those_that_exist() -> None:
    with pytest.raises(UnknownNameError, match="who-opposes"):
        named_query("hvem")
    with pytest.raises(UnknownNameError, match="consultation, proposal"):
        named_query("who-opposes").bound({"forslag": "1"})


def test_a_header_that_is_wrong_names_its_query() -> None:
    with pytest.raises(QueryError, match="mine"):
        NamedQuery.read("mine", "#+ title = \nSELECT * {}")


def test_a_query_without_header_takes_any_parameter() -> None:
    query = NamedQuery.read("mine", "SELECT ?s ?name { ?s skos:prefLabel ?name }")
    assert query.bound({"s": "http://a", "name": "b"}) == {"s": NamedNode("http://a"), "name": Literal("b")}


def test_columns_whose_value_was_given_are_not_shown(store: EmbeddedStore) -> None:
    named = named_query("who-opposes")
    values = named.bound({"proposal": "1"})
    table = as_table(store.query(named.text, parameters=values), named.shown(values))
    assert table.headings[:2] == ("Forslag", "Aktør")
    assert table.rows[0][1].link == f"{_BASE}/actor/eksempel-helseforetak"
