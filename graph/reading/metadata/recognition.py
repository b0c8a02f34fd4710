"""All that a response says about itself, each field found by a module of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.iris import actor_key, slug
from graph.model import Actor, Consultation, Document, Metadata
from graph.reading.metadata import names, persons
from graph.reading.metadata.addressees import addressees
from graph.reading.metadata.anchoring import anchoring
from graph.reading.metadata.answered import Said, answered
from graph.reading.metadata.bodies import Body
from graph.reading.metadata.dates import issued
from graph.reading.metadata.evidence import Candidate
from graph.reading.metadata.identity import organisation_numbers
from graph.reading.metadata.language import language
from graph.reading.metadata.letter import Letter
from graph.reading.metadata.outcome import outcome
from graph.reading.metadata.publication import assessed
from graph.reading.metadata.references import references
from graph.reading.metadata.senders import senders
from graph.reading.metadata.signatures import signatories
from graph.reading.metadata.titles import title
from graph.registry import Registry

_SURE = 9.0


@dataclass(frozen=True, slots=True)
class Origin:
    """In which way a field of the metadata was found, and how strongly."""

    field: str
    found: str
    score: float


@dataclass(frozen=True, slots=True)
class Recognition:
    """The metadata of a response, and where its less obvious fields come from."""

    metadata: Metadata
    origins: tuple[Origin, ...]


def recognise(document: Document, registry: Registry, consultations: Sequence[Consultation]) -> Metadata:
    """What a document says about itself.

    `consultations` are those that the document may answer, beside the registered ones; if one of them is not the
    registry's, it was declared for the document and is taken without further evidence.
    """
    return explained(Letter(document), registry, consultations).metadata


def explained(letter: Letter, registry: Registry, consultations: Sequence[Consultation]) -> Recognition:
    """What a letter says about itself, with the way in which each field was found."""
    heading, day = title(letter), issued(letter)
    addressed = addressees(letter, registry)
    receivers = tuple(candidate.value for candidate in addressed)
    shown = heading.value if heading else None
    said = Said(letter, shown or "", receivers, day.value if day else None)
    consultation = answered(said, registry, consultations)
    if not receivers and consultation is not None and (asked_by := consultation.value.asked_by) is not None:
        addressed = (Candidate(asked_by, 1.0, "the body that asked in the consultation"),)
        receivers = (asked_by,)
    found = senders(letter, registry, receivers, shown)
    actors, sender = _actors(letter, found, registry)
    metadata = _described(letter, registry, actors, replace(Metadata(), title=shown, addressees=receivers))
    metadata = replace(
        metadata,
        issued=day.value if day else None,
        consultation=consultation.value.key if consultation else None,
    )
    origins = _origins(title=heading, issued=day, consultation=consultation, senders=sender)
    origins += tuple(Origin("addressees", candidate.found, candidate.score) for candidate in addressed)
    return Recognition(metadata, origins)


def _origins(**candidates: Candidate[object] | None) -> tuple[Origin, ...]:
    return tuple(
        Origin(field, candidate.found, candidate.score)
        for field, candidate in candidates.items()
        if candidate is not None
    )


def _described(letter: Letter, registry: Registry, actors: tuple[Actor, ...], known: Metadata) -> Metadata:
    """The metadata that follow from the document and from who sent it."""
    private = any(actor.kind == persons.PRIVATE for actor in actors)
    filed = references(letter)
    amounts, endorsed = outcome(letter, registry)
    assessment = assessed(letter, private=private)
    return replace(
        known,
        title=_without_names(known.title, letter) if private else known.title,
        language=language(letter.document.text),
        senders=actors,
        their_reference=filed.their,
        our_reference=filed.our,
        case_number=filed.case,
        signatories=signatories(letter) if actors and not private else (),
        outcome=amounts,
        endorsed=endorsed,
        anchoring=anchoring(letter),
        publication=assessment.status,
        legal_ground=assessment.legal_ground,
        publication_reasons=assessment.reasons,
    )


def _without_names(heading: str | None, letter: Letter) -> str | None:
    """A title in which a private person's name is replaced by “Privatperson”."""
    return persons.without_names(heading, persons.personal_names(letter), "Privatperson") if heading else None


def _actors(
    letter: Letter, found: Sequence[Body], registry: Registry
) -> tuple[tuple[Actor, ...], Candidate[object] | None]:
    """The senders: the likeliest body or bodies, a private person, or nobody where nothing tells."""
    own = persons.personal_names(letter)
    strongest = next((body for body in found if not persons.is_of_person(body.name, own)), None)
    person = persons.private_person(letter.document.digest)
    if persons.says_private(letter) and (strongest is None or strongest.score < _SURE):
        return (person,), Candidate(persons.PRIVATE, _SURE, "says that it is from a private person")
    unsure = strongest is None or _is_only_spoken_of(strongest)
    if unsure and persons.sent_by_person(letter, beside_body=strongest is not None):
        return (person,), Candidate(persons.PRIVATE, _SURE / 2, "sent by a person without a body")
    if strongest is None:
        return (), None
    actors = strongest.actors
    if len(actors) == 1 and not actors[0].registered:
        actors = (_numbered(letter, strongest, actors[0], registry),)
    return actors, Candidate(strongest.name, strongest.score, ", ".join(strongest.found))


def _is_only_spoken_of(body: Body) -> bool:
    """Whether a body may be what a letter is about rather than who sent it."""
    return set(body.found) <= {"speaks of itself", "named often", "short name"}


def _numbered(letter: Letter, body: Body, actor: Actor, registry: Registry) -> Actor:
    """An actor with the only organisation number in its letter; the registered one if the number is registered."""
    text = f"{letter.head[:2500]}\n{letter.document.text[-2500:]}"
    numbers = list(dict.fromkeys(number for number, _ in organisation_numbers(text)))
    if len(numbers) != 1 or not names.is_plausible(body.name):
        return actor
    known = registry.actor_named(numbers[0])
    if known is not None:  # a letterhead may be that of a larger body to which the sender belongs
        labels = {slug(name) for name in (known.name, *registry.actor_names(known.key))}
        return known if labels & {slug(form) for form in (body.name, *body.forms)} else actor
    return Actor(actor_key(actor.name, numbers[0]), actor.name, actor.kind, organisation_number=numbers[0])


def candidates(document: Document, registry: Registry) -> Iterator[Body]:
    """Every body that could have sent a document, the likeliest first, for those who want to see the choice."""
    letter = Letter(document)
    heading = title(letter)
    receivers = [candidate.value for candidate in addressees(letter, registry)]
    yield from senders(letter, registry, receivers, heading.value if heading else None)
