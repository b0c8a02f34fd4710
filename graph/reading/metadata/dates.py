"""The day on which a response was issued, as the response itself gives it."""

import re
from collections.abc import Iterator
from datetime import date

from graph.reading.metadata.evidence import Candidate, best
from graph.reading.metadata.letter import Letter, Line

_MONTHS = {
    "januar": 1, "jan": 1, "january": 1, "ođđajagemánnu": 1,
    "februar": 2, "feb": 2, "february": 2,
    "mars": 3, "mar": 3, "march": 3, "marts": 3,
    "april": 4, "apr": 4,
    "mai": 5, "may": 5, "maj": 5,
    "juni": 6, "jun": 6, "june": 6,
    "juli": 7, "jul": 7, "july": 7,
    "august": 8, "aug": 8, "augusti": 8,
    "september": 9, "sept": 9, "sep": 9,
    "oktober": 10, "okt": 10, "october": 10, "oct": 10,
    "november": 11, "nov": 11,
    "desember": 12, "des": 12, "december": 12, "dec": 12,
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    r"(?<![\w./-])(?:"
    r"(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)"
    r"|(?P<day>\d{1,2})\s?[./-]{1,2}\s?(?P<month>\d{1,2})\s?[./ -]{1,2}\s?(?P<year>(?:19|20)\d\d|\d\d)"
    rf"|(?P<named_day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s(?P<name>{_NAMES})\.?,?\s(?P<named_year>(?:19|20)\d\d|\d\d)"
    rf"|(?P<english_name>{_NAMES})\s(?P<english_day>\d{{1,2}})(?:st|nd|rd|th)?,\s(?P<english_year>(?:19|20)\d\d)"
    r")(?![\w/-])",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LABEL = re.compile(r"^(?:vår(?:t)?\s)?(?:dato|date|datert|dagsett|datum|beaivi|dáhton)\b\s?[:.]?\s*", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:(?:^|\s{2,}|\t)(?:vår\s)?(?:dato|date|datert|datum|dagsett|sendt|sent)|\s(?-i:Dato))\s?:?\s*$", re.IGNORECASE
)
_OTHERS = re.compile(
    r"frist|deadline|deres\s(?:dato|brev)|dykkar|your\s(?:date|letter)|møte|publisert|ikraft|født|høring\sav|utskrift",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^(?:[A-ZÆØÅ][\w./-]{1,30}(?:\s[A-ZÆØÅi][\w-]{0,30}){0,3})?[,.:]?\s?(?:den\s|dán\s)?$")
_MEETING = re.compile(r"^(?:møtedato|dato\sfor\smøte[t]?|behandlet(?:\sdato)?)\s?:?", re.IGNORECASE)
_WIDE_GAP = re.compile(r"(?:\t|\s{3,})(?:den\s)?$")
_SHORT_LINE = 60
_LONG_TITLE = 160
_FAR_YEAR = 1990


def dates_in(text: str) -> Iterator[tuple[date, int, int]]:
    """Every date that a text writes out with day, month and year, with where it begins and ends."""
    for match in _DATE.finditer(text) if _DIGIT.search(text) else ():
        day = _date_of(match)
        if day is not None:
            yield day, match.start(), match.end()


def _date_of(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    day = found["iso_day"] or found["day"] or found["named_day"] or found["english_day"]
    name = found["name"] or found["english_name"]
    month = _MONTHS[name.lower()] if name else int(found["iso_month"] or found["month"])
    year = int(found["iso_year"] or found["year"] or found["named_year"] or found["english_year"])
    try:
        issued = date(year if year > 99 else 2000 + year, month, int(day))  # noqa: PLR2004 (two digits)
    except ValueError:
        return None
    return issued if issued.year >= _FAR_YEAR else None


def issued(letter: Letter) -> Candidate[date] | None:
    """The date of a response; None where it gives none. Deadlines and dates in running text are not taken."""
    return best([*_from_header(letter), *_from_lines(letter.opening, 0.0), *_from_closing(letter)], least=3.0)


def _from_header(letter: Letter) -> Iterator[Candidate[date]]:
    """The date that an e-mail carries. Other files' times of creation say when a file was made, not a letter issued."""
    created = letter.document.properties.get("created", "")
    if letter.document.media_type == "message/rfc822":
        for day, *_ in dates_in(created.replace("T", " ")):
            yield Candidate(day, 9.0, "the e-mail's date", 0)


def _from_lines(lines: tuple[Line, ...], discount: float) -> Iterator[Candidate[date]]:
    """The dates that stand as the date of a letter; a label on a line of its own reaches the lines after it."""
    reach = 0
    for line in lines:
        labelled = bool(_LABEL.match(line.text)) and not _OTHERS.search(line.text[:20])
        for day, start, end in dates_in(line.text):
            score, found = _worth(line.text, start, end, labelled=labelled or reach > 0)
            if score:
                yield Candidate(day, score - discount, found, line.start)
        reach = 8 if labelled and not _LABEL.sub("", line.text) else max(0, reach - 1)


def _worth(line: str, start: int, end: int, *, labelled: bool) -> tuple[float, str]:
    """How strongly a line gives a date as its letter's, and in which way."""
    before, after = line[:start], line[end:].strip(" .,*")
    if _MEETING.match(line):
        return 3.0, "date of the meeting"
    if _OTHERS.search(before):
        return 0.0, ""
    if _LABELLED.search(before) or (labelled and not _LABEL.sub("", before).strip(" *:|\t")):
        return 10.0, "labelled as date"
    return (0.0, "") if after else _unlabelled(line, before)


def _unlabelled(line: str, before: str) -> tuple[float, str]:
    """How strongly a date at the end of a line is a letter's, by what stands before it."""
    place = _PLACE.match(before.strip(" \t") + " ")
    after_comma = before.rstrip().endswith((",", ".", "den"))
    ways = (
        (not before.strip(), 7.0, "a line of its own"),
        (place and after_comma, 8.0, "place and date"),
        (place, 6.0, "place and date"),
        (_WIDE_GAP.search(before), 6.0, "at the end of a line of the head"),
        (len(line) <= _SHORT_LINE, 4.0, "at the end of a short line"),
    )
    return next(((score, found) for holds, score, found in ways if holds), (0.0, ""))


def _from_closing(letter: Letter) -> Iterator[Candidate[date]]:
    """Dates at the foot of a letter count a little less than those at its head."""
    head = {line.start for line in letter.opening}
    foot = tuple(line for line in letter.lines[-25:] if line.start not in head)
    yield from (candidate for candidate in _from_lines(foot, 1.0) if candidate.score >= 5.0)  # noqa: PLR2004
