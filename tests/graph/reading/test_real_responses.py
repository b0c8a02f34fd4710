"""Real responses: originals read like their texts, and what people marked in the texts lies within single blocks."""

import json
import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from graph.errors import UnreadableDocumentError
from graph.model import Block, BlockKind
from graph.reading import read

CORE_KINDS = {"recommendation", "support", "opposition", "concern"}
EDGES = {BlockKind.PAGE_FURNITURE, BlockKind.LETTERHEAD, BlockKind.SIGNATURE}
SCANS = {"air-skannet.pdf", "samarbeidsradet-nedre-romerike-skannet.pdf"}
SIMILAR_ENOUGH = 0.97
SIMILAR_IN_ORDER = 0.95
SHORTEST_RUN = 3
ENOUGH_IN_ONE_BLOCK = 0.97


@dataclass(frozen=True, slots=True)
class Similarity:
    """The share of characters, white space aside, that two texts have in common.

    `in_order` counts what also stands in the same order. `wherever` counts, too, runs of three words or more that stand
    elsewhere: two readers of a page may well put its footer, its notes or the columns of its letterhead in different
    places, and this one keeps a paragraph whole that runs over a page while others put the footer inside it.
    """

    in_order: float
    wherever: float


def similarity(first: str, second: str) -> Similarity:
    """How alike two texts are.

    Words are aligned first (the longest runs in common, without heuristics that drop frequent words), then, between
    those, characters, so that a word divided at a line's end counts for its letters. What is left over on both sides is
    aligned once more, word by word, for what was moved.
    """
    sides = [unicodedata.normalize("NFKC", text).split() for text in (first, second)]
    total = sum(len(word) for side in sides for word in side) or 1
    common = 0
    left: tuple[list[str], list[str]] = ([], [])
    for change, a, b, c, d in SequenceMatcher(None, *sides, autojunk=False).get_opcodes():
        letters = ["".join(sides[0][a:b]), "".join(sides[1][c:d])]
        if change == "equal":
            common += len(letters[0])
            continue
        alike = sum(match.size for match in SequenceMatcher(None, *letters, autojunk=False).get_matching_blocks())
        common += alike
        if not alike:
            left[0].extend([*sides[0][a:b], "\n"])
            left[1].extend([*sides[1][c:d], "\n\n"])
    return Similarity(2 * common / total, 2 * (common + _moved(*left)) / total)


def _moved(first: list[str], second: list[str]) -> int:
    """The letters in runs of three words or more that both leftovers hold, each counted once."""
    moved = 0
    while True:
        matcher = SequenceMatcher(None, first, second, autojunk=False)
        a, b, size = matcher.find_longest_match()
        if size < SHORTEST_RUN:
            return moved
        moved += sum(map(len, first[a : a + size]))
        first[a : a + size] = ["\n"]
        second[b : b + size] = ["\n\n"]


def test_the_measure_counts_letters_in_order() -> None:
    assert similarity("Vi støtter\nfor- slaget", "Vi  støtter for-slaget").in_order == 1.0
    assert similarity("abcd", "abxy").in_order == pytest.approx(0.5)
    assert similarity("en to tre", "fire fem").wherever < 0.5


def test_the_measure_sees_what_was_moved() -> None:
    found = similarity("side en av to vi støtter loven i sin helhet", "vi støtter loven i sin helhet side en av to")
    assert found.in_order < 0.8
    assert found.wherever == 1.0


@pytest.mark.shared
def test_every_original_is_read_or_refused_with_a_reason(shared: Path) -> None:
    refused = set()
    for path in sorted((shared / "corpus-dev" / "originals").iterdir()):
        try:
            read(path.read_bytes(), path.name)
        except UnreadableDocumentError as error:
            refused.add((path.name, "ocrmypdf" in error.remedy))
    assert refused == {(name, True) for name in SCANS}


@pytest.mark.shared
def test_originals_read_like_their_texts(shared: Path) -> None:
    figures = {}
    for path in sorted((shared / "corpus-dev" / "originals").iterdir()):
        text = shared / "corpus-dev" / "text" / f"{path.stem}.txt"
        if text.exists() and path.name not in SCANS:
            figures[path.name] = similarity(text.read_text("utf-8"), read(path.read_bytes(), path.name).text)
    for name, figure in figures.items():
        print(f"{figure.wherever:.4f} ({figure.in_order:.4f} in order) {name}")  # noqa: T201 - shown by pytest -s
    assert {name: figure for name, figure in figures.items() if figure.wherever < SIMILAR_ENOUGH} == {}
    assert {name: figure for name, figure in figures.items() if figure.in_order < SIMILAR_IN_ORDER} == {}
    assert len(figures) >= 27


def in_one_block(blocks: tuple[Block, ...], start: int, end: int) -> bool:
    return any(block.span.start <= start and end <= block.span.end and block.kind not in EDGES for block in blocks)


@pytest.mark.shared
def test_what_people_marked_lies_within_single_blocks(shared: Path) -> None:
    marked = whole = 0
    for gold, texts in (("gold", "corpus"), ("gold-dev", "corpus-dev/text")):
        for annotation in sorted((shared / gold).glob("*.jsonl")):
            path = shared / texts / f"{annotation.stem}.txt"
            if not path.exists():
                continue
            document = read(path.read_bytes(), path.name)
            assert document.text == path.read_text("utf-8")
            for record in map(json.loads, annotation.read_text("utf-8").splitlines()):
                assert document.text[record["start"] : record["end"]] == record["text"]
                if record["kind"] in CORE_KINDS and not record["holder"]:
                    marked += 1
                    whole += in_one_block(document.blocks, record["start"], record["end"])
    print(f"{whole} of {marked} marked positions lie within one block")  # noqa: T201 - shown by pytest -s
    assert whole / marked >= ENOUGH_IN_ONE_BLOCK


@pytest.mark.shared
def test_the_real_form_is_read_as_a_form(shared: Path) -> None:
    path = next((shared / "corpus").glob("2022-*.txt"))
    document = read(path.read_bytes(), path.name)
    kinds = [block.kind for block in document.blocks]
    assert kinds.count(BlockKind.TICKED_OPTION) == 1
    assert kinds.count(BlockKind.UNTICKED_OPTION) == 2
    assert kinds.count(BlockKind.FORM_QUESTION) == 4


@pytest.mark.shared
def test_no_block_of_a_real_response_joins_two_list_signs(shared: Path) -> None:
    joined = []
    for path in sorted((shared / "corpus-dev" / "text").glob("*.txt")):
        document = read(path.read_bytes(), path.name)
        joined += [path.name for block in document.blocks if re.search(r"\n\s*•", block.span.of(document.text))]
    assert joined == []
