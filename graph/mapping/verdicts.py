"""How an actor stands on each proposal, derived from its positions by one documented rule.

The first position on the proposal, in the order of the text, that supports or opposes decides the direction. A ticked
box is such a position. Support that nothing else qualifies is *supports*; with any concern, recommendation or
opposition on the same proposal it is *supports with remarks*. Opposition that comes first is *opposes*, whatever
follows. Concerns and recommendations alone are *remarks without stance*. A minority's dissent and what others are
reported to think do not count.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.iris import Iris
from graph.model import Consultation, Kind, Proposal, Response, Statement, VerdictKind
from graph.namespaces import PROV, RDF, STP, concept
from graph.triples import Triple


def counted(statements: Iterable[Statement]) -> list[Statement]:
    """The statements that a verdict may rest on: the actor's own positions, without a minority's dissent."""
    return [s for s in statements if s.kind.is_position and not s.is_reported and not s.dissent]


def verdict_kind(positions: Sequence[Statement]) -> VerdictKind:
    """What an actor's positions on one proposal, in the order of the text, amount to; there must be at least one."""
    return kind_of_verdict([position.kind for position in positions])


def kind_of_verdict(kinds: Sequence[Kind]) -> VerdictKind:
    """What positions of some kinds, in the order of the text, amount to; there must be at least one."""
    first = next((kind for kind in kinds if kind in (Kind.SUPPORT, Kind.OPPOSITION)), None)
    if first is Kind.OPPOSITION:
        return VerdictKind.OPPOSES
    if first is None:
        return VerdictKind.REMARKS
    return VerdictKind.SUPPORTS if set(kinds) == {Kind.SUPPORT} else VerdictKind.SUPPORTS_WITH_REMARKS


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an actor stands on one proposal, with the positions that it rests on, in the order of the text."""

    proposal: Proposal
    kind: VerdictKind
    positions: tuple[Statement, ...]


def verdicts(consultation: Consultation, statements: Iterable[Statement]) -> Iterator[Verdict]:
    """The verdict on each proposal that is spoken of."""
    positions = counted(statements)
    for proposal in consultation.proposals:
        on_it = tuple(position for position in positions if position.proposal == proposal.number)
        if on_it:
            yield Verdict(proposal, verdict_kind(on_it), on_it)


def verdict_triples(
    found: Verdict,
    response: Response,
    consultation: Consultation,
    named: Mapping[Statement, NamedNode],
    iris: Iris,
) -> Iterator[Triple]:
    """One verdict: by whom, on what, and the positions it rests on."""
    subject = iris.verdict(response.key, found.proposal.number)
    yield Triple(subject, RDF.type, STP.Verdict)
    yield Triple(subject, STP.onProposal, iris.proposal(consultation, found.proposal.number))
    yield Triple(subject, STP.verdict, concept("verdict-kind", found.kind))
    yield Triple(subject, STP.expressedIn, iris.response(response))
    for sender in response.metadata.senders:
        yield Triple(subject, STP.verdictBy, iris.actor(sender))
    for position in found.positions:
        yield Triple(subject, PROV.wasDerivedFrom, named[position])
