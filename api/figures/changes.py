"""How actors stood in an earlier consultation and stand now, as the named query `then-and-now` tells it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from api.explore.explorable import Explorable, Verdict
from graph.namespaces import concept
from graph.query.schemes import concept_name

_NOT_MENTIONED = concept("verdict-kind", "not-mentioned").value
_NO_ANSWER = concept("verdict-kind", "did-not-answer").value
_NO_NUMBER = 999_999


@dataclass(frozen=True, slots=True)
class Continuation:
    """A proposal of a consultation, and the earlier one that it continues, each by name and number."""

    proposal: str
    number: str
    earlier: str
    earlier_number: str
    earlier_consultation: str

    @property
    def order(self) -> tuple[int, int, str, str, str]:
        """What continuations are sorted by: their numbers as people count."""
        digits = re.match("[0-9]*", self.number)
        first = int(digits[0]) if digits and digits[0] else _NO_NUMBER
        return first, len(self.number), self.number, self.earlier_number, self.earlier


@dataclass(frozen=True, slots=True)
class Stand:
    """A verdict of an actor in one response, by the names of what says so; none where there is only silence."""

    kind: str
    response: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """How an actor stood on a proposal then, and how it stands now."""

    continuation: Continuation
    actor: str
    label: str
    kind: str
    then: Stand
    now: Stand


@dataclass(frozen=True, eq=False)
class Rounds:
    """The verdicts of two rounds and more; `answered` are pairs of a consultation and an actor that answered it."""

    known: Explorable
    consultation: str
    verdicts: Mapping[str, Sequence[Verdict]]
    answered: Collection[tuple[str, str]]

    def changes(self, continuations: Iterable[Continuation]) -> list[Change]:
        """Every stand of every actor then and now, in the order of the named query."""
        found = [
            change
            for each in sorted(continuations, key=lambda each: each.order)
            for change in sorted(self._changes(each), key=_order)
        ]
        return list(dict.fromkeys(found))

    def _changes(self, continuation: Continuation) -> Iterator[Change]:
        earlier = continuation.earlier_consultation
        then = _stands(self.verdicts.get(earlier, ()), continuation.earlier)
        now = _stands(self.verdicts.get(self.consultation, ()), continuation.proposal)
        for actor in then.keys() | now.keys():
            label = self.known.names.known.get(actor, {}).get("nb", "")
            before = then.get(actor) or [self._silence(earlier, actor)]
            after = now.get(actor) or [self._silence(self.consultation, actor)]
            for one, other in product(before, after):
                yield Change(continuation, actor, label, _kind(one, other), one, other)

    def _silence(self, consultation: str, actor: str) -> Stand:
        return Stand(_NOT_MENTIONED if (consultation, actor) in self.answered else _NO_ANSWER)


def _stands(verdicts: Iterable[Verdict], proposal: str) -> Mapping[str, list[Stand]]:
    """How each actor stands on a proposal, by response and verdict."""
    names: dict[tuple[str, str, str], list[str]] = {}
    for each in verdicts:
        if each.proposal == proposal:
            names.setdefault((each.actor, each.response, each.kind), []).append(each.name)
    found: dict[str, list[Stand]] = {}
    for (actor, response, kind), those in names.items():
        found.setdefault(actor, []).append(Stand(kind, response, tuple(those)))
    return found


def _kind(then: Stand, now: Stand) -> str:
    if not then.names:
        return concept("change", "new").value
    if not now.names:
        return concept("change", "silent").value
    return concept("change", "unchanged" if then.kind == now.kind else "changed").value


def _order(change: Change) -> tuple[str, str, str, str, str]:
    label = concept_name(change.kind, "nb") or ""
    return label, change.label, change.actor, change.then.response, change.now.response
