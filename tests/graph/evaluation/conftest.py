"""Folders of annotated answers, written for a test."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

Annotate = Callable[[Path, str, Sequence[tuple[str, str | None]]], tuple[Path, Path]]


@pytest.fixture(scope="session")
def annotate() -> Annotate:
    """Writes one more answer of some sentences, each with its kind or none; gives the folders of gold and documents."""
    return write_annotated


def write_annotated(folder: Path, stem: str, sentences: Sequence[tuple[str, str | None]]) -> tuple[Path, Path]:
    gold, source = folder / "gold", folder / "source"
    gold.mkdir(parents=True, exist_ok=True)
    source.mkdir(exist_ok=True)
    text, lines = "", ""
    for quote, kind in sentences:
        span = {"start": len(text), "end": len(text) + len(quote)}
        lines += json.dumps({"doc": stem, **span, "text": quote, "kind": kind}) + "\n" if kind else ""
        text += f"{quote}\n\n"
    (source / f"{stem}.txt").write_text(text, encoding="utf-8")
    (gold / f"{stem}.jsonl").write_text(lines, encoding="utf-8")
    return gold, source
