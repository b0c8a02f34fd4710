"""A folder of everything that goes wrong with files: each is named with what to do, and the rest is built."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from graph.folder import DataFolder
from graph.pipeline import BuildReport, Options, build

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCX = f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{{text}}</w:t></w:r></w:p></w:body></w:document>'
_ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_HUGE = 200_000_000


_LETTER = """\
{sender}

Helse- og omsorgsdepartementet
Postboks 8011 Dep
0030 OSLO

Dato: 10.04.2026

Høringssvar – eksempelloven

{sender} støtter forslaget om én felles oversikt over egne vedtak.

Vi mener at kommunene bør få mer tid.

Med vennlig hilsen

{sender}
"""


def _letter(sender: str) -> str:
    return _LETTER.format(sender=sender)


def _docx(document: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
    return buffer.getvalue()


def _pdf(text: str, **options: object) -> bytes:
    """A PDF with some lines of text; one of a rectangle alone where there are none."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, **options)
    for number, line in enumerate(text.splitlines()):
        canvas.drawString(72, 780 - 15 * number, line)
    canvas.rect(72, 72, 200, 20, fill=1)
    canvas.save()
    return buffer.getvalue()


_WHOLE_PDF = _pdf(_letter("Eksempelsund kommune"))
_REFUSED: dict[str, tuple[bytes, str]] = {
    "tom.txt": (b"", "It is empty. Fetch the file again"),
    "tom.pdf": (b"", "It is empty. Fetch the file again"),
    "kuttet.pdf": (_WHOLE_PDF[: len(_WHOLE_PDF) // 3], "The PDF is damaged or not complete. Fetch the file again"),
    "låst.pdf": (
        _pdf("Vi er enige.", encrypt=StandardEncryption("hemmelig")),
        "The PDF is locked with a password. Open it with its password and save a copy without one.",
    ),
    "skannet.pdf": (_pdf(""), "The PDF has no text layer; it is probably a scan. Run text recognition on it first"),
    "ikke en zip.docx": (b"Dette er ikke en zip.", "It ends in .docx but holds no DOCX. Fetch the file again"),
    "halv.docx": (_docx(_DOCX.format(text="Vi er enige."))[:60], "damaged or locked. Fetch the file again"),
    "bombe.docx": (_docx(_DOCX.format(text="a" * 60_000_000)), "(a “zip bomb”). Do not open it; ask the sender for"),
    "entiteter.docx": (
        _docx(_ENTITIES + _DOCX.format(text="&b;")),
        "It declares XML entities, which no word processor writes and which can do harm.",
    ),
    "ødelagt.docx": (_docx(_DOCX.format(text="Vi er enige.")[:-20]), "Its XML is damaged"),
    "et bilde.txt": (b"\x89PNG\r\n\x1a\n" + bytes(64), "It is an image. Save it as PDF or DOCX."),
    "støy.txt": (bytes(range(256)) * 8, "It is not text. Save it as PDF, DOCX or UTF-8 text"),
    "ett ord.html": (b"", "It is larger than 30 MB, the limit for HTML. Divide it into parts"),
    "samme igjen.txt": (
        _letter("Eksempel kommune").encode(),
        "It has the same content as Eksempel kommune – svar.txt. Remove one of them",
    ),
    "forsvinner.txt": (_letter("Eksempelfjell kommune").encode(), "It vanished while the build was running."),
    "peker på ingenting.txt": (b"", "The link points at nothing. Mend or remove it."),
}
_BUILT: dict[str, tuple[bytes, str]] = {
    "Eksempel kommune – svar.txt": (_letter("Eksempel kommune").encode(), "Eksempel kommune"),
    "en æøå og mellomrom  .txt": (_letter("Eksempelvåg kommune").encode(), "Eksempelvåg kommune"),
    "latin-1.txt": (_letter("Eksempelås kommune").replace("–", "-").encode("latin-1"), "Eksempelås kommune"),
    "utf-16.txt": (_letter("Eksempeløy kommune").encode("utf-16"), "Eksempeløy kommune"),
    "en PDF som heter.docx": (_WHOLE_PDF, "Eksempelsund kommune"),
}
"""Documents that are read all the same, each with its sender."""


class Outcome:
    """What one build of the folder reported, and the lines that the command printed of another."""

    def __init__(self, report: BuildReport, lines: list[str], status: int, data: Path) -> None:
        self.reasons = {refusal.source: refusal.reason for refusal in report.refusals}
        self.built = {record.source: record for record in report.records}
        self.lines, self.status, self.data = lines, status, data


def _write_huge(path: Path) -> None:
    """One token of 200 megabytes, as a file that takes no room."""
    with path.open("wb") as file:
        file.write(b"<!doctype html><html><body>")
        file.truncate(_HUGE)


@pytest.fixture(scope="module")
def bad_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of bad files beside good ones."""
    folder = tmp_path_factory.mktemp("høring med alt som kan gå galt")
    for name, (content, _) in (_BUILT | _REFUSED).items():
        (folder / name).write_bytes(content)
    _write_huge(folder / "ett ord.html")
    (folder / "peker på ingenting.txt").unlink()
    (folder / "peker på ingenting.txt").symlink_to(folder / "finnes ikke.txt")
    return folder


@pytest.fixture(scope="module")
def outcome(bad_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The folder built by the command, and again while a file vanishes as soon as the first one is done."""
    data = tmp_path_factory.mktemp("data")
    program = "from graph.cli import main; main()"
    command = [sys.executable, "-c", program, "build", str(bad_folder), "--data", str(data / "command"), "--jobs", "1"]
    run = subprocess.run(command, check=False, capture_output=True, text=True)

    def vanish(done: int, _: int) -> None:
        if done == 1:
            (bad_folder / "forsvinner.txt").unlink()

    report = build([bad_folder], Options(data / "graph"), vanish)
    return Outcome(report, (run.stdout + run.stderr).splitlines(), run.returncode, data / "graph")


@pytest.mark.parametrize("name", _REFUSED)
def test_a_bad_file_is_refused_with_what_to_do(outcome: Outcome, name: str) -> None:
    assert _REFUSED[name][1] in outcome.reasons[name]


@pytest.mark.parametrize("name", [name for name in _REFUSED if name != "forsvinner.txt"])
def test_the_command_says_it_in_one_line(outcome: Outcome, name: str) -> None:
    said = [line for line in outcome.lines if line.startswith(f"Refused {name}: ")]
    assert said == [f"Refused {name}: {outcome.reasons[name]}"]


@pytest.mark.parametrize("name", _BUILT)
def test_everything_else_is_built_whatever_it_is_called_and_however_it_is_written(outcome: Outcome, name: str) -> None:
    record = outcome.built[name]
    assert record.actors == (_BUILT[name][1],)
    assert record.kinds["support"] >= 1


def test_nothing_is_refused_or_built_that_should_not_be(outcome: Outcome) -> None:
    assert outcome.reasons.keys() == _REFUSED.keys()
    assert outcome.built.keys() == _BUILT.keys()
    assert outcome.status == 1
    assert not any("Traceback" in line for line in outcome.lines)


def test_what_was_built_is_committed(outcome: Outcome) -> None:
    folder = DataFolder(outcome.data)
    manifest = folder.manifest()
    assert len(manifest.records) == len(_BUILT)
    assert all(folder.is_whole(graph) for graph in manifest.graphs.values())
