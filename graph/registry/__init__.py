"""The registry: actors, instruments, goals, solutions, consultations and themes that are known beforehand."""

from graph.registry.entries import Entry, Theme, folded_name
from graph.registry.register import Registry, ontology_quads

__all__ = ["Entry", "Registry", "Theme", "folded_name", "ontology_quads"]
