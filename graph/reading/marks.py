"""Signs in front of a line that tell its role: bullets, numbers, boxes, heading signs."""

import re
from dataclasses import dataclass

_BULLET = re.compile(
    r"(?:[•◦▪▫●○■□‣⁃∙·➢➤►▶✓✔❖\uf0b7\uf0a7\uf0d8\uf02d\uf0fc][\s\u200b]*|[-–—*+][\s\u200b]+|o\s[\s\u200b]*)(?=[^\s\u200b])"
)
_LOOSE_BULLET = re.compile(r"[•◦▪▫●○■□‣⁃∙·➢➤►▶✓✔❖\uf0b7\uf0a7\uf0d8\uf02d\uf0fc*o–—-]|\(?(?:\d{1,2}|[a-h])[.)]")
_NUMBER = re.compile(r"\(?(\d{1,3}|[a-zæøå]|[ivxIVX]{1,5}|[A-H])([.)]|\.\))[\s\u200b][\s\u200b]*(?=[^\s\u200b])")
_ORDINAL = re.compile(
    r"\d{1,2}\.\s+(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|kvartal|"
    r"århundre|klasse|trinn|juledag|generasjon)",
    re.IGNORECASE,
)
_HEADING_SIGN = re.compile(r"(#{1,6})\s+(?=\S)")
_EMPHASIS = ("**", "__")
_EMPHASISED = re.compile(r"(?:\*\*|__)([^*_]{1,300})(?:\*\*|__):?")
_SECTION = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){1,4}\.?|\d{1,2}\.?|[IVX]{1,5}\.)\s+(?=[^\W\d_a-zæøå]|«)")
_BOX_SIGNS = ("[", "☐", "☒", "☑", "🗹", "🗷")
_BOX = re.compile(r"[☒☑☐🗹🗷]|(?<![\w\])])\[[ xX]\](?!\()")
_LEADS_ON = re.compile(
    r"(?:^|\s)(?:og|eller|i|på|av|for|til|fra|frå|med|om|ved|som|at|å|en|ei|et|eit|den|det|de|dei|vi|er|har|kan|skal|må|"
    r"bør|mellom|innen|innan|under|over|etter|hos|mot|the|of|and|to)$|[,/-]$",
    re.IGNORECASE,
)
_LONGEST_LEAD = len(" mellom")
_RULE = re.compile(r"[-=_*~–—]{3,}|(?:[-*_]\s){2,}[-*_]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign at the start of a line: how many characters it takes, and its bare number or letter (none for bullets)."""

    length: int
    label: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the sign counts (1., b), iv)) rather than being a bullet."""
        return bool(self.label)

    @property
    def predecessor(self) -> str | None:
        """The label that comes before this one; None for the first of a series."""
        if self.label.isdigit():
            return str(int(self.label) - 1) if int(self.label) > 1 else None
        return chr(ord(self.label) - 1) if len(self.label) == 1 and self.label not in "aAi" else None


def mark_of(line: str) -> Mark | None:
    """The bullet or number in front of a line; None where there is none, or a date only looks like one."""
    if bullet := _BULLET.match(line):
        return Mark(bullet.end())
    number = _NUMBER.match(line)
    if number and not is_date(line):
        return Mark(number.end(), number.group(1))
    return None


def is_date(line: str) -> bool:
    """Whether a line begins with a day and month, or another ordinal that only looks like a list's number."""
    return line[:1].isdigit() and bool(_ORDINAL.match(line))


def is_loose_mark(line: str) -> bool:
    """Whether the line is a bullet or number alone, parted from its text."""
    return bool(_LOOSE_BULLET.fullmatch(line))


def heading_sign(line: str) -> tuple[int, int] | None:
    """The depth of a Markdown heading and how many characters its sign takes."""
    found = _HEADING_SIGN.match(line) if line.startswith("#") else None
    return (len(found.group(1)), found.end()) if found else None


def emphasised(line: str) -> tuple[int, int] | None:
    """Start and end of the words of a line that is wholly in Markdown bold."""
    found = _EMPHASISED.fullmatch(line) if line.startswith(_EMPHASIS) else None
    return found.span(1) if found else None


def section_number(line: str) -> str | None:
    """The number of a section in front of a line (`3.2`), followed by a capital."""
    found = _SECTION.match(line)
    return found.group().strip().rstrip(".") if found else None


def boxes(line: str) -> list[tuple[int, bool]]:
    """Where boxes to tick stand in a line, and whether each is ticked."""
    if not any(map(line.__contains__, _BOX_SIGNS)):  # most lines; a pattern would look at each of their letters
        return []
    return [(found.start(), found.group() not in {"☐", "[ ]"}) for found in _BOX.finditer(line)]


def leads_on(line: str) -> bool:
    """Whether the last word or sign (“og”, “av”, a hyphen) calls for more to follow."""
    return bool(_LEADS_ON.search(line, max(0, len(line) - _LONGEST_LEAD)))


def is_rule(line: str) -> bool:
    """Whether the line only draws a rule."""
    return bool(_RULE.fullmatch(line))
