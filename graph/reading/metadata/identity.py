"""National identity numbers, phone numbers and mail addresses: what may point at a private person."""

import re
from collections.abc import Iterator
from datetime import date

from graph.model import Span

# Patterns that take a digit before they look back are searched for many times faster.
_ELEVEN = re.compile(
    r"\d(?<![\d./-]\d)(?:\d{5}|\d\.\d\d\.\d\d|\d \d\d \d\d)[ \u00a0.–-]{0,3}(?:\d{5}|\d{3} \d\d)(?![\d/-])"
)
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_PHONE = re.compile(
    r"[+\d](?<![\d./:-].)(?:(?<=\+)47[ \u00a0]?\d|(?<=0)047[ \u00a0]?\d|(?<=\d))\d(?:[ \u00a0]?\d){6}"
    r"(?![\d/-])(?!\.\d)"
)
_PHONE_LABEL = re.compile(
    r"(?:tlf|tel|telefon|mobil|mob|phone|sms|vipps)[\w ]{0,12}[.:]?\s{0,3}$|\+47[ ]?$", re.IGNORECASE
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}(?![\w-])")
_SIGN = re.compile("@")
_LONGEST_BOX = 64
_LONGEST_DOMAIN = 200
_ROLE_BOX = re.compile(
    r"^(?:post|postmottak|firmapost|kontakt|info|mail|epost|e-post|office|kontor|sentralbord|arkiv|politikk|hei|admin|"
    r"helsereformutvalget|[\w-]{0,20}utvalget?|servicetorg|kundeservice|kommunepost|faktura|regnskap|post[.-][\w.-]+|postmottak[.-][\w.-]+)@",
    re.IGNORECASE,
)
_NEAR = 24


def is_identity_number(digits: str) -> bool:
    """Whether eleven digits are a Norwegian national identity number or D-number: a date, and both control digits.

    >>> is_identity_number("01819010001"), is_identity_number("12345678901")  # the first is of a test population
    (True, False)
    """
    if len(digits) != 11 or not digits.isdecimal():  # noqa: PLR2004
        return False
    numbers = [int(digit) for digit in digits]
    return _is_birth_date(numbers) and _control(numbers, _FIRST_WEIGHTS, 9) and _control(numbers, _SECOND_WEIGHTS, 10)


def _is_birth_date(numbers: list[int]) -> bool:
    """Whether the first six digits are a date; D-numbers add 40 to the day, test populations 40 or 80 to the month."""
    day = (numbers[0] - 4 if numbers[0] >= 4 else numbers[0]) * 10 + numbers[1]  # noqa: PLR2004
    month = (numbers[2] * 10 + numbers[3]) % 40
    try:
        date(2000, month, day)  # a leap year: the century stands in the individual digits
    except ValueError:
        return False
    return True


def _control(numbers: list[int], weights: tuple[int, ...], at: int) -> bool:
    """Whether the digit at a place is the modulus-11 control of those before it."""
    total = sum(number * weight for number, weight in zip(numbers, weights, strict=False))
    return (11 - total % 11) % 11 == numbers[at]


def identity_numbers(text: str) -> Iterator[Span]:
    """Every place at which a text holds a national identity number or D-number, in whatever groups it is written."""
    for match in _ELEVEN.finditer(text):
        if is_identity_number(re.sub(r"\D", "", match.group())):
            yield Span(match.start(), match.end())


def phones(text: str) -> Iterator[Span]:
    """Every Norwegian phone number that is labelled, has the country code or is grouped as phone numbers are."""
    for match in _PHONE.finditer(text):
        digits = match.group()
        labelled = _PHONE_LABEL.search(text[max(0, match.start() - _NEAR) : match.start()])
        grouped = re.fullmatch(r"(?:\+47 ?)?(?:[2-9]\d \d{2} \d{2} \d{2}|[49]\d{2} \d{2} \d{3})", digits)
        if labelled or grouped or digits.startswith("+47"):
            yield Span(match.start(), match.end())


def possible_phones(text: str) -> Iterator[Span]:
    """Every eight digits that could be a phone number, however they stand."""
    return (Span(match.start(), match.end()) for match in _PHONE.finditer(text))


def mobile_phones(text: str) -> Iterator[Span]:
    """Phone numbers that begin as mobile numbers do (4 or 9), which are somebody's rather than a switchboard's."""
    for span in phones(text):
        digits = re.sub(r"\D", "", span.of(text))[-8:]
        if digits[0] in "49":
            yield span


def mails(text: str, *, personal: bool) -> Iterator[Span]:
    """Every mail address; only those that name a person where `personal`."""
    end = 0
    for sign in _SIGN.finditer(text):  # signs are few, and only near them the pattern needs to be tried
        match = _MAIL.search(text, max(end, sign.start() - _LONGEST_BOX), sign.end() + _LONGEST_DOMAIN)
        if match is None or match.start() > sign.start():
            continue
        end = match.end()
        if not (personal and _ROLE_BOX.match(match.group())):
            yield Span(match.start(), end)


_ORGANISATION = re.compile(r"(?<!\d)(?P<number>[89]\d{2}[ \u00a0.]?\d{3}[ \u00a0.]?\d{3})(?!\d)")
_ORGANISATION_LABEL = re.compile(r"(?:org|foretak|\bNO)[\w. ]{0,30}[:.]?\s{0,3}(?:NO\s?)?$", re.IGNORECASE)
_ORGANISATION_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def organisation_numbers(text: str) -> Iterator[tuple[str, int]]:
    """Every labelled organisation number whose control digit is right, with where it stands."""
    for match in _ORGANISATION.finditer(text):
        digits = re.sub(r"\D", "", match["number"])
        before = text[max(0, match.start() - 40) : match.start()]
        if is_organisation_number(digits) and _ORGANISATION_LABEL.search(before):
            yield digits, match.start()


def is_organisation_number(digits: str) -> bool:
    """Whether nine digits are an organisation number by their control digit.

    >>> is_organisation_number("974761122"), is_organisation_number("974761123")
    (True, False)
    """
    if len(digits) != 9 or not digits.isdecimal():  # noqa: PLR2004
        return False
    return _control([int(digit) for digit in digits], _ORGANISATION_WEIGHTS, 8)
