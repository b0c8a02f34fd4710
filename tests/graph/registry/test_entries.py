from collections.abc import Callable

import pytest

from graph.model import ThingType
from graph.registry import Registry
from graph.registry.entries import distinct

ACTOR = """
actor:eksempel-rad
  a org:Organization ;
  skos:prefLabel "Eksempelrådet"@nb , "The Example Council"@en ;
  skos:altLabel "ER"@nb , "eksempelrådet"@nb ;
  stp:caseSensitiveLabel "Rådet"@nb ;
  stp:contextualLabel "utvalget"@nb ;
  skos:hiddenLabel "Eksempelrodet"@nb ;
  dcterms:identifier "eksempel-rad" , "gammelt-rad" ;
  org:classification actor-kind:utvalg ;
  org:subOrganizationOf actor:hod ;
  stp:verification verification:unverified .
"""


def test_labels_are_all_names_that_need_no_context_each_once(load: Callable[[str], Registry]) -> None:
    entry = load(ACTOR).entry(ThingType.ACTOR, "eksempel-rad")
    assert entry is not None
    assert entry.labels == ("Eksempelrådet", "The Example Council", "ER", "Eksempelrodet", "Rådet")
    assert entry.case_sensitive_labels == ("Rådet",)
    assert entry.contextual_labels == ("utvalget",)
    assert entry.parent == "hod"
    assert entry.kind == "utvalg"


def test_an_older_key_leads_to_the_entry(load: Callable[[str], Registry]) -> None:
    registry = load(ACTOR)
    assert registry.entry(ThingType.ACTOR, "gammelt-rad") == registry.entry(ThingType.ACTOR, "eksempel-rad")
    assert registry.actor("gammelt-rad") == registry.actor("eksempel-rad")


@pytest.mark.parametrize(
    "change",
    [
        ('"ER"@nb', '"ERR"@nb'),
        ("actor:hod", "actor:kdd"),
        ("verification:unverified", "verification:partly"),
        ("actor-kind:utvalg", "actor-kind:annet"),
        ('"The Example Council"@en', '"The Example Council"@nn'),
    ],
)
def test_the_digest_changes_with_anything_in_the_entry(
    load: Callable[[str], Registry], change: tuple[str, str]
) -> None:
    before = load(ACTOR).entry(ThingType.ACTOR, "eksempel-rad")
    after = load(ACTOR.replace(*change)).entry(ThingType.ACTOR, "eksempel-rad")
    assert before is not None
    assert after is not None
    assert before.digest != after.digest


def test_the_digest_does_not_change_with_the_order_of_the_file(load: Callable[[str], Registry]) -> None:
    before = load(ACTOR).entry(ThingType.ACTOR, "eksempel-rad")
    turned = ACTOR.replace('"ER"@nb , "eksempelrådet"@nb', '"eksempelrådet"@nb , "ER"@nb')
    after = load(turned).entry(ThingType.ACTOR, "eksempel-rad")
    assert before is not None
    assert after is not None
    assert before.digest == after.digest


def test_the_digest_of_an_actor_covers_its_dated_names_and_changes(load: Callable[[str], Registry]) -> None:
    named = ACTOR.replace("  dcterms:identifier", "  skosxl:altLabel name:gamlerad ;\n  dcterms:identifier")
    name = 'name:gamlerad a stp:DatedName ; skosxl:literalForm "Gamlerådet"@nb ; stp:validUntil "{}"^^xsd:date .\n'
    entries = [
        load(named + name.format(day)).entry(ThingType.ACTOR, "eksempel-rad") for day in ("2020-12-31", "2021-12-31")
    ]
    assert entries[0] is not None
    assert entries[1] is not None
    assert "Gamlerådet" in entries[0].labels
    assert entries[0].digest != entries[1].digest


def test_names_that_differ_in_capitals_only_are_one_unless_capitals_count() -> None:
    assert distinct(["Mål", "mål", "KS", "Ks"]) == ("Mål", "KS", "Ks")
    assert distinct(["Skate", "skate"], ["Skate"]) == ("Skate", "skate")
