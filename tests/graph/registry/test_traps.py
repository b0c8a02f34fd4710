"""What is easily confused, kept apart: each test is one of the traps that the sources warn of."""

from datetime import date

import pytest

from graph.model import ThingType
from graph.namespaces import DCTERMS, ELI, ORG, RDF, SCHEMA, STP, W3ID
from graph.registry import Registry

Described = dict[str, dict[str, list[str]]]


def iri(kind: str, key: str) -> str:
    return f"{W3ID}/id/{kind}/{key}"


def test_legemiddelverket_and_its_successor_are_one_actor_with_dated_names(registry: Registry) -> None:
    agency = registry.actor("dmp")
    assert agency is not None
    for name in ("slv", "SLV", "Legemiddelverket", "Statens legemiddelverk", "974761122"):
        assert agency in (registry.actor(name), registry.actor_named(name))
    old, new = registry.dated_names("dmp")
    assert (old.name, old.valid_until) == ("Statens legemiddelverk", date(2023, 12, 31))
    assert (new.name, new.valid_from, new.valid_until) == (agency.name, date(2024, 1, 1), None)


def test_direktoratet_for_e_helse_went_into_helsedirektoratet_and_stays_an_actor_of_its_own(
    registry: Registry, described: Described
) -> None:
    ehelse, hdir = registry.actor("ehelse"), registry.actor("hdir")
    assert ehelse is not None
    assert hdir is not None
    assert ehelse.organisation_number != hdir.organisation_number
    assert described[iri("actor", "ehelse")][DCTERMS.isReplacedBy.value] == [iri("actor", "hdir")]
    merger = described[described[iri("actor", "ehelse")][ORG.changedBy.value][0]]
    assert merger[ORG.originalOrganization.value] == [iri("actor", "ehelse"), iri("actor", "hdir")]
    assert merger[ORG.resultingOrganization.value] == [iri("actor", "hdir")]
    assert merger[DCTERMS.date.value] == ["2024-01-01"]


def test_kdd_gave_away_a_portfolio_and_did_not_become_dfd(registry: Registry, described: Described) -> None:
    kdd = described[iri("actor", "kdd")]
    assert DCTERMS.isReplacedBy.value not in kdd
    assert registry.actor("kdd") != registry.actor("dfd")
    move = described[kdd[ORG.changedBy.value][0]]
    assert iri("actor", "kdd") in move[ORG.resultingOrganization.value]


@pytest.mark.parametrize("noun", ["kommisjonen", "utvalget", "strategien", "departementet", "senteret", "ordningen"])
def test_a_noun_that_only_the_context_explains_is_nobodys_name(registry: Registry, noun: str) -> None:
    assert registry.named(noun) == ()


def test_helsepersonellkommisjonen_is_neither_the_european_commission_nor_helsereformutvalget(
    registry: Registry,
) -> None:
    bodies = {registry.actor_named(name) for name in ("Helsepersonellkommisjonen", "EU-kommisjonen")}
    assert len(bodies | {registry.actor_named("Helsereformutvalget")}) == 3


def test_sdg_means_two_things_and_neither_without_context(registry: Registry) -> None:
    assert {entry.thing.key for entry in registry.named("SDG")} == {"sdg-gateway", "fn-berekraftsmaal"}
    assert not [entry for entry in registry.entries if "SDG" in entry.labels]


def test_digital_in_capitals_is_the_programme_and_the_ordinary_word_is_not(registry: Registry) -> None:
    assert [entry.thing.key for entry in registry.named("DIGITAL")] == ["digital-europa"]
    assert registry.named("digital") == registry.named("Digital") == ()


def test_digitaliseringsstrategien_is_one_of_several(registry: Registry) -> None:
    meant = {entry.thing.key for entry in registry.named("digitaliseringsstrategien")}
    assert meant == {"edos", "nhsp", "ny-digitaliseringsstrategi"}


def test_two_white_papers_with_one_number_differ_by_their_session(registry: Registry) -> None:
    assert [entry.thing.key for entry in registry.named("Meld. St. 9 (2023–2024)")] == ["nhsp"]
    assert [entry.thing.key for entry in registry.named("Meld. St. 9 (2012–2013)")] == ["eieg"]
    assert {"nhsp", "eieg"} <= {entry.thing.key for entry in registry.named("Meld. St. 9")}
    assert not [entry for entry in registry.entries if "Meld. St. 9" in entry.labels]


def test_a_proposal_is_not_the_act_that_it_became(described: Described) -> None:
    proposal, act = described[iri("instrument", "ehds-proposal")], described[iri("instrument", "ehds")]
    assert proposal[STP.proposalFor.value] == [iri("instrument", "ehds")]
    assert ELI.LegalResource.value in act[RDF.type.value]
    assert ELI.LegalResource.value not in proposal[RDF.type.value]
    assert not [address for address in proposal[SCHEMA.sameAs.value] if "/eli/" in address]


def test_the_withdrawn_liability_directive_has_an_end_and_no_eli(described: Described) -> None:
    directive = described[iri("instrument", "ki-ansvarsdirektivet")]
    assert directive[STP.validUntil.value] == ["2025-10-06"]
    assert STP.proposalFor.value not in directive
    assert not [address for address in directive[SCHEMA.sameAs.value] if "/eli/" in address]


def test_helsenettet_is_a_solution_and_norsk_helsenett_an_enterprise(registry: Registry) -> None:
    assert [entry.thing.type for entry in registry.named("Helsenettet")] == [ThingType.SOLUTION]
    assert [entry.thing.type for entry in registry.named("Norsk helsenett")] == [ThingType.ACTOR]


def test_ks_is_not_ks_digital(registry: Registry) -> None:
    assert registry.actor_named("KS") == registry.actor("ks")
    assert registry.actor_named("KS Digital") == registry.actor("ks-digital") != registry.actor("ks")


def test_sub_goals_have_letters_and_indicators_digits(registry: Registry) -> None:
    sub_goals = [entry for entry in registry.entries if entry.kind == "delmal"]
    indicators = [entry for entry in registry.entries if entry.thing.type is ThingType.INDICATOR]
    assert sub_goals
    assert indicators
    assert all(entry.number and entry.number[-1].isalpha() for entry in sub_goals)
    assert all(entry.number and entry.number.replace(".", "").isdigit() for entry in indicators)


def test_indicators_belong_to_the_hearing_draft_and_count_for_the_strategy(
    registry: Registry, described: Described
) -> None:
    indicator = registry.entry(ThingType.INDICATOR, "ehs-ind-1-4")
    assert indicator is not None
    assert indicator.parent == "nasjonal-ehelsestrategi"
    draft = iri("instrument", "nasjonal-ehelsestrategi-utkast-2022")
    assert described[iri("goal", "ehs-ind-1-4")][DCTERMS.isPartOf.value] == [draft]


def test_draft_and_editions_of_the_strategy_are_versions_of_one_work(registry: Registry) -> None:
    versions = [entry for entry in registry.entries if entry.version_of == "nasjonal-ehelsestrategi"]
    assert [entry.thing.key.rpartition("-")[2] for entry in versions] == ["2023", "2025", "2022"]
    named = registry.named("Nasjonal e-helsestrategi")
    assert [entry.thing.key for entry in named] == ["nasjonal-ehelsestrategi"]


@pytest.mark.parametrize(
    ("misspelt", "key"),
    [
        ("Sunhedsstrukturkommissionen", "sundhedsstrukturkommissionen"),
        ("Sunedsstrukturkommission", "sundhedsstrukturkommissionen"),
        ("Helsefelleskap", "helsefellesskap"),
        ("Helsepersonellkommissionen", "helsepersonellkommisjonen"),
        ("AIAct", "ki-forordningen"),
    ],
)
def test_a_misspelling_leads_to_the_thing_without_being_shown(
    registry: Registry, described: Described, misspelt: str, key: str
) -> None:
    assert [entry.thing.key for entry in registry.named(misspelt)] == [key]
    segment = "instrument" if key == "ki-forordningen" else "actor"
    shown = described[iri(segment, key)]
    hidden = [label.casefold() for label in shown["http://www.w3.org/2004/02/skos/core#hiddenLabel"]]
    assert misspelt.casefold() in hidden


def test_a_date_that_sources_disagree_on_is_not_stated(described: Described) -> None:
    assert STP.validFrom.value not in described[iri("instrument", "ehds")]


def test_skate_the_council_is_written_with_a_capital(registry: Registry) -> None:
    council = registry.entry(ThingType.ACTOR, "skate")
    assert council is not None
    assert "Skate" in council.case_sensitive_labels
