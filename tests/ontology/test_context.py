import json
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from graph.namespaces import PREFIXES, STP, W3ID

CONTEXT = json.loads((Path(__file__).resolve().parents[2] / "ontology" / "context.jsonld").read_text(encoding="utf-8"))


def test_every_own_term_has_a_name_in_the_context() -> None:
    named = {
        value["@id"] if isinstance(value, dict) else value for value in CONTEXT["@context"].values() if value != 1.1
    }
    assert {f"stp:{term}" for term in STP} <= named


def test_the_prefixes_of_the_context_are_the_shared_ones() -> None:
    prefixes = {k: v for k, v in CONTEXT["@context"].items() if isinstance(v, str) and v.endswith(("#", "/"))}
    assert prefixes.items() <= PREFIXES.items()


def test_a_small_document_means_what_it_says() -> None:
    document = {
        **CONTEXT,
        "id": "https://standpunkt.example/id/statement/1",
        "type": ["Statement", "Position", "Support"],
        "stance": "supports",
        "heldBy": "https://standpunkt.example/id/actor/eksempel-kommune",
        "readingForm": {"nb": "Vi støtter forslaget."},
    }
    triples = {quad.triple for quad in parse(input=json.dumps(document), format=RdfFormat.JSON_LD)}
    assert len(triples) == 6
    assert [triple.object for triple in triples if triple.predicate == STP.stance] == [
        NamedNode(f"{W3ID}/id/stance/supports")
    ]
