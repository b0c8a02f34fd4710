"""Ranges of characters in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, counted in the text of one document."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"A span must run forward from zero or later, not {self.start} to {self.end}.")

    def of(self, text: str) -> str:
        """The characters of the text that the span covers.

        >>> Span(3, 8).of("Vi støtter dette.")
        'støtt'
        """
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: "Span") -> float:
        """The characters that both spans cover, as a share of those that either does.

        >>> Span(0, 10).overlap(Span(5, 10)), Span(0, 5).overlap(Span(5, 10))
        (0.5, 0.0)
        """
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared / (max(self.end, other.end) - min(self.start, other.start)) if shared > 0 else 0.0
