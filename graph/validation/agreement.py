"""The rules by which statements and verdicts agree with their response and with each other."""

from collections.abc import Iterator

from pyoxigraph import NamedNode

from graph.namespaces import DCTERMS, PROV, STP, concept
from graph.validation.constraints import Failure
from graph.validation.data import Data
from graph.validation.index import NOTHING, Nodes, Term, Values
from graph.validation.literals import order

_TRUE = ("boolean", True)
_SUPPORTS, _OPPOSES = concept("stance", "supports"), concept("stance", "opposes")
_VERDICTS_OF_SUPPORT = tuple(concept("verdict-kind", key) for key in ("supports", "supports-with-remarks"))
_VERDICT_OF_OPPOSITION = concept("verdict-kind", "opposes")
_VERDICT_WITHOUT_STANCE = concept("verdict-kind", "remarks-without-stance")


def strangers(data: Data, nodes: Nodes, naming: NamedNode) -> Iterator[Failure]:
    """What names, by a property, an actor that did not send the response that it stands in."""
    named, responses, senders = (data.column(term) for term in (naming, STP.expressedIn, DCTERMS.creator))
    for node in nodes:
        for response in responses.get(node, NOTHING):
            known = senders.get(response, NOTHING)
            yield from (Failure(node, actor) for actor in named.get(node, NOTHING) if actor not in known)


def apart(data: Data, nodes: Nodes, linking: NamedNode, class_: NamedNode, shared: NamedNode) -> Iterator[Failure]:
    """What links to a node of a class with which it does not share all its values of a property."""
    links, members, values = data.column(linking), data.instances(class_), data.column(shared)
    for node in nodes:
        for other in links.get(node, NOTHING):
            if other in members and not _is_within(values.get(node, NOTHING), values.get(other, NOTHING)):
                yield Failure(node, other)


def _is_within(some: Values, others: Values) -> bool:
    return all(value in others for value in some)


def counted_dissents(data: Data, nodes: Nodes) -> Iterator[Failure]:
    """Verdicts that rest on a minority's dissent."""
    positions, dissents = data.column(PROV.wasDerivedFrom), data.column(STP.dissent)
    for node in nodes:
        for position in positions.get(node, NOTHING):
            if any(order(value) == _TRUE for value in dissents.get(position, NOTHING)):
                yield Failure(node, position)


def unfounded_verdicts(data: Data, nodes: Nodes) -> Iterator[Failure]:
    """Verdicts that say otherwise than the positions that they rest on."""
    positions, stances = data.column(PROV.wasDerivedFrom), data.column(STP.stance)
    for node in nodes:
        taken = {stance for position in positions.get(node, NOTHING) for stance in stances.get(position, NOTHING)}
        yield from (
            Failure(node, verdict) for verdict in data.values(node, STP.verdict) if _is_unfounded(verdict, taken)
        )


def _is_unfounded(verdict: Term, stances: set[Term]) -> bool:
    if verdict in _VERDICTS_OF_SUPPORT:
        return _SUPPORTS not in stances
    if verdict == _VERDICT_OF_OPPOSITION:
        return _OPPOSES not in stances
    return verdict == _VERDICT_WITHOUT_STANCE and not stances.isdisjoint((_SUPPORTS, _OPPOSES))
