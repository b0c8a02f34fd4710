"""One section of a response as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from api.profiles.positions import Positions
from api.reader.blocks import Run
from api.things.page import Shown
from api.things.statements import Told
from graph.namespaces import DCTERMS, STP

BESIDE = "beside"
"""The value of original= that asks for the original beside the text."""
EXACT = "exact"
"""The value of form= that asks for the text as it stands."""


_TOLD_FIRST = frozenset(
    {
        DCTERMS.creator,
        DCTERMS.issued,
        STP.respondsTo,
        STP.addressedTo,
        STP.outcome,
        STP.endorses,
        STP.anchoring,
        DCTERMS.replaces,
        DCTERMS.rights,
        DCTERMS.license,
        STP.legalGround,
    }
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A statement by its number in the response."""

    key: str
    number: int


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """How the senders stand on a proposal, and the statements that it rests on."""

    proposal: Shown
    verdict: str
    rests_on: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A statement beside the text: its number in the response, the page of the original, and what gives the reason."""

    number: int
    statement: Told
    page: int | None
    reasons: tuple[Numbered, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A section with what was found in it, and where it stands in its response.

    `status` is the concept that says why nothing is shown, where nothing may be; `is_cleared` says whether the text
    may be shown whole; `part` counts the documents of the response from zero; `original` is where the file of the
    first can be had, empty where it is not kept, `is_beside` whether it is shown beside the text; `mentions` tells
    what the names of things are shown as, and where they lead.
    """

    path: str
    status: str = ""
    is_cleared: bool = True
    quotes: Positions | None = None
    language: str = ""
    section: int = 1
    sections: int = 0
    part: int = 0
    is_exact: bool = False
    has_pages: bool = False
    original: str = ""
    is_beside: bool = False
    runs: tuple[Run, ...] = ()
    notes: tuple[Note, ...] = ()
    mentions: Mapping[str, Shown] = field(default_factory=dict)
    verdicts: tuple[ShownVerdict, ...] = ()
    before: Shown | None = None
    after: Shown | None = None
    told_first: frozenset[NamedNode] = _TOLD_FIRST
    template: str = "reader.html"
    island: str = "reader"

    def page_of_original(self, page: int) -> str:
        """Where a page of the document that is read stands in its original; empty where there is none."""
        return f"{self.original}#page={page}" if self.original and not self.part else ""

    def address(self, section: int | None = None, *, exact: bool | None = None, beside: bool | None = None) -> str:
        """Where another section stands, or this one in the other form, or with the original or without it."""
        number = section or self.section
        given = {"section": str(number)} if number > 1 else {}
        given |= self._shown_as(exact, beside)
        return f"{self.path}?{urlencode(given)}" if given else self.path

    def at(self, statement: str) -> str:
        """Where a statement of this response stands, by its key, read in the form that it is read in now."""
        return f"?{urlencode({'at': statement, **self._shown_as()})}#s-{statement}"

    def _shown_as(self, exact: bool | None = None, beside: bool | None = None) -> dict[str, str]:
        """What an address says of the form, and of the original beside the text, where it is not told otherwise."""
        given = {"form": EXACT} if (self.is_exact if exact is None else exact) else {}
        shows_original = self.original and (self.is_beside if beside is None else beside)
        return {**given, "original": BESIDE} if shows_original else given
