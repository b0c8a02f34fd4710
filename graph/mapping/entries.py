"""Actors and things that the registry does not hold, folded over all responses that name them."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from graph.iris import Iris
from graph.mapping.literals import text_literal
from graph.mapping.statements import holder_thing
from graph.model import Actor, Consultation, Extraction, Response, Statement, Thing, ThingType
from graph.namespaces import DCTERMS, FOAF, ORG, RDF, SCHEMA, SKOS, STP, concept
from graph.triples import Triple

_CLASSES = {
    ThingType.INSTRUMENT: STP.PolicyInstrument,
    ThingType.GOAL: STP.Goal,
    ThingType.INDICATOR: STP.Indicator,
    ThingType.SOLUTION: STP.DigitalSolution,
    ThingType.GROUP: STP.StakeholderGroup,
    ThingType.ACTOR: ORG.Organization,
    ThingType.CONSULTATION: STP.Consultation,
    ThingType.RESPONSE: STP.Response,
}
_BY_LOVDATA = re.compile(r"(?P<kind>LOV|FOR)-(?P<date>\d{4}-\d\d-\d\d)(?P<number>-\d{1,5})?")
_LOVDATA_KINDS = {"LOV": "lov", "FOR": "forskrift"}


def unregistered_actors(response: Response, consultation: Consultation | None) -> Iterator[Actor]:
    """The actors that a response and its consultation name and the registry does not hold."""
    metadata = response.metadata
    named = [*metadata.senders, *metadata.addressees, metadata.endorsed]
    if consultation is not None:
        named += [*consultation.invited, consultation.asked_by]
    yield from (actor for actor in named if actor is not None and not actor.registered)


def unregistered_things(extraction: Extraction) -> Iterator[Thing]:
    """The things that an extraction names and the registry does not hold."""
    named = [mention.thing for mention in extraction.mentions]
    for statement in extraction.statements:
        named += _things_of(statement)
    yield from (thing for thing in dict.fromkeys(named) if not thing.registered)


def _things_of(statement: Statement) -> list[Thing]:
    things = [*statement.targets, *statement.section_targets]
    if statement.addressee is not None:
        things.append(statement.addressee)
    if statement.holder is not None:
        things.append(holder_thing(statement.holder))
    return things


def entry_triples(actors: Iterable[Actor], things: Iterable[Thing], iris: Iris) -> Iterator[Triple]:
    """The graph of entries: each actor and thing once, under the first of its names in alphabetical order."""
    known = sorted(set(actors), key=lambda actor: (actor.key, actor.kind is None, actor.name, actor.kind or ""))
    for _, same in groupby(known, key=lambda actor: actor.key):
        yield from _actor_triples(next(same), iris)
    actor_keys = {actor.key for actor in known}
    others = sorted(thing for thing in set(things) if thing.type is not ThingType.ACTOR or thing.key not in actor_keys)
    for _, namesakes in groupby(others, key=lambda thing: (thing.type, thing.key)):
        yield from _thing_triples(next(namesakes), iris)


def _actor_triples(actor: Actor, iris: Iris) -> Iterator[Triple]:
    subject = iris.actor(actor)
    yield Triple(subject, RDF.type, FOAF.Person if actor.kind == "privatperson" else ORG.Organization)
    yield Triple(subject, DCTERMS.identifier, Literal(actor.key))
    yield Triple(subject, SKOS.prefLabel, text_literal(actor.name, "nb"))
    yield Triple(subject, ORG.classification, concept("actor-kind", actor.kind or "annet"))
    if actor.organisation_number:
        yield Triple(subject, ORG.identifier, Literal(actor.organisation_number))
    yield Triple(subject, STP.verification, concept("verification", "unverified"))


def _thing_triples(thing: Thing, iris: Iris) -> Iterator[Triple]:
    if thing.type is ThingType.ACTOR:
        kind = "privatperson" if thing.name == "Privatperson" else None
        yield from _actor_triples(Actor(thing.key, thing.name, kind), iris)
        return
    subject = iris.thing(thing)
    yield Triple(subject, RDF.type, _CLASSES[thing.type])
    yield Triple(subject, DCTERMS.identifier, Literal(thing.key))
    yield Triple(subject, SKOS.prefLabel, text_literal(thing.name, "nb"))
    if thing.designation:
        yield Triple(subject, SKOS.notation, Literal(thing.designation))
        if found := _BY_LOVDATA.fullmatch(thing.designation):
            yield Triple(subject, SCHEMA.sameAs, _eli(found))
    yield Triple(subject, STP.verification, concept("verification", "unverified"))


def _eli(designation: re.Match[str]) -> NamedNode:
    """The IRI that Lovdata gives an act or a regulation, which follows from its designation."""
    path = (designation["date"] + (designation["number"] or "")).replace("-", "/")
    return NamedNode(f"https://lovdata.no/eli/{_LOVDATA_KINDS[designation['kind']]}/{path}/nor")
