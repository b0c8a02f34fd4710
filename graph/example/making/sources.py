"""A response as it is written by hand: settings, blocks of text, and annotations marked in the text itself.

`⟦S;t:EHDS|We support EHDS.⟧` marks a span: a code (`S`, `O`, `C`, `A`, `F`, or `R` with the force's first letter), then
settings (`t:` target, `a:` addressee, `h:` holder, `p3` proposal, `p0` none, `d` dissent). A line `%sec 3; A; B` says
that what follows stands under a heading about proposal 3 and the targets A and B.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.model import Force, Kind

KINDS: Mapping[str, Kind] = {
    "S": Kind.SUPPORT,
    "O": Kind.OPPOSITION,
    "C": Kind.CONCERN,
    "A": Kind.ASSESSMENT,
    "F": Kind.COMMITMENT,
    "R": Kind.RECOMMENDATION,
}
FORCES: Mapping[str, Force] = {"m": Force.MUST, "s": Force.SHOULD, "n": Force.NEED, "c": Force.COULD}

MARKED = re.compile(r"⟦(?P<settings>[^|⟧]*)\|(?P<quote>[^⟧]*)⟧")
SECTION = "%sec"
_SIGNS = ("### ", "## ", "# ", "- ", "? ")
_NUMBERED = re.compile(r"\d{1,2}\. ")


@dataclass(frozen=True, slots=True)
class Section:
    """What the heading above makes the text below it about."""

    proposal: str | None = None
    targets: tuple[str, ...] = ()

    @classmethod
    def from_line(cls, line: str) -> "Section":
        """The section that a line such as `%sec 3; EHDS` opens."""
        proposal, *targets = (part.strip() for part in line.removeprefix(SECTION).split(";"))
        named = (f"forslag {proposal}",) if proposal else ()
        return cls(proposal or None, (*named, *targets))


@dataclass(frozen=True, slots=True)
class Annotation:
    """One marked span: the words, and what the record of the annotation guide says of them."""

    quote: str
    kind: Kind
    force: Force | None
    proposal: str | None
    targets: tuple[str, ...]
    section_targets: tuple[str, ...]
    addressee: str | None
    holder: str | None
    dissent: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one role: its sign (`## `, `- `, `1. `, empty for a paragraph) and its lines without marks."""

    sign: str
    lines: tuple[str, ...]

    @property
    def words(self) -> str:
        """The lines as one, without the sign."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Source:
    """One response as written: the name of its file, settings of its format, passages and annotations in order."""

    file: str
    settings: Mapping[str, str | int]
    passages: tuple[Passage, ...]
    annotations: tuple[Annotation, ...]

    def setting(self, name: str, default: str = "") -> str:
        """A setting as text."""
        return str(self.settings.get(name, default))


def read_source(path: Path) -> Source:
    """The source that a marked file holds."""
    _, settings, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    front = tomllib.loads(settings)
    return Source(front["file"], front, _passages(body), _annotations(body))


def _passages(body: str) -> tuple[Passage, ...]:
    bare = MARKED.sub(lambda found: found["quote"], body)
    lines = [line for line in bare.split("\n") if not line.startswith(SECTION)]
    return tuple(
        passage for block in re.split(r"\n{2,}", "\n".join(lines).strip("\n")) for passage in _split(block.split("\n"))
    )


def _split(lines: list[str]) -> list[Passage]:
    if any(_sign(line) for line in lines):
        return [Passage(_sign(line), (line.removeprefix(_sign(line)),)) for line in lines]
    return [Passage("", tuple(lines))]


def _sign(line: str) -> str:
    number = _NUMBERED.match(line)
    return number.group() if number else next((sign for sign in _SIGNS if line.startswith(sign)), "")


def _annotations(body: str) -> tuple[Annotation, ...]:
    section, found = Section(), []
    for line in body.split("\n"):
        if line.startswith(SECTION):
            section = Section.from_line(line)
        found += [annotation_of(mark["settings"].split(";"), mark["quote"], section) for mark in MARKED.finditer(line)]
    return tuple(found)


def annotation_of(settings: list[str], quote: str, section: Section) -> Annotation:
    """The annotation that the settings of a mark describe, under the section that it stands in."""
    code, *rest = settings
    proposals = [setting[1:] for setting in rest if re.fullmatch(r"p\d+", setting)]
    targets = tuple(setting[2:] for setting in rest if setting.startswith("t:"))
    return Annotation(
        quote=quote,
        kind=KINDS[code[0]],
        force=FORCES[code[1]] if code[0] == "R" else None,
        proposal=(proposals[0].strip("0") or None) if proposals else section.proposal,
        targets=targets,
        section_targets=tuple(target for target in section.targets if target not in targets),
        addressee=_first(rest, "a:"),
        holder=_first(rest, "h:"),
        dissent="d" in rest,
    )


def _first(settings: list[str], prefix: str) -> str | None:
    return next((setting[2:] for setting in settings if setting.startswith(prefix)), None)
