"""What must hold of each thing in the registry, and between them."""

import re
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph.model import ThingType
from graph.namespaces import DCTERMS, ORG, SKOS, STP, W3ID, XSD
from graph.registry.descriptions import Description
from graph.registry.entries import key_of, segment_of

SEGMENTS: Mapping[ThingType, str] = MappingProxyType(
    {
        ThingType.INSTRUMENT: "instrument",
        ThingType.GOAL: "goal",
        ThingType.INDICATOR: "goal",
        ThingType.SOLUTION: "solution",
        ThingType.ACTOR: "actor",
        ThingType.GROUP: "actor",
        ThingType.CONSULTATION: "consultation",
        ThingType.RESPONSE: "response",
    }
)
_IDENTITIES = f"{W3ID}/id/"
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*+")
_DATES = {
    XSD.date.value: re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"),
    XSD.gYearMonth.value: re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"),
    XSD.gYear.value: re.compile(r"\d{4}"),
}
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)


def is_organisation_number(number: str) -> bool:
    """Whether nine digits pass the modulus-11 check of Enhetsregisteret.

    >>> is_organisation_number("983544622"), is_organisation_number("983544623")
    (True, False)
    """
    digits = [int(digit) for digit in number if digit in "0123456789"]
    fits = len(digits) == len(number) == len(_WEIGHTS)
    return fits and sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11 == 0


def check_entry(description: Description, kind: ThingType) -> None:
    """Refuse an entry that is not described as it must be.

    Raises:
        RegistryError: for the first thing that is wrong.
    """
    for reason in _faults(description, kind):
        raise description.refuse(reason)


def check_links(descriptions: Mapping[str, Description], concepts: Collection[str]) -> None:
    """Refuse a link to something of the registry or its schemes that does not exist.

    Raises:
        RegistryError: for the first such link.
    """
    for description in descriptions.values():
        for predicate, objects in description.objects.items():
            for term in objects:
                if isinstance(term, NamedNode) and _is_missing(term.value, descriptions, concepts):
                    raise description.refuse(
                        f"points with <{predicate}> to <{term.value}>, which does not exist. Describe it or mend it."
                    )


def _is_missing(iri: str, descriptions: Mapping[str, Description], concepts: Collection[str]) -> bool:
    return iri.startswith(_IDENTITIES) and iri not in descriptions and iri not in concepts


def _faults(description: Description, kind: ThingType) -> Iterator[str]:
    key, segment = key_of(description.subject), segment_of(description.subject)
    if segment != SEGMENTS[kind] or not _KEY.fullmatch(key):
        yield (
            f"is not an IRI for its type. Use <{W3ID}/id/{SEGMENTS[kind]}/KEY> "
            "with a key of lower-case letters, digits and hyphens."
        )
    if description.text(SKOS.prefLabel, "nb") is None:
        yield "has no Norwegian name. Give it a skos:prefLabel with the language nb."
    if key not in description.texts(DCTERMS.identifier):
        yield f'does not state its key. Add dcterms:identifier "{key}".'
    if len(description.iris(STP.verification)) != 1:
        yield "must say once whether it is verified: stp:verification verification:verified, :partly or :unverified."
    for number in description.texts(ORG.identifier):
        if not is_organisation_number(number):
            yield f"has the organisation number {number}, which fails the modulus-11 check. Mend or remove it."
    yield from _literal_faults(description)


def _literal_faults(description: Description) -> Iterator[str]:
    for objects in description.objects.values():
        for term in objects:
            if isinstance(term, Literal):
                if not term.value.strip():
                    yield "has an empty literal. Fill it in or remove it."
                pattern = _DATES.get(term.datatype.value)
                if pattern and not pattern.fullmatch(term.value):
                    yield f"has the date “{term.value}”, which is not valid. Write it as 2024-01-31, 2024-01 or 2024."
