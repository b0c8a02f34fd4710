"""What a build says when it is done."""

import pytest

from graph.cli.report import print_report
from graph.folder import Manifest
from graph.pipeline import BuildReport, Record
from graph.pipeline.work import Refusal

BASE = "https://standpunkt.example"
UNKNOWN = {"severity": "Warning", "message": {"en": "Unknown consultation."}, "label": "Høringssvar", "focus": "x"}


def said(capsys: pytest.CaptureFixture[str], records: int, *refusals: Refusal) -> str:
    """The report of a build in which one thing is to be said of every response."""
    built = tuple(
        Record(f"svar-{number}", f"svar-{number}.txt", "", "", findings=(UNKNOWN,)) for number in range(records)
    )
    print_report(BuildReport(Manifest(1, BASE), built, refusals, (), records))
    return capsys.readouterr().out


def test_what_is_said_of_few_documents_is_said_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, 2).count("Unknown consultation. (Høringssvar)") == 2


def test_what_is_said_of_many_documents_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for line in said(capsys, 40).splitlines() if "Unknown consultation" in line]
    assert lines == ["• svar-0.txt, svar-1.txt, svar-2.txt, … (40 times): Warning: Unknown consultation."]


def test_one_response_is_counted_in_the_singular(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Generation 1: 1 response (1 built" in said(capsys, 1)


def test_a_refusal_names_its_file_once(capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, 0, Refusal("tom.pdf", "It is empty. Fetch the file again."))
    assert "Refused tom.pdf: It is empty. Fetch the file again." in shown
