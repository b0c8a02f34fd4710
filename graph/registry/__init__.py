"""The registry: actors, instruments, goals, solutions, consultations and themes that are known beforehand."""

from graph.registry.entries import Entry, Theme
from graph.registry.register import Registry, ontology_quads

__all__ = ["Entry", "Registry", "Theme", "ontology_quads"]
