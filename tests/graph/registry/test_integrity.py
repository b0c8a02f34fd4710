from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import RegistryError
from graph.registry import Registry
from graph.registry.integrity import is_organisation_number

SOUND = """
instrument:eksempelplanen
  a stp:PolicyInstrument ;
  skos:prefLabel "Eksempelplanen"@nb ;
  dcterms:identifier "eksempelplanen" ;
  stp:instrumentKind instrument-kind:plan ;
  dcterms:issued "2024-01-31"^^xsd:date ;
  stp:verification verification:unverified .
"""


def test_the_example_is_sound_as_it_stands(load: Callable[[str], Registry]) -> None:
    assert load(SOUND).named("Eksempelplanen")


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ('"Eksempelplanen"@nb', '"The example plan"@en', "has no Norwegian name"),
        ('dcterms:identifier "eksempelplanen"', 'dcterms:identifier "noe-annet"', "does not state its key"),
        ("stp:verification verification:unverified", 'skos:notation "P1"', "must say once whether it is verified"),
        ("verification:unverified", "verification:verified , verification:partly", "must say once"),
        ('"2024-01-31"', '"31.01.2024"', "has the date “31.01.2024”"),
        ('"2024-01-31"', '"2024-13-01"', "has the date “2024-13-01”"),
        ('"2024-01-31"', '"2024-02-30"', "has the date “2024-02-30”"),
        ('"2024-01-31"^^xsd:date', '"2024-1"^^xsd:gYearMonth', "has the date “2024-1”"),
        ('dcterms:issued "2024-01-31"^^xsd:date', 'stp:validUntil "2024"^^xsd:gYear', "Write a day as 2024-01-31"),
        ('"Eksempelplanen"@nb', '"Eksempelplanen"@nb , " "@nn', "has an empty literal"),
        ("instrument-kind:plan", "instrument-kind:drøm", "which does not exist"),
        ("a stp:PolicyInstrument", "a stp:Position", "is of no type that the registry knows"),
        ("instrument:eksempelplanen\n", "goal:eksempelplanen\n", "is not an IRI for its type"),
        ("instrument:eksempelplanen\n", "<https://standpunkt.example/id/x>\n", "is not an IRI for its type"),
        ("  dcterms:issued", '  org:identifier "123456789" ;\n  dcterms:issued', "fails the modulus-11 check"),
        ("  dcterms:issued", "  dcterms:publisher actor:finnes-ikke ;\n  dcterms:issued", "which does not exist"),
        ("  dcterms:issued", '  skos:altLabel "Helsenorge"@nb ;\n  dcterms:issued', "share the name"),
        ("  dcterms:issued", "  dcterms:source [ ] ;\n  dcterms:issued", "a blank node"),
        ('"eksempelplanen" ;', '"eksempelplanen" , "ehds" ;', "share the key"),
        ("stp:verification verification:unverified .", "stp:verification", "is not Turtle"),
    ],
)
def test_a_wrong_entry_is_refused_with_file_entry_and_the_way_out(
    load: Callable[[str], Registry], right: str, wrong: str, message: str
) -> None:
    assert right in SOUND
    with pytest.raises(RegistryError, match=message) as refused:
        load(SOUND.replace(right, wrong))
    assert "own.ttl" in str(refused.value)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("name:x a stp:DatedName .", "must have one skosxl:literalForm"),
        ('name:x a stp:DatedName ; skosxl:literalForm "X"@nb ; stp:validFrom "før" .', "has the date “før”"),
        ('event:x a org:ChangeEvent ; dcterms:date "i fjor"^^xsd:date .', "has the date “i fjor”"),
    ],
)
def test_names_and_events_are_checked_too(load: Callable[[str], Registry], name: str, message: str) -> None:
    with pytest.raises(RegistryError, match=message):
        load(name)


def test_a_thing_described_in_two_files_is_refused(own_file: Callable[..., Path], tmp_path: Path) -> None:
    own_file(SOUND, "a.ttl")
    own_file(SOUND, "b.ttl")
    with pytest.raises(RegistryError, match=r"b\.ttl: .*is described in a\.ttl already"):
        Registry.load(tmp_path)


def test_a_shared_name_is_allowed_where_both_say_that_the_context_tells(load: Callable[[str], Registry]) -> None:
    other = SOUND.replace("eksempelplanen", "proveplanen").replace("Eksempelplanen", "Prøveplanen")
    shared = '  stp:contextualLabel "planen"@nb ;\n  dcterms:issued'
    registry = load("".join(text.replace("  dcterms:issued", shared) for text in (SOUND, other)))
    assert [entry.thing.key for entry in registry.named("planen")] == ["eksempelplanen", "proveplanen"]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "mappe.ttl"
    folder.mkdir()
    (tmp_path / "own.ttl").symlink_to(tmp_path / "gone")
    with pytest.raises(RegistryError, match=r"own\.ttl"):
        Registry.load(tmp_path)


@pytest.mark.parametrize("number", ["", "98354462", "9835446222", "98354462A", "٩٨٣٥٤٤٦٢٢", "983544623"])
def test_what_is_no_organisation_number(number: str) -> None:
    assert not is_organisation_number(number)
