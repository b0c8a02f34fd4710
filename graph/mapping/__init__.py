"""From values to triples: pure functions that touch no store, no file and no clock."""

from graph.mapping.consultations import consultation_triples
from graph.mapping.entries import entry_triples, unregistered_actors, unregistered_things
from graph.mapping.responses import response_triples
from graph.mapping.verdicts import Verdict, verdict_kind, verdicts

__all__ = [
    "Verdict",
    "consultation_triples",
    "entry_triples",
    "response_triples",
    "unregistered_actors",
    "unregistered_things",
    "verdict_kind",
    "verdicts",
]
