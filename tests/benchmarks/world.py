"""Who answers in generated data, and with what words: consultations, bodies, and one response after the other."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from random import Random

from graph.iris import slug
from graph.model import (
    Actor,
    Anchoring,
    Block,
    BlockKind,
    Consultation,
    Document,
    Extraction,
    Force,
    Kind,
    Mention,
    Metadata,
    Outcome,
    Part,
    Proposal,
    Publication,
    Response,
    Span,
    Statement,
    Thing,
    ThingType,
)
from graph.pipeline.tools import Tools
from tests.benchmarks.phrases import BODIES, KINDS_OF_BODIES, OBJECTS, PLACES, REPORTED, SHAPES

_RESPONSES_PER_CONSULTATION = 120
_PROPOSALS = 8
_LENGTHS = range(12, 60)
_OUTCOMES = [*[Outcome.REMARKS] * 46, Outcome.NO_REMARKS, Outcome.NO_REMARKS, Outcome.NO_REMARKS, Outcome.ENDORSES]
_KINDS = [*[Kind.RECOMMENDATION] * 5, *[Kind.SUPPORT] * 3, *[Kind.CONCERN] * 3, *[Kind.ASSESSMENT] * 3]
_KINDS += [Kind.OPPOSITION, Kind.COMMITMENT]
_REPORTED_SHARE = 0.07
_WITHHELD_SHARE = 0.01
_FIRST_DAY = date(2019, 1, 15)
_COMMITTEE = Thing("eksempelutvalget", ThingType.ACTOR, "Eksempelutvalget", registered=False)


@dataclass
class World:
    """Everybody who can answer, and everything that can be asked."""

    kit: Tools
    consultations: list[Consultation] = field(default_factory=list)

    @cached_property
    def actors(self) -> list[Actor]:
        """The bodies that answer, in an order that repeats no kind for long."""
        names = [(kind, BODIES[kind].format(number=1 + n // 3)) for n, kind in enumerate(KINDS_OF_BODIES * 30)]
        return [Actor(slug(name), name, kind) for kind, name in dict.fromkeys(names)]

    @cached_property
    def instruments(self) -> list[Thing]:
        """The instruments of the registry."""
        return [entry.thing for entry in self.kit.registry.entries if entry.thing.type is ThingType.INSTRUMENT]

    @cached_property
    def ministries(self) -> list[Thing]:
        """The ministries of the registry, who are asked to act."""
        return [entry.thing for entry in self.kit.registry.entries if entry.kind == "departement"]

    @cached_property
    def themes(self) -> list[str]:
        """The themes of the registry that statements are put under."""
        return [theme.key for theme in self.kit.registry.themes if theme.broader]

    def answers(self) -> Iterator[tuple[Response, Extraction, Consultation]]:
        """Responses without end: one consultation after the other, each answered by some of the bodies."""
        number = 0
        while True:
            consultation = self._consultation(len(self.consultations))
            self.consultations.append(consultation)
            for actor in consultation.invited[:_RESPONSES_PER_CONSULTATION]:
                number += 1
                yield *_Answer(self, consultation, actor, number).written(), consultation

    def _consultation(self, number: int) -> Consultation:
        random = Random(f"consultation {number}")
        invited = random.sample(self.actors, min(len(self.actors), _RESPONSES_PER_CONSULTATION + 30))
        follows_up = self.consultations[-1] if number % 2 else None  # every other matter comes back
        chosen = [OBJECTS[(number // 2 + step) % len(OBJECTS)] for step in range(_PROPOSALS)]
        proposals = tuple(
            Proposal(
                str(place),
                {"nb": f"Forslag om {nb}", "nn": f"Framlegg om {nn}"},
                (f"kapittel {place}",),
                continues=(str(place),) if follows_up else (),
            )
            for place, (nb, nn) in enumerate(chosen, 1)
        )
        return Consultation(
            f"eksempelsak-{number + 1}",
            {"nb": f"Eksempelsak {number + 1}", "en": f"Example case {number + 1}"},
            asked_by=self._asking(random),
            deadline=_FIRST_DAY + timedelta(days=90 * number),
            instruments=(random.choice(self.instruments),),
            proposals=proposals,
            invited=tuple(invited),
            follows_up=follows_up,
        )

    def _asking(self, random: Random) -> Actor:
        thing = random.choice(self.ministries)
        return Actor(thing.key, thing.name, "departement", registered=True)


class _Answer:
    """One response, word by word; the offsets of what it says are known as it is written."""

    def __init__(self, world: World, consultation: Consultation, actor: Actor, number: int) -> None:
        self._world = world
        self._consultation = consultation
        self._actor = actor
        self._number = number
        self._random = Random(f"response {number}")
        self._form = 1 if self._random.random() < 0.2 else 0
        self._text = f"Høringssvar nummer {number} fra {actor.name}\n"
        self._blocks = [Block(Span(0, len(self._text) - 1), BlockKind.HEADING, 1)]
        self._statements: list[Statement] = []
        self._mentions: list[Mention] = []

    def written(self) -> tuple[Response, Extraction]:
        """The response and what an extractor would find in it."""
        metadata = self._metadata()
        if metadata.outcome is Outcome.REMARKS and metadata.publication is Publication.PUBLIC:
            for _ in range(self._random.choice(_LENGTHS)):
                self._say()
        else:
            self._add("Vi har ingen merknader til saken.")
        text = self._text
        digest = hashlib.sha256(text.encode()).hexdigest()
        key = f"{self._actor.key}-{self._number}"
        document = Document(f"{key}.txt", "text/plain", digest, text, tuple(self._blocks))
        extraction = Extraction("eksempel-1", tuple(self._statements), tuple(self._mentions))
        return Response(key, metadata, (Part(document),)), extraction

    def _metadata(self) -> Metadata:
        random, consultation = self._random, self._consultation
        assert consultation.deadline is not None
        assert consultation.asked_by is not None
        outcome, withheld = random.choice(_OUTCOMES), random.random() < _WITHHELD_SHARE
        return Metadata(
            title=self._text.strip(),
            language="nn" if self._form else "nb",
            senders=(self._actor, *self._companions()),
            addressees=(consultation.asked_by,),
            issued=consultation.deadline - timedelta(days=random.randrange(40)),
            outcome=outcome,
            endorsed=self._world.actors[0] if outcome is Outcome.ENDORSES else None,
            anchoring=random.choice([None, *Anchoring]),
            publication=Publication.WITHHELD if withheld else Publication.PUBLIC,
            legal_ground="offentleglova § 13" if withheld else None,
            consultation=consultation.key,
        )

    def _companions(self) -> Sequence[Actor]:
        """Those who answer together with an actor: seldom anybody."""
        random = self._random
        others = [actor for actor in random.sample(self._world.actors, 2) if actor != self._actor]
        return others if random.random() < 0.02 else ()

    def _say(self) -> None:
        """One sentence, which makes one statement."""
        random, kind = self._random, self._random.choice(_KINDS)
        instrument, ministry = self._often(self._world.instruments), self._often(self._world.ministries)
        reported = random.random() < _REPORTED_SHARE
        sentence = (REPORTED if reported else random.choice(SHAPES[kind]))[self._form].format(
            object=OBJECTS[int(len(OBJECTS) * random.random() ** 2)][self._form],
            where=random.choice(PLACES)[self._form],
            year=random.randrange(2026, 2036),
            Addressee=ministry.name,
            Instrument=instrument.name,
            Holder=_COMMITTEE.name,
        )
        span, named = self._add(sentence), instrument.name in sentence
        if named:
            start = span.start + sentence.index(instrument.name)
            self._mentions.append(Mention(Span(start, start + len(instrument.name)), instrument))
        addressee = ministry if ministry.name in sentence else None
        statement = Statement(span, sentence, kind, targets=(instrument,) if named else (), addressee=addressee)
        self._statements.append(self._rounded_off(statement, instrument, reported=reported))

    def _rounded_off(self, statement: Statement, instrument: Thing, *, reported: bool) -> Statement:
        """A statement with what its words alone do not say."""
        random, kind = self._random, statement.kind
        proposal = random.choice(self._consultation.proposals) if random.random() < 0.6 else None
        return replace(
            statement,
            force=random.choice(list(Force)) if kind is Kind.RECOMMENDATION else None,
            confidence=round(0.3 + 0.7 * random.random(), 2),
            section_targets=(instrument,) if not statement.targets and random.random() < 0.3 else (),
            holder=_COMMITTEE if reported else None,
            proposal=proposal.number if proposal else None,
            themes=tuple(random.sample(self._world.themes, random.randrange(3))),
            justified_by=self._reason() if kind.is_position and not reported else None,
            dissent=random.random() < 0.01,
        )

    def _often(self, choices: Sequence[Thing]) -> Thing:
        """One of some things, the first ones more often than the last."""
        return choices[int(len(choices) * self._random.random() ** 3)]

    def _reason(self) -> Span | None:
        """The statement before, where it gives a reason."""
        last = self._statements[-1] if self._statements else None
        return last.span if last and last.kind is Kind.ASSESSMENT and not last.is_reported else None

    def _add(self, sentence: str) -> Span:
        start = len(self._text)
        self._text += sentence + "\n"
        span = Span(start, start + len(sentence))
        self._blocks.append(Block(span, BlockKind.PARAGRAPH))
        return span
