"""Every IRI and key of the graph is minted here, from content alone, so that the same input has the same names.

The test vectors in tests/graph/test_iris.py are frozen: a change that breaks one breaks every link to the data.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.model import Actor, Consultation, Mention, Response, Statement, Thing, ThingType, folded
from graph.namespaces import W3ID

ORIGINAL = "original.pdf"
"""What the address of an original ends with, after that of its response."""
SHIPPED_GRAPHS = ("ontology", "registry", "queries")
"""The named graphs that are the same for every publisher."""

_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "đ": "d", "ŋ": "n", "ß": "ss", "þ": "th", "ð": "d"}
)
_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 80


def slug(name: str) -> str:
    """A name as it can stand in an IRI: lower-case ASCII letters, digits and single hyphens, at most 80 characters.

    >>> slug("Ås kommune – Pleie & omsorg")
    'as-kommune-pleie-omsorg'
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    if not plain.isascii():
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_IN_KEY.sub("-", plain).strip("-")[:_LONGEST_SLUG].strip("-") or "uten-navn"


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that stand for some strings in their order."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def text_digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8: the name under which the data folder keeps it."""
    return hashlib.sha256(text.encode()).hexdigest()


def response_key(sender: Actor | None, content_digest: str) -> str:
    """The key of a response that no sidecar names: who sent it, and twelve digits of the SHA-256 of its bytes.

    >>> response_key(None, "0123456789abcdef0123456789abcdef")
    'svar-0123456789ab'
    """
    who = "svar" if sender is None else "privatperson" if sender.kind == "privatperson" else slug(sender.key)
    return f"{who}-{content_digest[:12]}"


def actor_key(name: str, organisation_number: str | None = None) -> str:
    """The key of an actor that the registry does not hold.

    >>> actor_key("Eksempel kommune", "999999999")
    'org-999999999'
    >>> actor_key("Eksempel kommune")
    'eksempel-kommune'
    """
    return f"org-{organisation_number}" if organisation_number else slug(name)


_ROMAN_LETTER = re.compile(r"\s+([SL])\b")
_DESIGNATIONS = (
    (re.compile(r"^NOU\s*(\d{4})\s*:\s*(\d+)$", re.IGNORECASE), r"nou-\1-\2"),
    (
        re.compile(
            r"^(?:Meld\.?\s*St\.?|St\.?\s*meld\.?(?:\s*nr\.?)?)\s*(\d+)\s*\((\d{4})\s*[-–]\s*(\d{2,4})\)$",
            re.IGNORECASE,
        ),
        r"meld-st-\1-\2-\3",
    ),
    (re.compile(r"^Prop\.?\s*(\d+)\s*([SL]+)\s*\((\d{4})\s*[-–]\s*(\d{2,4})\)$", re.IGNORECASE), r"prop-\1-\2-\3-\4"),
    (re.compile(r"^Innst\.?\s*(\d+)\s*([SL]+)\s*\((\d{4})\s*[-–]\s*(\d{2,4})\)$", re.IGNORECASE), r"innst-\1-\2-\3-\4"),
    (
        re.compile(r"^Dokument\s*(\d+)\s*:\s*(\d+)\s*\((\d{4})\s*[-–]\s*(\d{2,4})\)$", re.IGNORECASE),
        r"dokument-\1-\2-\3-\4",
    ),
    (re.compile(r"^(?:Regulation|Directive)?\s*\(EU\)\s*(\d{4})/(\d+)$", re.IGNORECASE), r"eu-\1-\2"),
    (
        re.compile(r"^(?:Regulation|Directive)?\s*\((?:EU|EC)\)\s*(?:No|nr)\.?\s*(\d+)/(\d{4})$", re.IGNORECASE),
        r"eu-\2-\1",
    ),
    (re.compile(r"^(?:Regulation|Directive)?\s*(\d{4})/(\d+)/(?:EU|EC|EEC|EF)$", re.IGNORECASE), r"eu-\1-\2"),
    (re.compile(r"^(?:Regulation|Directive)?\s*(\d{2})/(\d+)/(?:EC|EEC|EF|EØF)$", re.IGNORECASE), r"eu-19\1-\2"),
    (re.compile(r"^COM\s*\(?(\d{4})\)?\s*(\d+)(?:\s*final)?$", re.IGNORECASE), r"com-\1-\2"),
    (re.compile(r"^(LOV|FOR)-(\d{4})-(\d{2})-(\d{2})(?:-(\d+))?$", re.IGNORECASE), r"\1-\2-\3-\4-\5"),
)


def instrument_key(designation: str) -> str:
    """The key that an instrument's designation gives, the same in whatever way it is written.

    >>> instrument_key("NOU 2023:4"), instrument_key("Meld. St. 9 (2023–2024)")
    ('nou-2023-4', 'meld-st-9-2023-2024')
    """
    for pattern, key in _DESIGNATIONS:
        if found := pattern.match(designation.strip()):
            return slug(found.expand(key))
    return slug(designation)


def statement_key(response: str, quote: str, occurrence: int) -> str:
    """A statement's key: its response, its words however wrapped, and which occurrence of them it is (from 0)."""
    return digest(response, folded(quote), str(occurrence))


def words_digest(document: str, quote: str) -> str:
    """Stands for words of a document, which is given by its SHA-256, whatever the response is called."""
    return hashlib.sha256(f"{document}\n{folded(quote)}".encode()).hexdigest()


_SHARED_SEGMENTS = {ThingType.GROUP: "actor", ThingType.INDICATOR: "goal"}


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of one deployment; `base` is the start of those that are not fixed, without a final slash."""

    base: str

    def own(self, kind: str, key: str) -> NamedNode:
        """Something that this deployment publishes."""
        return NamedNode(f"{self.base}/id/{kind}/{key}")

    def shared(self, kind: str, key: str) -> NamedNode:
        """Something of the shipped registry, the same for every publisher."""
        return NamedNode(f"{W3ID}/id/{kind}/{key}")

    def actor(self, actor: Actor) -> NamedNode:
        """An actor: the registry's where it is registered."""
        return self.shared("actor", actor.key) if actor.registered else self.own("actor", actor.key)

    def thing(self, thing: Thing) -> NamedNode:
        """Whatever a statement is about. Groups stand among the actors."""
        kind = _SHARED_SEGMENTS.get(thing.type, thing.type.value)
        return self.shared(kind, thing.key) if thing.registered else self.own(kind, thing.key)

    def consultation(self, consultation: Consultation) -> NamedNode:
        """A consultation: the registry's where it is registered."""
        where = self.shared if consultation.registered else self.own
        return where("consultation", consultation.key)

    def proposal(self, consultation: Consultation, number: str) -> NamedNode:
        """A proposal of a consultation, by its number."""
        return self.own("proposal", f"{consultation.key}-{slug(number)}")

    def response(self, response: Response) -> NamedNode:
        """What an actor answers."""
        return self.own("response", response.key)

    def document(self, response: str, content_digest: str) -> NamedNode:
        """One document of a response, by its bytes; the same bytes in another response are another document."""
        return self.own("document", f"{response}-{content_digest[:12]}")

    def original(self, response: str) -> NamedNode:
        """Where the file of a response's main document can be had, where it is kept."""
        return NamedNode(f"{self.base}/doc/response/{response}/{ORIGINAL}")

    def text(self, response: str, text_digest: str) -> NamedNode:
        """The text, by the SHA-256 of its content, in which a response's offsets count."""
        return self.own("text", f"{response}-{text_digest[:12]}")

    def statement(self, response: str, statement: Statement, occurrence: int) -> NamedNode:
        """One statement of a response. A correction of kind or target keeps it; other words make another."""
        return self.own("statement", statement_key(response, statement.quote, occurrence))

    def mention(self, response: str, text_digest: str, mention: Mention) -> NamedNode:
        """One place of a response's text that names something; a place that names two things is two mentions."""
        span, thing = mention.span, mention.thing
        where = (response, text_digest, str(span.start), str(span.end))
        return self.own("mention", digest(*where, thing.type, thing.key))

    def verdict(self, response: str, number: str) -> NamedNode:
        """How the actor of a response stands on a proposal."""
        return self.own("verdict", f"{response}-{slug(number)}")

    def extractor(self, fingerprint: str) -> NamedNode:
        """The software, lexicon and model that found statements."""
        return self.own("extractor", fingerprint)

    def graph(self, *segments: str) -> NamedNode:
        """A named graph: `graph("response", key)`, `graph("entries")`; what ships with Standpunkt has fixed ones."""
        where = W3ID if segments[0] in SHIPPED_GRAPHS else self.base
        return NamedNode("/".join((where, "graph", *segments)))
