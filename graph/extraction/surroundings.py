"""What is known about a response before its words are read: what it answers, who takes part, what it names anywhere."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.extraction.mentions import Naming
from graph.iris import slug
from graph.model import Actor, Consultation, Metadata, Response, Thing, ThingType
from graph.registry import Registry

_OPENING = 500
_REACH = 60
_ANSWERS = re.compile(
    r"(?:innspill|innspel|svar|uttalelse|uttale|fråsegn|merknad|høring|høyring)\w{0,4}\s{0,3}"
    r"(?:til|på|om|av|vedrørende|vedrørande|[–:-])\s{0,3}(?:[\w«-]{1,30}\s{1,3}){0,3}$",
    re.IGNORECASE,
)
_MOST_REMEMBERED = 100


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a name in a text can mean though the text has not said it yet.

    `subjects` are the instruments that the response answers, `people` those who take part beside the `senders`, the
    surest last, and `named` what the text names anywhere, in its order. `cases` gives what the number of a case stands
    for, by the key that is made of it: the consultation, or nothing where it is the correspondents' own.
    """

    subjects: tuple[Thing, ...]
    people: tuple[Thing, ...]
    senders: tuple[Thing, ...]
    named: tuple[Thing, ...]
    cases: Mapping[str, Thing | None]

    def things(self) -> Iterator[Thing]:
        """Everything, the surest first."""
        return chain(self.senders, reversed(self.people), self.subjects, self.named)


def surroundings(
    registry: Registry, response: Response, consultation: Consultation | None, text: str, namings: Sequence[Naming]
) -> Surroundings:
    """What surrounds a text of a response that holds some names."""
    answered = consultation.instruments if consultation else _named_as_answered(text, response.metadata.title, namings)
    subjects = tuple(dict.fromkeys(_works(registry, answered)))
    asking = [consultation.asked_by] if consultation and consultation.asked_by else []
    publishers = (actor for key in _publishers(registry, subjects) if (actor := registry.actor(key)))
    people = tuple(map(_thing, (*publishers, *asking, *response.metadata.addressees)))
    senders = tuple(map(_thing, response.metadata.senders))
    named = dict.fromkeys(thing for naming in namings if not naming.contextual for thing in naming.things)
    cases = _cases(registry, response.metadata, consultation)
    return Surroundings(subjects, people, senders, tuple(named)[:_MOST_REMEMBERED], cases)


def _thing(actor: Actor) -> Thing:
    return Thing(actor.key, ThingType.ACTOR, actor.name, actor.registered)


def _named_as_answered(text: str, title: str | None, namings: Iterable[Naming]) -> Iterator[Thing]:
    """The instruments that a text opens by saying that it answers, for a consultation that nobody knows."""
    for naming in namings:
        start = naming.span.start
        is_opening = start < _OPENING and _ANSWERS.search(text[max(0, start - _REACH) : start])
        if not naming.contextual and (is_opening or naming.span.of(text) in (title or "")):
            yield from (thing for thing in naming.things if thing.type is ThingType.INSTRUMENT)


def _works(registry: Registry, instruments: Iterable[Thing]) -> Iterator[Thing]:
    """The instruments, the work in place of its draft or edition."""
    for thing in instruments:
        entry = registry.entry(ThingType.INSTRUMENT, thing.key)
        work = registry.entry(ThingType.INSTRUMENT, entry.version_of) if entry and entry.version_of else entry
        yield work.thing if work else thing


def _publishers(registry: Registry, subjects: Iterable[Thing]) -> Iterator[str]:
    for thing in subjects:
        entry = registry.entry(ThingType.INSTRUMENT, thing.key)
        yield from entry.publishers if entry else ()


def _cases(registry: Registry, metadata: Metadata, consultation: Consultation | None) -> Mapping[str, Thing | None]:
    cases: dict[str, Thing | None] = {}
    for number in (metadata.case_number, metadata.our_reference, metadata.their_reference):
        if number:
            cases[f"sak-{slug(number.partition('-')[0])}"] = None
    if consultation is not None and consultation.case_number:
        entry = registry.entry(ThingType.CONSULTATION, consultation.key)
        cases[f"sak-{slug(consultation.case_number)}"] = entry.thing if entry else None
    return cases
