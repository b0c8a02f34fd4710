"""What validation finds: values that a person can act on, in an order that does not change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """How much a finding matters: a violation holds a response back, the others are advice."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


_RANK = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with one node.

    `focus` is the node's IRI and `label` its name for a person, `shape` the IRI of the shape that it fails, `component`
    the kind of constraint, `path` the way from the node to `value` in SPARQL's notation (both may be absent); `term` is
    the value as N-Triples write it.
    `messages` says in nb and en how to mend it; `document` is the title and `key` the key of the response, `quote` the
    words that the finding is about, where there are any.
    """

    focus: str
    shape: str
    component: str
    severity: Severity = Severity.VIOLATION
    path: str | None = None
    value: str | None = None
    term: str | None = None
    messages: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    label: str = ""
    document: str | None = None
    key: str | None = None
    quote: str | None = None

    @property
    def is_violation(self) -> bool:
        """Whether the data must not be published before this is mended."""
        return self.severity is Severity.VIOLATION

    def message(self, language: str) -> str:
        """What is wrong, in a language or else in one there is."""
        return self.messages.get(language) or next(iter(self.messages.values()), self.component)


def in_order(finding: Finding) -> tuple[int, str, str, str, str, str, str]:
    """The key by which findings are ordered: the gravest first, then by response, node and shape."""
    return (
        _RANK[finding.severity],
        finding.key or "",
        finding.focus,
        finding.shape,
        finding.component,
        finding.path or "",
        finding.value or "",
    )
