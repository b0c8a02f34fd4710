"""What holds of the whole shipped registry."""

import csv
import re
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from pyoxigraph import NamedNode

from graph.model import ThingType
from graph.namespaces import DCTERMS, ELI, ORG, PREFIXES, RDF, SCHEMA, SKOS, STP, W3ID
from graph.registry import Registry
from graph.registry.entries import folded_name

_WIKIDATA = "http://www.wikidata.org/entity/"
Described = dict[str, dict[str, list[str]]]


def test_every_actor_instrument_goal_and_solution_has_a_kind(registry: Registry) -> None:
    assert [e.thing.key for e in registry.entries if e.kind is None and e.thing.type is not ThingType.RESPONSE] == []


def test_dated_names_follow_upon_each_other_and_the_last_is_the_name_of_today(registry: Registry) -> None:
    renamed = [entry for entry in registry.entries if registry.dated_names(entry.thing.key)]
    assert len(renamed) >= 3
    for entry in renamed:
        names = registry.dated_names(entry.thing.key)
        assert names[-1].name == entry.thing.name
        assert names[-1].valid_until is None
        for earlier, later in pairwise(names):
            assert earlier.valid_until is not None
            assert later.valid_from == earlier.valid_until + timedelta(days=1)


def test_every_dated_name_belongs_to_one_actor(described: Described) -> None:
    names = {iri for iri, said in described.items() if STP.DatedName.value in said[RDF.type.value]}
    used = [
        target
        for said in described.values()
        for predicate in ("prefLabel", "altLabel")
        for target in said.get(f"{PREFIXES['skosxl']}{predicate}", ())
    ]
    assert sorted(used) == sorted(names)


def test_no_private_person_is_registered(registry: Registry, described: Described) -> None:
    assert not [entry for entry in registry.entries if entry.thing.key.startswith("p-")]
    assert not [iri for iri, said in described.items() if f"{PREFIXES['foaf']}Person" in said[RDF.type.value]]


def test_what_is_verified_says_where(described: Described) -> None:
    verified = f"{W3ID}/id/verification/verified"
    silent = [
        iri
        for iri, said in described.items()
        if said.get(STP.verification.value) == [verified] and DCTERMS.source.value not in said
    ]
    assert silent == []


def test_an_organisation_number_belongs_to_one_actor_and_leads_to_enhetsregisteret(described: Described) -> None:
    numbers = [(said[ORG.identifier.value], said) for said in described.values() if ORG.identifier.value in said]
    assert len(numbers) > 80
    assert len({number for (number,), _ in numbers}) == len(numbers)
    for (number,), said in numbers:
        address = f"https://data.brreg.no/enhetsregisteret/api/enheter/{number}"
        assert address in said[f"{PREFIXES['rdfs']}seeAlso"]


def test_every_enacted_law_leads_to_its_address_in_eli(described: Described) -> None:
    laws = [said for said in described.values() if ELI.LegalResource.value in said[RDF.type.value]]
    assert len(laws) > 50
    for said in laws:
        assert any("/eli/" in target for target in said[SCHEMA.sameAs.value])


def test_everything_that_was_verified_elsewhere_is_linked_to(shared: Path, described: Described) -> None:
    """The addresses at ELI, EuroVoc and Wikidata that were seen in a source when the registry was gathered."""
    linked = {target for said in described.values() for targets in said.values() for target in targets}
    seen = 0
    for name in ("actors", "references"):
        with (shared / "registry" / f"{name}.tsv").open(encoding="utf-8") as table:
            for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
                verified = row["status"] == "V"
                cells = " ".join(row.get(column) or "" for column in ("eli_iri", "eurovoc")) if verified else ""
                entities = re.findall(r"Q\d+", row["wikidata"]) if verified else []
                wanted = {*re.findall(r"https?://[^\s|]+", cells), *(f"{_WIKIDATA}{each}" for each in entities)}
                assert wanted <= linked, row["key"]
                seen += len(wanted)
    assert seen > 40


def test_designations_of_norwegian_documents_are_written_as_their_publishers_do(registry: Registry) -> None:
    for entry in registry.entries:
        designation = entry.thing.designation or ""
        if designation.startswith("NOU"):
            assert designation == f"NOU {designation[4:8]}: {designation.rpartition(' ')[2]}"
        if designation.startswith("Meld. St."):
            assert "–" in designation


def test_every_goal_belongs_to_an_instrument_unless_none_is_known(registry: Registry) -> None:
    instruments = {e.thing.key for e in registry.entries if e.thing.type is ThingType.INSTRUMENT}
    goals = [e for e in registry.entries if e.thing.type in (ThingType.GOAL, ThingType.INDICATOR)]
    assert len([goal for goal in goals if goal.parent is None]) == 2
    assert all(goal.parent in instruments for goal in goals if goal.parent)


def test_no_label_is_a_single_letter_or_a_number(registry: Registry) -> None:
    labels = [label for entry in registry.entries for label in entry.labels]
    assert not [label for label in labels if len(label) < 2 or label.isdigit()]


def test_prefixes_of_the_registry_lead_to_what_it_holds(described: Described) -> None:
    segments = {iri.removeprefix(f"{W3ID}/id/").partition("/")[0] for iri in described}
    assert segments == {"actor", "consultation", "event", "goal", "instrument", "name", "response", "solution"}


def test_an_entry_never_writes_one_label_twice_in_one_language(registry: Registry) -> None:
    seen: set[tuple[str, NamedNode, str]] = set()
    for quad in registry.quads():
        if quad.predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
            key = (quad.subject.value, quad.object.language, folded_name(quad.object.value))
            assert key not in seen, key
            seen.add(key)
