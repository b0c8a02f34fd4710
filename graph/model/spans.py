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
