"""Who was invited to a consultation, and who answered it how."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from api.asking import Row, text_of
from api.languages import gettext, language, spoken
from graph.namespaces import concept
from graph.query.schemes import concept_name
from graph.query.table import last_segment

_WITHOUT_REMARKS = {concept("outcome", key).value for key in ("no-remarks", "abstains")}
_ELSE = concept("actor-kind", "annet").value


@dataclass(frozen=True, slots=True)
class Answer:
    """A response as a list shows it; what is held back has no statements that anybody may see."""

    iri: str
    title: str
    issued: str
    outcome: str
    is_held: bool

    @property
    def outcome_name(self) -> str:
        """What it comes to, in words."""
        return concept_name(self.outcome, language()) or ""


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor that was invited or that answered; `is_unread` where an answer came that could not be read."""

    iri: str
    name: str
    kind: str
    was_invited: bool
    is_unread: bool
    answers: tuple[Answer, ...]

    @property
    def key(self) -> str:
        """What names it in the address of a page."""
        return last_segment(self.iri)

    @property
    def is_held(self) -> bool:
        """Whether nobody may see what it answered."""
        return bool(self.answers) and all(each.is_held for each in self.answers)

    @property
    def has_answered(self) -> bool:
        """Whether anything came from it."""
        return bool(self.answers) or self.is_unread

    @property
    def has_no_remarks(self) -> bool:
        """Whether it answered without a remark."""
        return bool(self.answers) and all(each.outcome in _WITHOUT_REMARKS for each in self.answers)


@dataclass(frozen=True, slots=True)
class Participation:
    """How many actors of a kind were invited, answered, had no remarks, and did not answer."""

    kind: str
    invited: int
    answered: int
    without_remarks: int
    silent: int

    @property
    def key(self) -> str:
        """What names the kind in the address of a page."""
        return last_segment(self.kind)

    @property
    def name(self) -> str:
        """What the kind is called."""
        return kind_name(self.kind)


def kind_name(kind: str) -> str:
    """What a kind of actor is called."""
    return concept_name(kind, language()) or gettext("ukjent slag aktør")


def participants(found: Iterable[Row]) -> list[Participant]:
    """The participants that rows tell of, by kind and name."""
    known = [_participant(list(rows)) for _, rows in groupby(found, key=lambda row: row["actor"])]
    return sorted(known, key=lambda each: (kind_name(each.kind), each.name.casefold(), each.iri))


def _participant(found: Sequence[Row]) -> Participant:
    first = found[0]
    answers = {text_of(row, "response"): _answer(row) for row in found if "response" in row}
    iri = text_of(first, "actor")
    return Participant(
        iri,
        spoken(first.get("name")) or last_segment(iri),
        text_of(first, "kind") or _ELSE,
        text_of(first, "invited") == "true",
        text_of(first, "unread") == "true",
        tuple(answers.values()),
    )


def _answer(row: Row) -> Answer:
    response = text_of(row, "response")
    title = spoken(row.get("title")) or last_segment(response)
    return Answer(response, title, text_of(row, "issued"), text_of(row, "outcome"), text_of(row, "held") == "true")


def participation(known: Iterable[Participant]) -> list[Participation]:
    """The participants counted, by kind."""
    by_kind: dict[str, list[Participant]] = {}
    for each in known:
        by_kind.setdefault(each.kind, []).append(each)
    return sorted((_counted(kind, those) for kind, those in by_kind.items()), key=lambda each: each.name)


def in_all(counted: Iterable[Participation]) -> Participation:
    """The sum over all kinds."""
    those = list(counted)
    names = ("invited", "answered", "without_remarks", "silent")
    return Participation("", *(sum(getattr(each, name) for each in those) for name in names))


def _counted(kind: str, those: Sequence[Participant]) -> Participation:
    return Participation(
        kind,
        sum(each.was_invited for each in those),
        sum(each.has_answered for each in those),
        sum(each.has_no_remarks for each in those),
        sum(not each.has_answered for each in those),
    )
