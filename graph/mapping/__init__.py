"""From values to triples: pure functions that touch no store, no file and no clock."""

from graph.mapping.consultations import consultation_triples
from graph.mapping.decisions import TOMBSTONES, review_triples, withdrawal_triples
from graph.mapping.entries import entry_triples, unregistered_actors, unregistered_things
from graph.mapping.responses import response_triples
from graph.mapping.revision import Revised, Ruling, only_confirmed, revised
from graph.mapping.verdicts import Verdict, verdict_kind, verdicts

__all__ = [
    "TOMBSTONES",
    "Revised",
    "Ruling",
    "Verdict",
    "consultation_triples",
    "entry_triples",
    "only_confirmed",
    "response_triples",
    "review_triples",
    "revised",
    "unregistered_actors",
    "unregistered_things",
    "verdict_kind",
    "verdicts",
    "withdrawal_triples",
]
