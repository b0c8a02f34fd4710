from collections.abc import Iterable

from fastapi import Request
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import Row, rows
from api.questions import part, question_text
from api.things.description import PAGE, Description, Fact, restored
from api.things.labels import Labels
from api.things.naming import label_rows
from graph.store.answers import Term


async def described(request: Request, store: Answering, thing: NamedNode, page: int) -> Description:
    """What the graph says of a thing, and one page of what refers to it.

    Raises:
        QueryError: where it cannot be found out now.
    """
    facts = tuple(map(fact_of, await rows(request, store, question_text("thing"), thing=thing)))
    counts = tuple(map(_count, await rows(request, store, question_text("references"), thing=thing)))
    if not facts and not counts:
        return Description(thing, (), (), (), Labels(), page)
    referring = await _referring(request, store, thing, counts, page) if counts else ()
    names = mentioned(thing, facts, counts, referring)
    labels = Labels(await label_rows(request, names))
    return Description(thing, facts, counts, referring, labels, page)


async def _referring(
    request: Request, store: Answering, thing: NamedNode, counts: Iterable[tuple[NamedNode, int]], page: int
) -> tuple[Fact, ...]:
    """Those that refer to a thing, as far as they stand on a page: all by one property, then by the next."""
    found: list[Fact] = []
    first, passed = (page - 1) * PAGE, 0
    for name, count in counts:
        skipped = max(first - passed, 0)
        wanted = min(count - skipped, PAGE - len(found))
        passed += count
        if wanted > 0:
            text = part("referring", wanted, skipped)
            others = await rows(request, store, text, thing=thing, property=name)
            found += sorted(
                (Fact(_node(row["other"]), name, thing) for row in others), key=lambda fact: str(fact.subject)
            )
    return tuple(found)


def mentioned(
    thing: NamedNode,
    facts: Iterable[Fact],
    counts: Iterable[tuple[NamedNode, int]] = (),
    referring: Iterable[Fact] = (),
) -> list[NamedNode]:
    """Everything that a description names, each once."""
    found = [thing, *(name for name, _ in counts), *(fact.subject for fact in referring)]
    for fact in facts:
        found += [term for term in (fact.subject, fact.property, fact.value, fact.graph) if isinstance(term, NamedNode)]
    return list(dict.fromkeys(found))


def fact_of(row: Row) -> Fact:
    """The fact that a row tells."""
    name = _node(row["property"])
    graph = row.get("graph")
    return Fact(
        _node(row["subject"]), name, restored(name, row["value"]), graph if isinstance(graph, NamedNode) else None
    )


def _count(row: Row) -> tuple[NamedNode, int]:
    return _node(row["property"]), int(getattr(row["count"], "value", 0))


def _node(term: Term) -> NamedNode:
    assert isinstance(term, NamedNode), "what a thing has is told by names"
    return term
