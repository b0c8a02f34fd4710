"""What scoring compares: the places that a person or an extractor marked in one document, as plain values."""

from dataclasses import dataclass

from graph.model import Kind, Span

CORE = (Kind.RECOMMENDATION, Kind.SUPPORT, Kind.OPPOSITION, Kind.CONCERN)
"""The kinds that are scored."""

Named = frozenset[str]
"""Something that is named, as the keys and folded names that it goes by; two are the same where they share one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement, marked by a person or by an extractor (which says how sure it is).

    `holder` is set where somebody else's is reported; `proposal` is None where it answers none of those asked;
    `reason` is the span of the statement that justifies it. `section_targets` is None where the person wrote the words
    of a heading that names nothing known, so that nothing can be compared.
    """

    span: Span
    quote: str
    kind: Kind
    force: str | None = None
    targets: tuple[Named, ...] = ()
    section_targets: tuple[Named, ...] | None = ()
    addressee: Named | None = None
    holder: Named | None = None
    proposal: str | None = None
    reason: Span | None = None
    confidence: float = 1.0

    @property
    def is_scored(self) -> bool:
        """Whether it is a position of the actor's own."""
        return self.kind in CORE and self.holder is None


@dataclass(frozen=True, slots=True)
class NamingMark:
    """One place that names an instrument, goal or solution, with the key of what it names."""

    span: Span
    key: str


@dataclass(frozen=True, slots=True)
class Side:
    """All that one side, a person or an extractor, marked in a document; `mentions` is None where nobody looked."""

    statements: tuple[Mark, ...] = ()
    mentions: tuple[NamingMark, ...] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One document with both sides.

    `units` are the spans that the extractor chose among, each with how likely it thought it that nothing is stated
    there; `has_proposals` and `has_reasons` say whether the person
    marked proposals and reasons at all.
    """

    name: str
    language: str
    gold: Side
    predicted: Side
    units: tuple[tuple[Span, float], ...] = ()
    has_proposals: bool = False
    has_reasons: bool = False
