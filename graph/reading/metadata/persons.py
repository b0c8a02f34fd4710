"""Private persons: whether a response is from one, and where it says who."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.model import Actor, BlockKind, Metadata, Span
from graph.reading.metadata import bystanders, identity, labels, names
from graph.reading.metadata.letter import Letter, once
from graph.seeking import sought

_SAYS_SO = re.compile(
    r"\b(?:jeg|eg)\b[^.\n]{0,80}\bsom\s(?:en\s|ein\s)?(?:privatperson|pasient|pårørende|innbygger|innbyggjar|borger|borgar)\b|"
    r"\bsom\s(?:en\s|ein\s)?(?:privatperson|pasient|pårørende|innbygger|innbyggjar|borger|borgar)\s(?:\w{1,20}\s){0,3}?"
    r"(?:jeg|eg)\b|\bI\b[^.\n]{0,60}\bas\sa\sprivate\s(?:person|individual|citizen)\b",
    re.IGNORECASE,
)
_TELLING = ("privat", "pasient", "pårørende", "innbygger", "innbyggjar", "borger", "borgar")
_TICKED = re.compile(r"(?:☒|☑|\[x\]|\(x\)|✓|✔)\s?(?:jeg\ssvarer\s)?(?:som\s)?privatperson", re.IGNORECASE)
_ANYWHERE = re.compile(r"\bprivatperson\b", re.IGNORECASE)
_VALUE = re.compile(r"^privatperson(?:er)?\b|^privat(?:\sinnbygger)?$", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"(?<!\w)(?:[Jj]eg|[Ee]g|meg|min|mitt|mine|I\s(?:am|have|think|believe)|my)(?!\w)")
_ADDRESS = re.compile(
    r"(?m)^[^\n\d]{3,40}(?:vei|veien|vegen|veg|gate|gata|gaten|gt\.?|allé|alleen|bakken|lia|stien|tunet|plass|plassen|"
    r"svingen|haugen|åsen|jordet|vn\.?)\s?\d{1,4}\s?[A-Za-z]?(?:,\s?\d{4}\s[A-ZÆØÅ][\w ]{1,30})?\s*$|"
    r"(?<=[\s,])[A-ZÆØÅ][\wæøå]{2,30}(?:veien|vegen|gata|gaten|bakken|lia|stien|svingen)\s\d{1,4}\s?[A-Z]?(?:,\s?\d{4}\s"
    r"[A-ZÆØÅ]\w{1,30})?|(?m:^\d{4}\s[A-ZÆØÅ][\wæøåÆØÅ ]{1,30}$)",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"^(?:mvh|hilsen|med\svennlig\shilsen)[,:]?\s", re.IGNORECASE)
PRIVATE = "privatperson"
"""The key of the kind of actor that a private person is."""

_OFTEN = 2
_INITIALS = 2
_ENOUGH = 20_000
_HEAD_LINES = 12
_LONGEST_NAME = 40
_LONGEST_OFFICE = 80
_CONTACT = re.compile(r"@|\btlf|telefon|mobil|\b\d{4}\s[A-ZÆØÅ]", re.IGNORECASE)


def says_private(letter: Letter) -> bool:
    """Whether a response says in so many words that a private person, or a family, gives it."""
    if bystanders.of_family(letter):
        return True
    for value, _ in labels.values(letter, "who"):
        if _VALUE.match(value):
            return True
    for value, _ in labels.values(letter, "sender"):
        if _VALUE.match(value):
            return True
    ticked = (line.text for line in letter.opening if line.kind is BlockKind.TICKED_OPTION)
    if any(_ANYWHERE.search(text) for text in ticked):
        return True
    small = letter.head.lower()
    is_told = any(word in small for word in _TELLING)
    return is_told and bool(_TICKED.search(letter.head) or _SAYS_SO.search(letter.head))


def sent_by_person(letter: Letter, *, beside_body: bool) -> bool:
    """Whether a person is named as the sender or signs the letter, and no office is told.

    Where a body is named beside, the signature counts only under a letter in the first person.
    """
    if _tells_office(letter):
        return False
    if any(names.is_person(name) for name in _named_as_sender(letter)):
        return True
    singular = len(_FIRST_PERSON.findall(letter.document.text[:_ENOUGH])) >= _OFTEN
    return bool(personal_names(letter)) and (singular or (letter.is_signed and not beside_body))


def _tells_office(letter: Letter) -> bool:
    """Whether the signature tells in which office somebody signs."""
    return any(names.is_office(line.text) and len(line.text) < _LONGEST_OFFICE for line in letter.closing)


def _named_as_sender(letter: Letter) -> Iterator[str]:
    """The values of sender fields and of the mail header."""
    yield from (names.in_speaking_order(names.tidy(value)) for value, _ in labels.values(letter, "sender"))
    yield names.in_speaking_order(letter.document.properties.get("sender", "").split("<")[0].strip(' "'))


def private_person(digest: str) -> Actor:
    """The actor that stands for a private person: the same name for everybody, a key from the bytes alone."""
    return Actor(f"{PRIVATE}-{digest[:12]}", "Privatperson", PRIVATE)


def nameless(metadata: Metadata, digest: str) -> Metadata:
    """The metadata of a private person's response, without anything that tells who it is."""
    title = names.without_people(metadata.title, "Privatperson") if metadata.title else None
    known = [actor for actor in metadata.senders if actor.kind != PRIVATE]
    return replace(metadata, title=title, senders=(*known, private_person(digest)), signatories=())


@once
def personal_names(letter: Letter) -> tuple[str, ...]:
    """The names under which a person sends a response: labelled, in the mail header, after “fra”, in the signature."""
    found = [*_named_as_sender(letter), *(value for value, _ in labels.values(letter, "who"))]
    found += [letter.document.properties.get("author", ""), *_introduced(letter)]
    lines = letter.opening[:_HEAD_LINES]
    for index, line in enumerate(lines):
        found += [match["name"] for match in _AFTER_FROM.finditer(line.text)]
        following = " ".join(other.text for other in lines[index + 1 : index + 4])
        if len(line.text) < _LONGEST_NAME and _CONTACT.search(following):
            found.append(line.text)
    found += _signed(letter)
    if family := bystanders.of_family(letter):
        found.append(f"Familien {family}")
    kept = [
        name
        for value in found
        if (name := names.in_speaking_order(names.tidy(value)).split(",")[0]) and names.is_person(name)
    ]
    return tuple(dict.fromkeys(kept))


_NAME = r"(?P<name>[A-ZÆØÅ][\w-]{1,20}(?:\s[A-ZÆØÅ][\w.-]{0,20}){1,3})"
_AFTER_FROM = re.compile(rf"\b(?i:fra|frå|from|hilsen)\s{_NAME}")
_INTRODUCED = re.compile(
    rf"\b(?i:(?:mitt\snavn|namnet\smitt|navnet\smitt|my\sname)\s(?:er|is)|(?:jeg|eg)\s(?:heter|heiter)|undertegnede|"
    rf"underteikna|jeg,|eg,|i\sam)\s{_NAME}"
)


_INTRODUCING = ("navn", "namn", "name", "heter", "heiter", "undertegn", "underteikn", "eg,", "i am")
_BEGINS_INTRODUCTION = (
    *("mitt", "namnet", "navnet", "my", "jeg", "eg", "undertegnede", "underteikna"),
    *("i am", "i\nam", "i\u00a0am"),
)


def _introduced(letter: Letter) -> Iterator[str]:
    """The names with which somebody says who “I” is."""
    text = letter.document.text[:_ENOUGH]
    if any(word in letter.small for word in _INTRODUCING):
        small = letter.small[:_ENOUGH]
        yield from (match["name"] for match in sought(_INTRODUCED, _BEGINS_INTRODUCTION, text, small))


def words_of(personal: Iterable[str]) -> tuple[str, ...]:
    """The words of some names that say something alone, longest first; initials are left out."""
    words = {word for name in personal for word in name.split() if len(word) > _INITIALS}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def is_of_person(name: str, personal: Iterable[str]) -> bool:
    """Whether a name is one of some people's or a part of it, rather than a body's."""
    own = {word.casefold() for word in words_of(personal)}
    return bool(own) and not names.has_body_word(name) and {word.casefold() for word in name.split()} <= own


def without_names(text: str, personal: Iterable[str], instead: str) -> str:
    """A text in which another word stands for some people's names, whole or in part, and for every personal name."""
    known = tuple(personal)
    for name in (*known, *words_of(known)):
        text = re.sub(_pattern_of(name), instead, text)
    return re.sub(rf"{instead}(?:,?\s{instead})+", instead, names.without_people(text, instead))


def _pattern_of(name: str) -> str:
    """A name wherever it is wrapped, in capitals too and as an owner; other letters make another word."""
    forms = (re.escape(form) for form in dict.fromkeys((name, name.upper())))
    return rf"(?<!\w)(?:{'|'.join(forms)})(?:['’]?[sS])?(?!\w)".replace(r"\ ", r"\s+")


def _signed(letter: Letter) -> list[str]:
    lines = letter.closing if letter.is_signed else letter.closing[-6:]
    texts = [_CLOSE.sub("", line.text) for line in lines]
    return [name for text in texts if (name := names.person_at_start(names.in_speaking_order(text)))]


def private_details(letter: Letter, known: Iterable[str] = ()) -> Iterator[Span]:
    """Where a private person's response tells who and where they are; `known` are names from elsewhere."""
    text = letter.document.text
    words = [*known, *personal_names(letter)]
    for name in (*words, *words_of(words)):
        yield from places_of(name, text)
    yield from identity.possible_phones(text)
    yield from identity.mails(text, personal=True)
    yield from (Span(match.start(), match.end()) for match in _ADDRESS.finditer(text))


def places_of(name: str, text: str) -> Iterator[Span]:
    """Everywhere a text has a name, in capitals too."""
    return (Span(match.start(), match.end()) for match in re.finditer(_pattern_of(name), text))
