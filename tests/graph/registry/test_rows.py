"""The registry holds every row of the tables that it was made from."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.model import ThingType
from graph.namespaces import DCTERMS, FOAF, ORG, SCHEMA, SKOS, STP, W3ID
from graph.registry import Entry, Registry

pytestmark = pytest.mark.shared
Row = dict[str, str]
Described = dict[str, dict[str, list[str]]]
STATUS = {"V": "verified", "P": "partly", "U": "unverified"}
TYPES = [ThingType.INSTRUMENT, ThingType.ACTOR, ThingType.CONSULTATION, ThingType.RESPONSE, ThingType.SOLUTION]
PART_OF_ANOTHER_NAME = {
    "KS / KS Digital",
    "IKT-organisasjonene",
    "Det vedlagte høringsdokumentet",
    "Høringssvarskjema: Nasjonal e-helsestrategi for helse- og omsorgssektoren",
    "Høringsuttalelse – NOU 2023: 4 Tid for handling",
    "Koordineringsprosjektet",
    "Regjeringens veikart for helsenæringen",
}


def rows(shared: Path, name: str) -> Iterator[Row]:
    with (shared / "registry" / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not row["key"].startswith("p-"):
                yield {column: value or "" for column, value in row.items() if column}


def plain(name: str) -> str:
    return re.sub(r"\s*[\[(][^\])]*[\])]", "", name).strip(" '«»").casefold()


def found(registry: Registry, key: str) -> Entry:
    entries = [entry for kind in TYPES if (entry := registry.entry(kind, key))]
    assert entries, f"{key} is missing"
    return entries[0]


def said_of(entry: Entry, described: Described) -> dict[str, list[str]]:
    segment = {ThingType.GROUP: "actor", ThingType.INDICATOR: "goal"}.get(entry.thing.type, entry.thing.type.value)
    return described[f"{W3ID}/id/{segment}/{entry.thing.key}"]


def addresses(cell: str) -> list[str]:
    return re.findall(r"https?://[^\s|;()]+", cell)


@pytest.mark.parametrize("table", ["actors.tsv", "references.tsv", "solutions.tsv"])
def test_every_row_is_there_with_its_names(shared: Path, registry: Registry, table: str) -> None:
    for row in rows(shared, table):
        entry = found(registry, row["key"])
        names = {plain(name) for name in (*entry.labels, *entry.contextual_labels)}
        for column in ("prefLabel_nb", "label_nn", "label_en"):
            assert not row.get(column) or plain(row[column]) in names, row[column]


@pytest.mark.parametrize("table", ["actors.tsv", "references.tsv", "solutions.tsv"])
def test_every_other_name_is_there_unless_only_the_context_explains_it(
    shared: Path, registry: Registry, table: str
) -> None:
    for row in rows(shared, table):
        entry = found(registry, row["key"])
        names = {plain(name) for name in (*entry.labels, *entry.contextual_labels)}
        genitives = {f"{name}s" for name in names}
        for name in filter(None, row["altLabels"].split(" | ")):
            is_name = name[0].isupper() and "(" not in name and len(name.split()) <= 7
            if is_name and name not in PART_OF_ANOTHER_NAME:
                assert plain(name) in names | genitives, (row["key"], name)


def test_actors_have_their_numbers_parents_and_successors(
    shared: Path, registry: Registry, described: Described
) -> None:
    for row in rows(shared, "actors.tsv"):
        entry = found(registry, row["key"])
        said = said_of(entry, described)
        assert (entry.organisation_number or "") == row["orgnr"]
        assert said.get(ORG.identifier.value, [""]) == [row["orgnr"]]
        if row["successor"] and row["successor"] != entry.thing.key:
            assert entry.replaced_by == row["successor"]
        if row["parent"] and entry.thing.key not in ("rhf", "rhf-ikt"):
            assert entry.parent == row["parent"]


def test_instruments_have_their_designations_and_addresses(
    shared: Path, registry: Registry, described: Described
) -> None:
    for row in rows(shared, "references.tsv"):
        entry = found(registry, row["key"])
        said = said_of(entry, described)
        same = said.get(SCHEMA.sameAs.value, [])
        assert not row["eli_iri"] or row["eli_iri"] in same
        assert not row["celex"] or f"http://publications.europa.eu/resource/celex/{row['celex']}" in same
        assert not row["wikidata"] or f"http://www.wikidata.org/entity/{row['wikidata']}" in same
        pages = [*said.get(FOAF.page.value, []), *said.get(DCTERMS.source.value, []), *same]
        assert set(addresses(row["url"])) <= set(pages)
        assert set(addresses(row["eurovoc"])) == set(said.get(DCTERMS.subject.value, []))
        if entry.thing.type is ThingType.INSTRUMENT and row["designation"]:
            assert row["designation"].startswith(entry.thing.designation or "-")


def test_goals_have_their_number_strategy_and_address(shared: Path, registry: Registry, described: Described) -> None:
    for row in rows(shared, "goals.tsv"):
        entry = registry.entry(ThingType.GOAL, row["key"])
        assert entry is not None, row["key"]
        said = said_of(entry, described)
        assert (entry.number or "") == row["number"]
        expected = "nasjonal-ehelsestrategi" if row["strategy_key"].startswith("horing") else row["strategy_key"]
        assert entry.parent == expected
        labels = {plain(label) for label in said[SKOS.prefLabel.value]}
        assert {plain(row[c]) for c in ("label_nb", "label_nn", "label_en") if row[c]} <= labels
        assert set(addresses(row["wikidata_or_iri"])) <= set(said.get(SCHEMA.sameAs.value, []))


@pytest.mark.parametrize("table", ["actors.tsv", "references.tsv", "solutions.tsv", "goals.tsv"])
def test_every_row_is_as_verified_as_the_table_says(
    shared: Path, registry: Registry, described: Described, table: str
) -> None:
    for row in rows(shared, table):
        entry = registry.entry(ThingType.GOAL, row["key"]) or found(registry, row["key"])
        assert said_of(entry, described)[STP.verification.value] == [f"{W3ID}/id/verification/{STATUS[row['status']]}"]


def test_solutions_have_their_owner_and_operator(shared: Path, registry: Registry, described: Described) -> None:
    for row in rows(shared, "solutions.tsv"):
        said = said_of(found(registry, row["key"]), described)
        if row["owner"]:
            first = re.match(r"[a-z0-9-]+", row["owner"])
            assert first
            assert f"{W3ID}/id/actor/{first[0]}" in said[STP.ownedBy.value]
        if row["operator"]:
            assert said[STP.operatedBy.value] == [f"{W3ID}/id/actor/{row['operator']}"]


def test_themes_have_their_labels_and_place(shared: Path, registry: Registry) -> None:
    themes = {theme.key: theme for theme in registry.themes}
    table = list(rows(shared, "themes.tsv"))
    assert set(themes) == {row["key"] for row in table}
    for row in table:
        theme = themes[row["key"]]
        assert theme.labels == {language: row[f"prefLabel_{language}"] for language in ("nb", "nn", "en")}
        assert (theme.broader or "") == row["broader"]


@pytest.mark.parametrize("gold", ["gold", "gold-dev"])
def test_every_key_that_annotators_used_leads_somewhere(shared: Path, registry: Registry, gold: str) -> None:
    lines = (shared / gold / "references.jsonl").read_text(encoding="utf-8").splitlines()
    keys = set(re.findall(r'"key": "([^"]+)"', "\n".join(lines)))
    kinds = [*TYPES, ThingType.GOAL]
    missing = {key for key in keys if not any(registry.entry(kind, key) for kind in kinds)}
    assert missing == set()
