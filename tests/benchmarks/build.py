"""Speed and memory of a build and of reading PDF, and ratios against a peer in the same run: `make benchmark`.

The responses are made up from the example consultation, each with a number of its own, so that no two are alike, and
are real ones where there are any. Made-up ones ask for something in every other line: they become half as many triples
again as real ones of the same length.
"""

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path

import psutil
import pypdfium2
import rdflib
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from graph.folder import DataFolder
from graph.pipeline.garbage import settle
from graph.pipeline.jobs import Job, plan
from graph.pipeline.records import Built
from graph.pipeline.tools import Options, tools
from graph.pipeline.work import work
from graph.reading import read
from graph.reading.inputs import discover
from graph.reading.metadata.language import language
from tests.benchmarks.passes import USUAL, Pass, processor_seconds, shortest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "graph" / "example" / "responses"
REAL = (ROOT.parent / "shared" / "corpus", ROOT.parent / "shared" / "corpus-dev" / "text")
SIZE = 15_000
"""Characters in a response: about what a real one has."""


def main(passes: int = USUAL) -> None:
    """Print every figure, those of speed from the shortest of some passes."""
    with tempfile.TemporaryDirectory() as folder:
        rest = _build_figures(Path(folder), passes)
        one_pass = partial(_pass, Path(folder))
        _print_speed("made-up responses", one_pass, [Path(folder) / "few"], rest, passes)
        if all(each.is_dir() for each in REAL):
            _print_speed("real responses", one_pass, REAL, rest, passes)
        _reading_figures()


def _build_figures(folder: Path, passes: int) -> float:
    """Print how builds went; returns the seconds of one of 1,000 responses that has nothing to do."""
    few, many = _responses(folder / "few", 100), _responses(folder / "many", 1000)
    small = _build(folder / "few", folder / "data-few")
    first = _build(folder / "many", folder / "data-many")
    again = min((_build(folder / "many", folder / "data-many") for _ in range(passes)), key=attrgetter("processor"))
    start = _start_up()
    triples = DataFolder(folder / "data-many").manifest().triples
    size, share = many / 1e6, again.processor / first.processor
    print(f"build of 1,000 made-up responses, {size:.1f} MB, one process: {first.seconds:.1f} s, {triples} triples")
    print(f"  {size / first.processor:.3f} MB for each second of processor time, on whatever else runs here")
    print(f"  unchanged rebuild: {again.processor:.2f} s of processor time = {share:.2%} of the first (bar: 2 %),")
    print(f"  the shortest of {passes}; of its {again.seconds:.2f} s, starting Python and importing took {start:.2f} s")
    print(f"  memory: {first.megabytes:.0f} MB with 1,000 responses, {small.megabytes:.0f} MB with 100 (bar: 400)")
    print(f"build of 100 responses: {few / 1e6 / small.processor:.3f} MB for each second of processor time")
    return again.processor


def _print_speed(what: str, one_pass: Pass, folders: Sequence[Path], rest: float, passes: int) -> None:
    """The speed of building 1,000 responses where nothing else runs; `rest` is what is no response's own."""
    number, size, seconds, peer = shortest(one_pass, folders, passes)
    whole = seconds + rest * number / 1000
    print(f"build of 1,000 {what}, from the shortest of {passes} passes for each of {number:.0f}:")
    print(f"  {size / 1e6 / whole:.3f} MB for each second, text to committed N-Quads (bar: 0.3)")
    print(f"  {whole / peer:.2f} times as long as rdflib takes to read what is built")


def _pass(scratch: Path, folders: Sequence[Path]) -> list[tuple[float, ...]]:
    """For each response 1, its bytes, the seconds from its file to its checked graph, and rdflib's for reading that.

    What it writes stays in the scratch folder, as it does after a build: to write new files soon after many were
    deleted takes some file systems (ext4) three times as long.
    """
    options = Options(Path(tempfile.mkdtemp(dir=scratch)))
    jobs = plan(discover(folders), tools(options)).jobs
    with DataFolder(options.data).locked():
        work(jobs[0], options)  # opens what is opened once in a process
        language("The committee asks for comments.")  # and the model for what is not plainly Norwegian
        settle()
        return [(1, job.source.path.stat().st_size, *_built_and_read(job, options)) for job in jobs]


def _built_and_read(job: Job, options: Options) -> tuple[float, float]:
    """What a response takes to be built, and its graph to be read by rdflib, in seconds of processor time."""
    seconds, built = processor_seconds(partial(work, job, options))
    if not isinstance(built, Built):
        return seconds, 0.0
    graph = (options.data / built.graph.path).read_bytes()
    reading, _ = processor_seconds(lambda: rdflib.Dataset().parse(data=graph, format="nquads"))
    return seconds, reading


class Run:
    """How long a command took, also in processor time, and how much memory it and its children held at most."""

    def __init__(self, seconds: float, processor: float, megabytes: float) -> None:
        self.seconds = seconds
        self.processor = processor
        self.megabytes = megabytes


def _build(sources: Path, data: Path) -> Run:
    """A build in a process of its own, watched while it runs."""
    command = [sys.executable, "-c", "from graph.cli import main; main()", "build", str(sources), "--data", str(data)]
    started, used = time.perf_counter(), _used_by_children()
    with subprocess.Popen([*command, "--jobs", "1"], stdout=subprocess.DEVNULL) as process:
        megabytes = 0.0
        while process.poll() is None:
            megabytes = max(megabytes, _resident(process.pid))
            time.sleep(0.05)
    seconds = time.perf_counter() - started
    return Run(seconds, _used_by_children() - used, megabytes)


def _used_by_children() -> float:
    """Seconds of processor time that ended children, and theirs, have taken."""
    times = os.times()
    return times.children_user + times.children_system


def _resident(pid: int) -> float:
    """Megabytes that a process and its children hold; pages they share count once for each."""
    try:
        process = psutil.Process(pid)
        return sum(each.memory_info().rss for each in (process, *process.children(recursive=True))) / 1e6
    except psutil.Error:
        return 0.0


def _start_up() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import graph.cli.build"], check=True)
    return time.perf_counter() - started


def _responses(folder: Path, number: int) -> int:
    """Write so many responses of about the size of real ones; returns their size in bytes."""
    folder.mkdir()
    sources = _texts()
    total = 0
    for index in range(number):
        body = "\n\n".join(sources[(index + step) % len(sources)] for step in range(len(sources)))
        text = f"Høringssvar nummer {index}\n\n" + (body * (SIZE // len(body) + 1))[:SIZE]
        total += (folder / f"svar-{index:04}.txt").write_bytes(text.encode())
    return total


def _texts() -> list[str]:
    """The example's answers in plain text, without the one that is held back."""
    paths = sorted([*EXAMPLE.glob("*.txt"), *EXAMPLE.glob("*.md")])
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return [text for text in texts if "unntatt offentlighet" not in text.lower()]


def _reading_figures() -> None:
    content = _pdf(pages=60)
    ours = _seconds(lambda: read(content, "sixty-pages.pdf"))
    peer = _seconds(lambda: _plain_text(content))
    print(f"PDF: {60 / ours:.0f} pages/s with layout (bar: 50), {ours / peer:.1f} times pypdfium2's own plain text")


def _pdf(pages: int) -> bytes:
    text = "\n".join(_texts())
    words, buffer = text.split(), io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for page in range(pages):
        for line in range(48):
            first = (page * 48 + line) * 11 % max(1, len(words) - 11)
            canvas.drawString(72, 780 - 15 * line, " ".join(words[first : first + 11]))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _plain_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _seconds(task: Callable[[], object]) -> float:
    """The shortest of three runs."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        task()
        times.append(time.perf_counter() - started)
    return min(times)
