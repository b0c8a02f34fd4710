from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import BlankNode

from graph.errors import RegistryError
from graph.model import ThingType
from graph.namespaces import W3ID
from graph.registry import Registry, ontology_quads

EXAMPLE = """
actor:eksempel-kommune
  a org:Organization ;
  skos:prefLabel "Eksempel kommune"@nb ;
  skos:altLabel "Eksempelbyen"@nb ;
  dcterms:identifier "eksempel-kommune" ;
  org:classification actor-kind:kommune ;
  stp:verification verification:verified .
"""


def test_entries_are_ordered_by_type_and_key(registry: Registry) -> None:
    order = [(list(ThingType).index(entry.thing.type), entry.thing.key) for entry in registry.entries]
    assert order == sorted(order)


def test_two_loads_give_the_same_values(registry: Registry) -> None:
    again = Registry.load()
    assert again.entries == registry.entries
    assert again.consultations == registry.consultations
    assert again.themes == registry.themes
    assert [str(quad) for quad in again.quads()] == [str(quad) for quad in registry.quads()]


def test_an_actor_is_found_by_name_abbreviation_and_organisation_number(registry: Registry) -> None:
    by_name = registry.actor_named("Helse- og omsorgsdepartementet")
    assert by_name is not None
    assert by_name == registry.actor_named("HOD") == registry.actor_named("983 887 406") == registry.actor("hod")
    assert by_name.registered
    assert by_name.kind == "departement"
    assert by_name.organisation_number == "983887406"


def test_capitals_matter_in_abbreviations_only(registry: Registry) -> None:
    assert registry.actor_named("helsedirektoratet") == registry.actor("hdir")
    assert registry.actor_named("ks") is None


def test_an_unknown_name_is_nobody(registry: Registry) -> None:
    assert registry.actor_named("Eksempel kommune") is None
    assert registry.actor("eksempel-kommune") is None
    assert registry.actor_names("eksempel-kommune") == ()
    assert registry.dated_names("eksempel-kommune") == ()
    assert registry.named("Eksempel kommune") == ()


def test_an_instrument_is_found_by_the_key_of_its_designation(registry: Registry) -> None:
    for designation, key in (("eu-2025-327", "ehds"), ("meld-st-9-2023-2024", "nhsp"), ("lov-2001-06-15-93", None)):
        entry = registry.entry(ThingType.INSTRUMENT, designation)
        assert entry is not None
        assert entry.thing.key == (key or "lov-helseforetaksloven")


def test_a_registered_consultation_has_what_a_consultation_file_would_say(registry: Registry) -> None:
    consultation = next(item for item in registry.consultations if item.key == "horing-ehelsestrategi-2022")
    assert consultation.registered
    assert consultation.kind == "horing"
    assert consultation.asked_by == registry.actor("ehelse")
    assert consultation.deadline == date(2022, 10, 1)
    assert consultation.case_number == "22/414"
    assert [thing.key for thing in consultation.instruments] == ["nasjonal-ehelsestrategi-utkast-2022"]
    assert set(consultation.title) == {"nb", "nn", "en"}


def test_the_themes_form_two_levels_with_labels_in_three_languages(registry: Registry) -> None:
    assert len(registry.themes) == 45
    top = {theme.key for theme in registry.themes if theme.broader is None}
    assert len(top) == 8
    for theme in registry.themes:
        assert set(theme.labels) == {"nb", "nn", "en"}
        assert theme.keywords
        assert theme.broader is None or theme.broader in top


def test_the_graph_of_the_registry_has_one_name_and_no_blank_nodes(registry: Registry) -> None:
    quads = list(registry.quads())
    assert {quad.graph_name.value for quad in quads} == {f"{W3ID}/graph/registry"}
    assert not any(isinstance(node, BlankNode) for quad in quads for node in (quad.subject, quad.object))
    assert len(quads) == len(set(quads))


def test_registry_and_ontology_share_no_triple(registry: Registry) -> None:
    ontology = list(ontology_quads())
    assert {quad.graph_name.value for quad in ontology} == {f"{W3ID}/graph/ontology"}
    assert not {quad.triple for quad in ontology} & {quad.triple for quad in registry.quads()}
    assert len(ontology) == len(set(ontology))


def test_a_file_of_ones_own_adds_an_actor(load: Callable[[str], Registry]) -> None:
    actor = load(EXAMPLE).actor_named("Eksempelbyen")
    assert actor is not None
    assert (actor.key, actor.name, actor.kind) == ("eksempel-kommune", "Eksempel kommune", "kommune")


def test_a_folder_of_ones_own_is_read_whole(own_file: Callable[..., Path], tmp_path: Path) -> None:
    own_file(EXAMPLE, "a.ttl")
    own_file(EXAMPLE.replace("eksempel-kommune", "prove-kommune").replace("Eksempel", "Prøve"), "b.ttl")
    registry = Registry.load(tmp_path)
    assert registry.actor("eksempel-kommune")
    assert registry.actor("prove-kommune")


def test_an_entry_of_ones_own_replaces_the_shipped_one_as_a_whole(load: Callable[[str], Registry]) -> None:
    changed = EXAMPLE.replace("eksempel-kommune", "abelia").replace("Eksempel kommune", "Abelia i ny drakt")
    registry = load(changed)
    assert registry.actor_named("Abelia i ny drakt") == registry.actor("abelia")
    assert registry.actor_named("Abelia") is None


def test_adding_an_entry_changes_no_other_digest(registry: Registry, load: Callable[[str], Registry]) -> None:
    before = {entry.thing: entry.digest for entry in registry.entries}
    after = {entry.thing: entry.digest for entry in load(EXAMPLE).entries}
    assert {thing: digest for thing, digest in after.items() if thing in before} == before


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="There is no registry file or folder"):
        Registry.load(tmp_path / "nowhere")
