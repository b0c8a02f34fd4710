"""Where sentences begin and end within a block, in offsets of the text, with no copy of it made."""

import re
from collections.abc import Iterator

from graph.model import Span

LONGEST = 2000
"""Code points of one sentence; what runs on for longer is cut, so that every later step is linear in the text."""

# What stands before it is looked at behind its first mark: Python looks for marks faster than for what is none.
_TERMINATOR = re.compile(
    r"[.!?…](?<![.!?…].)[.!?…]*+(?>(?:\d{1,2}(?=\s))?)[»”\")\]’'*]*+"
    r"(?=\s+[«“”\"'(\[–—•☒☑*]{0,3}[A-ZÆØÅÄÖÉČŠŽĐŊŦ0-9])"
)
_LAST_WORD = re.compile(r"[^\s«“\"(\[/]*$")
_NUMBER = re.compile(r"\(?\d{1,2}(?:\.\d{1,2})*\.$")
_INITIAL = re.compile(r"[A-ZÆØÅ]\.$")
_BEFORE_INITIAL = re.compile(r"(\S+)\s+[A-ZÆØÅ]\.$")
_BEFORE_LETTER = re.compile(
    r"(?:alternativ|modell|gruppe|type|bokstav|punkt|del|variant|fase)\w{0,3} [A-ZÆØÅ]\.$", re.IGNORECASE
)
# fmt: off
_ABBREVIATIONS = frozenset(
    [
        "adv.", "art.", "avd.", "bl.a.", "bla.", "ca.", "cand.", "chr.", "d.v.s.", "dok.", "dr.", "dvs.", "eks.",
        "ekskl.", "ev.", "evt.", "f.eks.", "fig.", "forts.", "fr.", "gj.", "ibid.", "ift.", "iht.", "inkl.",
        "innst.", "ishm.", "jf.", "jfr.", "kap.", "kgl.", "kl.", "kr.", "kst.", "max.", "meld.", "mht.",
        "mill.", "mrd.", "ndf.", "nr.", "nærv.", "ot.", "pga.", "pkt.", "pr.", "prof.", "prop.", "prp.",
        "pst.", "ref.", "resp.", "s.", "sek.", "sml.", "st.", "tab.", "tidl.", "tilsv.", "tlf.",
        "vedr.", "vs.", "årg.", "e.g.", "i.e.", "mr.", "mrs.", "t.d.", "t.o.m.", "f.o.m.", "m.a.",
        "t.ex.", "bl.a", "f.eks",
    ]
)
# fmt: on
_WORDS_AS_WELL = frozenset(["med.", "min.", "no.", "red.", "sen.", "ved."])
_BEFORE_A_NAME = frozenset(["av", "by", "dr.", "hos", "prof.", "v/", "ved"])


def sentences(text: str, block: Span) -> Iterator[Span]:
    """The sentences of a block, each without surrounding white space, none longer than the limit."""
    start = block.start
    for found in _TERMINATOR.finditer(text, block.start, block.end):
        if _ends_sentence(text, start, found):
            yield from _within_limit(text, start, found.end())
            start = found.end()
    yield from _within_limit(text, start, block.end)


def _ends_sentence(text: str, start: int, terminator: re.Match[str]) -> bool:
    before = text[max(start, terminator.start() - 24) : terminator.start()]
    if terminator.group()[0] != "." or terminator.group().startswith(".."):
        return True
    lead = before + "."
    word = _last_word(lead)
    if word.lower() in _ABBREVIATIONS or (_INITIAL.fullmatch(word) and _is_of_a_name(lead)):
        return False
    if word.lower() in _WORDS_AS_WELL and text[terminator.end() : terminator.end() + 4].lstrip()[:1].isdigit():
        return False
    opens_sentence = len(before.lstrip()) + 1 <= len(word) and terminator.start() - start < len(before) + 1
    return not (opens_sentence and _NUMBER.fullmatch(word))


def _is_of_a_name(lead: str) -> bool:
    """Whether a capital with a full stop is a name's initial, as in “Kari A. Nordmann” but not in “vi velger A”."""
    before = _BEFORE_INITIAL.search(lead)
    if before is None:
        return True
    word = before[1]
    return not _BEFORE_LETTER.search(lead) and (word[0].isupper() or word.lower() in _BEFORE_A_NAME)


def _last_word(lead: str) -> str:
    found = _LAST_WORD.search(lead)
    return found.group() if found else ""


def _within_limit(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
