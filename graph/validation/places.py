"""Where evidence points: found once for each response, though several rules compare it with the text."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from graph.namespaces import OA, RDF
from graph.validation.index import NOTHING, Column, Index, Term, Values
from graph.validation.literals import order

_WITH_FORM = (Literal, NamedNode)
_NO_TEXTS: tuple[str, ...] = ()


class Place(NamedTuple):
    """A text that evidence points into, with its edges as one selector gives them, and all selectors of the evidence.

    An edge is None where the selector does not give it as a whole number.
    """

    text: str
    start: int | None
    end: int | None
    selectors: Values

    @property
    def words(self) -> str | None:
        """What stands there."""
        return None if self.start is None or self.end is None else self.text[self.start : self.end]


def places(index: Index) -> Mapping[Term, tuple[Place, ...]]:
    """The places that each piece of evidence points to; none where the text is not known."""
    texts = {source: [form(text) for text in values] for source, values in index.column(RDF.value).items()}
    sources = index.column(OA.hasSource) if texts else {}
    selectors, starts, ends = (index.column(term) for term in (OA.hasSelector, OA.start, OA.end))
    return {
        evidence: tuple(
            Place(text, start, end, selected)
            for start, end in _edges(selected, starts, ends)
            for source in sources.get(evidence, NOTHING)
            for text in texts.get(source, _NO_TEXTS)
        )
        for evidence, selected in (selectors.items() if sources else ())
    }


def _edges(selectors: Values, starts: Column, ends: Column) -> Iterator[tuple[int | None, int | None]]:
    """The pairs of edges that selectors give."""
    for selector in selectors:
        begin, finish = starts.get(selector, NOTHING), ends.get(selector, NOTHING)
        if begin or finish:
            for start in map(_number, begin or (None,)):
                for end in map(_number, finish or (None,)):
                    yield start, end


def _number(term: Term | None) -> int | None:
    family, value = order(term) or ("", None)
    return value if family == "number" and isinstance(value, int) else None


def form(term: Term) -> str:
    """A literal or an IRI without what marks it as one."""
    return term.value if isinstance(term, _WITH_FORM) else ""
