"""What people have decided: reviews of statements, and withdrawals, in files of the data folder that no build makes.

`reviews/KEY.jsonl` holds the reviews of one response, one a line, the last of each statement being the one that counts;
`withdrawals.jsonl` what was withdrawn. Neither holds a name or words of a response, and both outlive every build.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, TypeVar

from graph.errors import DataFolderError
from graph.folder import DataFolder
from graph.iris import digest

WITHDRAWALS = "withdrawals.jsonl"
_Line = TypeVar("_Line")


class Verdict(StrEnum):
    """What a person says of a statement: it is right, it is to go, or it is to be looked at again."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    REOPENED = "reopened"


class Reason(StrEnum):
    """Why something was withdrawn, as a concept of the scheme of reasons."""

    REQUEST = "request"
    PERSONAL_DATA = "personal-data"
    RIGHTS = "rights"
    NOT_PUBLIC = "not-public"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class Review:
    """One person's decision on a statement, which its key names; `by` is the person's role, never a name."""

    statement: str
    verdict: Verdict
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Something that was withdrawn for good.

    `thing` is what `withdrawn_thing` gives for it. `documents` are the SHA-256 of the bytes by which a later build
    knows them again: of all documents of a response, or of the main one of a statement's, whose words have a digest
    and a length. `tombstones` are the ends of the IRIs that say so, such as `statement/0123456789abcdef`.
    """

    thing: str
    reason: Reason
    at: str
    documents: tuple[str, ...]
    words: str = ""
    length: int = 0
    tombstones: tuple[str, ...] = ()

    @property
    def is_response(self) -> bool:
        """Whether a whole response was withdrawn."""
        return self.thing.startswith("response/")


def withdrawn_thing(kind: str, key: str) -> str:
    """What stands for a thing in the list of withdrawals. A statement's key tells nothing; a response's has a name.

    >>> withdrawn_thing("statement", "0123456789abcdef")
    'statement/0123456789abcdef'
    """
    return f"{kind}/{key if kind == 'statement' else digest(kind, key)}"


def withdrawals(folder: DataFolder) -> tuple[Withdrawal, ...]:
    """Everything that was withdrawn from a data folder.

    Raises:
        DataFolderError: where the list cannot be read; nothing may be built without it.
    """
    return _read(folder, WITHDRAWALS, _withdrawal)


def write_withdrawals(folder: DataFolder, entries: Iterable[Withdrawal]) -> None:
    """Replace the list of withdrawals."""
    folder.write_lines(WITHDRAWALS, map(_line, entries))


def withdrawn_documents(entries: Iterable[Withdrawal]) -> frozenset[str]:
    """The SHA-256 of the bytes of every document of a response that was withdrawn."""
    return frozenset(document for entry in entries if entry.is_response for document in entry.documents)


def reviews(folder: DataFolder, response: str) -> tuple[Review, ...]:
    """The reviews of a response's statements, the oldest first.

    Raises:
        DataFolderError: where they cannot be read.
    """
    return _read(folder, _place(response), _review)


def write_reviews(folder: DataFolder, response: str, entries: Iterable[Review]) -> None:
    """Replace the reviews of a response's statements."""
    folder.write_lines(_place(response), map(_line, entries))


def reviewed_responses(folder: DataFolder) -> tuple[str, ...]:
    """The keys of the responses that have reviews."""
    return tuple(sorted(path.stem for path in (folder.path / "reviews").glob("*.jsonl")))


@dataclass(frozen=True, slots=True)
class Decided:
    """What people have decided about one response: its reviews, and which of its statements are withdrawn."""

    reviews: tuple[Review, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()

    @classmethod
    def of(
        cls, folder: DataFolder, response: str, documents: Iterable[str], withdrawn: Iterable[Withdrawal]
    ) -> "Decided":
        """What is decided about a response with a key and the SHA-256 of its documents, of all that is withdrawn."""
        own = frozenset(documents)
        gone = (each for each in withdrawn if not each.is_response and own.intersection(each.documents))
        return cls(reviews(folder, response), tuple(gone))

    def __bool__(self) -> bool:
        """Whether anything is decided."""
        return bool(self.reviews or self.withdrawals)

    @property
    def fingerprint(self) -> str:
        """Changes with what is decided; empty where nothing is."""
        return digest(*map(_line, self.reviews), *map(_line, self.withdrawals)) if self else ""

    @property
    def last(self) -> Mapping[str, Review]:
        """The review of each statement that counts."""
        return {review.statement: review for review in self.reviews}


def _place(response: str) -> str:
    return f"reviews/{response}.jsonl"


def _line(entry: Review | Withdrawal) -> str:
    return json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True)


def _review(stored: dict[str, Any]) -> Review:
    return Review(**{**stored, "verdict": Verdict(stored["verdict"])})


def _withdrawal(stored: dict[str, Any]) -> Withdrawal:
    listed = {name: tuple(stored[name]) for name in ("documents", "tombstones")}
    return Withdrawal(**{**stored, **listed, "reason": Reason(stored["reason"])})


def _read(folder: DataFolder, name: str, made: Callable[[dict[str, Any]], _Line]) -> tuple[_Line, ...]:
    found = []
    for number, line in enumerate(folder.lines(name), start=1):
        try:
            found.append(made(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise DataFolderError(
                f"{folder.path / name}, line {number}, is not a decision ({error}). Mend it, or restore the file."
            ) from None
    return tuple(found)
