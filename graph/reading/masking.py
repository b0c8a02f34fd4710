"""Covering of private persons' data before anything is extracted or written; lengths and line breaks stay."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from types import MappingProxyType

from graph.model import COVER, Document, Metadata, Span, covered
from graph.reading.metadata import bystanders, identity, persons
from graph.reading.metadata.letter import Letter
from graph.reading.metadata.signatures import case_officers, signatories, signers

_PERSONAL_PROPERTIES = ("author", "sender")


def _nothing(_: str) -> bool:
    return False


def mask(
    letter: Letter, metadata: Metadata, main: Letter | None = None, is_known: Callable[[str], bool] = _nothing
) -> Document:
    """The letter's document with covered characters in place of people's data; every offset stays valid.

    Covered in every response: national identity numbers, case officers' names, people's phone numbers and mail
    addresses, and the names of those who sign, unless the metadata let signatories in office stay. In a private
    person's: name and address as well, also in the file's name and properties, and whoever else is named there; for its
    attachments, `main` is the letter that tells who the person is. `is_known` tells names of bodies and things.
    """
    document = letter.document
    known = () if main is None or main is letter else persons.personal_names(main)
    private = _may_be_private(letter, metadata)
    spans = [*_in_every_response(letter, is_known), *_of_signers(letter, metadata)]
    spans += _of_private(letter, known, is_known) if private else ()
    changed = replace(document, text=covered(document.text, spans))
    return _without_person(changed, (*known, *persons.personal_names(letter))) if private else changed


def _of_private(letter: Letter, known: Iterable[str], is_known: Callable[[str], bool]) -> Iterable[Span]:
    """Where a private person's response tells of people, and where they are."""
    yield from persons.private_details(letter, known)
    yield from bystanders.in_private_letters(letter, is_known)


def _of_signers(letter: Letter, metadata: Metadata) -> Iterable[Span]:
    """Where the people who sign are named; those who sign in office may stay, who only handled the case never may."""
    stay = signatories(letter) if metadata.signatories_stay else ()
    for name in signers(letter):
        if name not in stay:
            yield from persons.places_of(name, letter.document.text)


def _may_be_private(letter: Letter, metadata: Metadata) -> bool:
    """Whether a private person sent a response, or somebody who may be one: a signed letter without a known body."""
    if not metadata.senders:
        return letter.is_signed
    return any(actor.kind == persons.PRIVATE for actor in metadata.senders)


def _in_every_response(letter: Letter, is_known: Callable[[str], bool]) -> Iterable[Span]:
    """Where a response from a body tells about people what nobody needs to know."""
    text = letter.document.text
    yield from identity.identity_numbers(text)
    yield from identity.mails(text, personal=True)
    yield from identity.mobile_phones(text)
    yield from bystanders.in_every_response(letter, is_known)
    officers = dict.fromkeys(name for name, _ in case_officers(letter))
    for name in officers:  # who handles the case often signs it too
        yield from persons.places_of(name, text)


def masked_notes(notes: Iterable[str], main: Letter, metadata: Metadata) -> tuple[str, ...]:
    """Notes on files, without the names that a private person's letter gives its sender."""
    if not _may_be_private(main, metadata):
        return tuple(notes)
    cover = _cover_of(persons.personal_names(main))
    return tuple(cover.sub(_same_length, note) if cover else note for note in notes)


def _cover_of(names: Iterable[str]) -> re.Pattern[str] | None:
    words = persons.words_of(names)
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE) if words else None


def _without_person(document: Document, names: Iterable[str]) -> Document:
    """A document whose file name and properties do not tell who the private person is."""
    kept = {key: value for key, value in document.properties.items() if key not in _PERSONAL_PROPERTIES}
    cover = _cover_of(names)
    hidden = {key: cover.sub(_same_length, value) if cover else value for key, value in kept.items()}
    name = cover.sub(_same_length, document.name) if cover else document.name
    return replace(document, name=name, properties=MappingProxyType(hidden))


def _same_length(match: re.Match[str]) -> str:
    return COVER * len(match.group())
