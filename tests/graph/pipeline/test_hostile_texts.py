"""Whatever a text is like, extraction takes time in proportion to its length, and loses nothing of it."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.pipeline.single import extract_file
from graph.pipeline.tools import Options, Tools, tools

TEXTS: dict[str, Callable[[int], str]] = {
    "sentences without a line break": lambda n: "Vi mener at kommunene bør få mer tid til EHDS. " * (n // 47),
    "words without a full stop": lambda n: "kommunene bør ha tid til dette og " * (n // 34),
    "one token": lambda n: "x" * n,
    "one token with hyphens": lambda n: "a-" * (n // 2),
    "lines of modal verbs": lambda n: "bør må skal burde\n" * (n // 18),
    "full stops": lambda n: "." * n,
    "lines that end in hyphens": lambda n: "ord-\n" * (n // 5),
    "conjunctions": lambda n: "vi støtter, men " * (n // 16),
    "ticked boxes": lambda n: "Er dere enige?\n☒ Ja\n" * (n // 20),
    "opened quotes": lambda n: "«" * n,
}
FEW, TIMES = 8_000, 8
MOST = 24
"""How much longer eight times the text may take: eight, with room for a busy machine; squared it would be 64."""


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    """The tools, opened before anything is timed."""
    kit = tools(Options(Path()))
    seconds(tmp_path_factory.mktemp("first"), "Vi støtter forslaget om EHDS.", kit)
    return kit


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_time_grows_with_the_length_and_not_with_its_square(
    text: Callable[[int], str], kit: Tools, tmp_path: Path
) -> None:
    once = min(seconds(tmp_path, text(FEW), kit) for _ in range(3))
    assert seconds(tmp_path, text(FEW * TIMES), kit) < MOST * once


def test_every_one_of_twenty_thousand_demands_is_found(kit: Tools, tmp_path: Path) -> None:
    path = tmp_path / "svar.txt"
    path.write_text("Vi bør.\n" * 20_000, encoding="utf-8")
    _, _, [extraction] = extract_file(path, kit)
    assert len(extraction.statements) == 20_000


def seconds(folder: Path, text: str, kit: Tools) -> float:
    path = folder / "svar.txt"
    path.write_text(text, encoding="utf-8")
    started = time.process_time()
    extract_file(path, kit)
    return time.process_time() - started
