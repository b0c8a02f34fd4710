"""Who sent a response: everything in it that speaks for a body, weighed."""

import re
from collections.abc import Iterator, Sequence

from graph.model import Actor
from graph.reading.metadata import labels, names
from graph.reading.metadata.bodies import Body, bodies, joint
from graph.reading.metadata.edge_names import closing_names, contact_names, head_names
from graph.reading.metadata.evidence import Candidate
from graph.reading.metadata.letter import Letter
from graph.reading.metadata.title_names import title_names, without_apposition
from graph.reading.metadata.voices import voices
from graph.registry import Registry

LEAST = 4.0
_LISTED = re.compile(
    r"(?:følgende|desse|disse)\s(?:\w{1,30}\s){0,4}(?:er|står|stiller|stend)\s(?:\w{1,20}\s){0,4}?(?:avsender|avsendar|bak)"
    r"\w{0,3}(?:\s[^:.]{0,60})?:\s*(?P<list>[^.:]{5,700})\.",
    re.IGNORECASE,
)
_SENDING = re.compile(r"avsend|bak", re.IGNORECASE)
_OWNER = re.compile(r"(?:@|www\.|https?://)(?:[\w-]{1,40}\.){0,2}(?P<owner>[\w-]{2,40})\.(?:no|com|org|net|eu)\b")
_NOT_OWNERS = frozenset(
    {"gmail", "hotmail", "online", "outlook", "yahoo", "icloud", "live", "msn", "me", "dep", "regjeringen", "lovdata"}
)
_ADDRESS_BONUS = 2.5


def senders(letter: Letter, registry: Registry, addressed: Sequence[Actor], title: str | None) -> tuple[Body, ...]:
    """The bodies that could have sent a response, the likeliest first, without those that it is addressed to."""
    candidates = [
        *_labelled(letter),
        *_from_properties(letter),
        *title_names(letter, title),
        *closing_names(letter),
        *head_names(letter),
        *contact_names(letter),
        *voices(letter),
    ]
    found = (*_listed(letter, registry), *bodies(letter, candidates, registry))
    away = {actor.key for actor in addressed}
    owners = _owners_of_addresses(letter)
    weighed = [(body.score + _ADDRESS_BONUS * _owns(body, owners), body) for body in found if body.key not in away]
    ranked = sorted(weighed, key=lambda item: (-item[0], item[1].key))
    return tuple(body for score, body in ranked if score >= LEAST)


def _owners_of_addresses(letter: Letter) -> tuple[str, ...]:
    """The names in the web and mail addresses of a letter's head and foot, without those of free mail."""
    near = "\n".join(line.text for line in (*letter.opening[:15], *letter.lines[-15:]))
    owners = {match["owner"].lower() for match in _OWNER.finditer(near)} - _NOT_OWNERS
    return tuple(sorted(owners))


def _owns(body: Body, owners: Sequence[str]) -> bool:
    """Whether one of some web or mail addresses is a body's own."""
    key = body.key.replace("-", "")
    return any(owner.replace("-", "") in key or key in owner.replace("-", "") for owner in owners)


def _labelled(letter: Letter) -> Iterator[Candidate[str]]:
    for value, line in labels.values(letter, "sender"):
        if not names.is_person(value) and "@" not in value and not value.lower().startswith("privatperson"):
            yield Candidate(without_apposition(value), 12.0, "labelled as sender", line.start)


def _from_properties(letter: Letter) -> Iterator[Candidate[str]]:
    properties = letter.document.properties
    for key, score in (("sender", 8.0), ("author", 1.5)):
        name = properties.get(key, "").split("<")[0].strip(' "')
        if name and "@" not in name and not names.is_person(name) and names.is_body(name):
            yield Candidate(name, score, f"the file's {key}", 0)


def _listed(letter: Letter, registry: Registry) -> tuple[Body, ...]:
    """Several bodies that a letter lists as its senders."""
    match = _LISTED.search(letter.head) if _SENDING.search(letter.head) else None
    if match is None:
        return ()
    listed = [names.tidy(name) for name in re.split(r",\s|(?<!-)\sog\s|\ssamt\s", " ".join(match["list"].split()))]
    kept = tuple(name for name in listed if names.is_plausible(name) and name[0].isupper())
    return (joint(kept, "listed as senders", registry),) if len(kept) > 1 else ()
