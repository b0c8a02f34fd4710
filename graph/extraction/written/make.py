"""Writes the written answers' texts and gold anew from their sources: `python -m graph.extraction.written.make`.

A source has the form of the example's (`graph.example.making.sources`), but its text is taken as it stands: what is
left when marks and `%sec` lines are gone is the answer, character for character. A mark may say `b<` or `b>`: the
position is justified by what is marked before or after it. The setting `wrap` turns spaces into line breaks.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.example.making.sources import MARKED, SECTION, Annotation, Section, annotation_of
from graph.model import Span

WRITTEN = Path(__file__).parent
_TOKEN = re.compile(rf"{MARKED.pattern}|^{re.escape(SECTION)}.*\n", re.MULTILINE)
_CODE = re.compile(r"[SOCAF]|R[msnc]")
_SETTING = re.compile(r"[tah]:\S.*|p\d+|d|b[<>]")


class MarkError(Exception):
    """A source is marked in a way that means nothing."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One annotation with its place in the text; `ground` is -1 or 1 where its neighbour justifies it, else 0."""

    annotation: Annotation
    span: Span
    ground: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One written answer: the name of its file, its text, and what is marked in it, in order."""

    file: str
    text: str
    marks: tuple[Marked, ...]

    @property
    def stem(self) -> str:
        """The name without its suffix, which no other written answer has."""
        return self.file.rpartition(".")[0]


def consultations() -> list[Path]:
    """The folder of each consultation, those for testing first."""
    return sorted(path.parent for path in WRITTEN.glob("*/*/consultation.toml"))


def answers(consultation: Path) -> list[Answer]:
    """The answers to a consultation, by the names of their sources.

    Raises:
        MarkError: where a mark is not understood.
    """
    return [read_answer(path) for path in sorted((consultation / "sources").glob("*.marked"))]


def read_answer(path: Path) -> Answer:
    """The answer that a marked file holds.

    Raises:
        MarkError: where a mark is not understood.
    """
    _, settings, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    front = tomllib.loads(settings)
    text, marks = _unmarked(body, path.name)
    return Answer(front["file"], wrapped(text, front["wrap"]) if "wrap" in front else text, tuple(marks))


def _unmarked(body: str, name: str) -> tuple[str, list[Marked]]:
    text, place, section = "", 0, Section()
    marks: list[Marked] = []
    for token in _TOKEN.finditer(body):
        text += body[place : token.start()]
        place = token.end()
        if token["quote"] is None:
            section = Section.from_line(token.group().strip())
            continue
        marks.append(_marked(token, section, len(text), name))
        text += token["quote"]
    text += body[place:]
    if stray := re.search(r"[⟦⟧].{0,40}|^%.*", text, re.MULTILINE):
        raise MarkError(f"{name}: “{stray.group()}” is left over.")
    return text, marks


def _marked(token: re.Match[str], section: Section, start: int, name: str) -> Marked:
    quote, (code, *settings) = token["quote"], token["settings"].split(";")
    if not _CODE.fullmatch(code) or not all(map(_SETTING.fullmatch, settings)) or quote != quote.strip():
        raise MarkError(f"{name}: “{token.group()[:60]}” is not understood.")
    ground = ("b>" in settings) - ("b<" in settings)
    return Marked(annotation_of([code, *settings], quote, section), Span(start, start + len(quote)), ground)


def wrapped(text: str, width: int) -> str:
    """The text with a line break for a space wherever a line would be longer than `width`; offsets stay as they are."""
    return "\n".join(_wrapped_line(line, width) for line in text.split("\n"))


def _wrapped_line(line: str, width: int) -> str:
    first, *words = line.split(" ")
    written, column = first, len(first)
    for word in words:
        column += 1 + len(word)
        separator = " " if column <= width else "\n"
        column = column if column <= width else len(word)
        written += separator + word
    return written


def gold_lines(answer: Answer) -> str:
    """The gold of an answer, one record a line: the guide's fields, then proposal, dissent and the reason's place."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in _records(answer))


def _records(answer: Answer) -> Iterator[dict[str, object]]:
    for number, mark in enumerate(answer.marks):
        annotation, span = mark.annotation, mark.span
        ground = answer.marks[number + mark.ground].span if mark.ground else None
        yield {
            "doc": answer.stem,
            "start": span.start,
            "end": span.end,
            "text": span.of(answer.text),
            "kind": annotation.kind.value,
            "force": annotation.force.value if annotation.force else None,
            "targets": list(annotation.targets),
            "section_targets": list(annotation.section_targets),
            "addressee": annotation.addressee,
            "holder": annotation.holder,
            "proposal": annotation.proposal,
            "dissent": annotation.dissent,
            "justified_by": [ground.start, ground.end] if ground else None,
        }


def make(consultation: Path) -> None:
    """Write the texts and the gold of a consultation beside their sources.

    Raises:
        MarkError: where a mark is not understood.
    """
    for folder in ("responses", "gold"):
        (consultation / folder).mkdir(exist_ok=True)
    for answer in answers(consultation):
        (consultation / "responses" / answer.file).write_text(answer.text, encoding="utf-8", newline="\n")
        (consultation / "gold" / f"{answer.stem}.jsonl").write_text(gold_lines(answer), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for each in consultations():
        make(each)
