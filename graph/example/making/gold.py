"""Gold records: the annotations of a source, with the offsets that they have in the text as it is read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from graph.example.making.sources import Annotation, Source
from graph.model import Document, Span, folded


class UnfoundQuoteError(Exception):
    """A marked span is not in the text, in its order."""


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text folded for comparison, with the place in the original that each of its characters comes from."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, original: str) -> "FoldedText":
        """Fold a text character by character."""
        pairs = [(part, place) for place, character in enumerate(original) for part in folded(character)]
        return cls("".join(part for part, _ in pairs), tuple(place for _, place in pairs))

    def find(self, quote: str, after: int) -> tuple[int, int] | None:
        """Where a quote stands in the folded text, at or after a place in it."""
        words = folded(quote)
        start = self.text.find(words, after)
        return None if start < 0 else (start, start + len(words))


def gold_spans(source: Source, document: Document) -> Iterator[tuple[Annotation, Span]]:
    """Each annotation with its span in the document's text.

    Raises:
        UnfoundQuoteError: when a quote is not found after the one before it.
    """
    text, after = FoldedText.of(document.text), 0
    for annotation in source.annotations:
        found = text.find(annotation.quote, after)
        if found is None:
            raise UnfoundQuoteError(f"{source.file}: “{annotation.quote}” is not in the text as it is read.")
        start, after = found
        end = text.places[after - 1] + 1
        # A hyphen or full stop that folding removed at the end belongs to the quote still.
        while end < len(document.text) and document.text[end - 1] != annotation.quote[-1]:
            end += 1
        yield annotation, Span(text.places[start], end)


def gold_lines(source: Source, document: Document) -> str:
    """The gold of one document: one record a line, as the annotation guide has it, with the proposal added."""
    name = source.file.rpartition(".")[0]
    records = (_record(name, annotation, span, document.text) for annotation, span in gold_spans(source, document))
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _record(name: str, annotation: Annotation, span: Span, text: str) -> dict[str, object]:
    return {
        "doc": name,
        "start": span.start,
        "end": span.end,
        "text": span.of(text),
        "kind": annotation.kind.value,
        "force": annotation.force.value if annotation.force else None,
        "targets": list(annotation.targets),
        "section_targets": list(annotation.section_targets),
        "addressee": annotation.addressee,
        "holder": annotation.holder,
        "proposal": annotation.proposal,
        "dissent": annotation.dissent,
    }
