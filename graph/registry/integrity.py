"""What must hold of each thing in the registry, and between them."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph.model import ThingType
from graph.namespaces import DCTERMS, ORG, RDF, SKOS, SKOSXL, STP, W3ID, XSD
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
_KEY = re.compile(r"[a-z0-9]+(?>(?:-[a-z0-9]+)*)")
_FORMS = {XSD.date.value: "%Y-%m-%d", XSD.gYearMonth.value: "%Y-%m", XSD.gYear.value: "%Y"}
_DAYS = (STP.deadline.value, STP.validFrom.value, STP.validUntil.value)
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
    for reason in (*_faults(description, kind), *_literal_faults(description)):
        raise description.refuse(reason)


def check_name_or_event(description: Description) -> None:
    """Refuse what is neither an entry nor a sound dated name or change of organisations.

    Raises:
        RegistryError: for the first thing that is wrong.
    """
    types = description.iris(RDF.type)
    if STP.DatedName.value in types:
        if len(description.texts(SKOSXL.literalForm)) != 1:
            raise description.refuse("must have one skosxl:literalForm, the name itself.")
    elif ORG.ChangeEvent.value not in types:
        raise description.refuse(
            "is of no type that the registry knows. Use org:Organization, org:OrganizationalUnit, org:Post, "
            "stp:StakeholderGroup, stp:PolicyInstrument, stp:Goal, stp:Indicator, stp:DigitalSolution, "
            "stp:Consultation, stp:Response, stp:DatedName or org:ChangeEvent."
        )
    for reason in _literal_faults(description):
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


def _literal_faults(description: Description) -> Iterator[str]:
    for predicate, objects in description.objects.items():
        for term in objects:
            if isinstance(term, Literal):
                if not term.value.strip():
                    yield "has an empty literal. Fill it in or remove it."
                if not _is_date(term.value, XSD.date.value if predicate in _DAYS else term.datatype.value):
                    yield f"has the date “{term.value}”, which is not valid. Write a day as 2024-01-31" + (
                        "." if predicate in _DAYS else ", a month as 2024-01, a year as 2024."
                    )


def _is_date(text: str, datatype: str) -> bool:
    form = _FORMS.get(datatype)
    if form is None:
        return True
    try:
        return datetime.strptime(text, form).strftime(form) == text  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return False
