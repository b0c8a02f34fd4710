"""The gate of every response: what the shapes say of its graph, in words that help to mend it."""

from graph.validation.findings import Finding, Severity
from graph.validation.shapes import Shapes

__all__ = ["Finding", "Severity", "Shapes"]
