"""What an extractor says of annotated documents, beside what people marked in them."""

from collections.abc import Iterable, Iterator

from graph.evaluation.documents import Annotated
from graph.evaluation.gold import SCORED_TYPES
from graph.evaluation.marks import Case, Mark, NamingMark, Side
from graph.evaluation.naming import Names
from graph.extraction import ExplainingExtractor
from graph.extraction.classes import NONE
from graph.extraction.records import MENTION_TYPES
from graph.model import OTHER_PROPOSAL, Extraction, Statement
from graph.registry import Registry


def cases(documents: Iterable[Annotated], extractor: ExplainingExtractor, registry: Registry) -> Iterator[Case]:
    """Each document with both sides: the gold, and what `standpunkt extract` would print of it."""
    for each in documents:
        names = Names(registry, each.folder.references.keys)
        found = extractor(each.part.document, each.response, each.consultation)
        shares = extractor.shares(each.part.document, each.response, each.consultation)
        yield Case(
            name=each.name,
            language=each.response.metadata.language,
            gold=Side(each.gold.marks(names), each.folder.references.mentions.get(each.name)),
            predicted=_predicted(found, names),
            units=tuple((span, probabilities[NONE]) for span, probabilities in shares),
            has_proposals=each.gold.has_proposals,
            has_reasons=each.gold.has_reasons,
        )


def _predicted(found: Extraction, names: Names) -> Side:
    mentions = tuple(
        NamingMark(mention.span, mention.thing.key)
        for mention in found.mentions
        if MENTION_TYPES[mention.thing.type] in SCORED_TYPES
    )
    return Side(tuple(_mark(statement, names) for statement in found.statements), mentions)


def _mark(statement: Statement, names: Names) -> Mark:
    return Mark(
        span=statement.span,
        quote=statement.quote,
        kind=statement.kind,
        force=statement.force,
        targets=tuple(map(names.of, statement.targets)),
        section_targets=tuple(map(names.of, statement.section_targets)),
        addressee=names.of(statement.addressee) if statement.addressee else None,
        holder=names.of(statement.holder) if statement.holder else None,
        proposal=None if statement.proposal == OTHER_PROPOSAL else statement.proposal,
        reason=statement.justified_by,
        confidence=statement.confidence,
    )
