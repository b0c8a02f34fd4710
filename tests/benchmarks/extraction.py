"""Speed, start-up and memory of extraction, and how its time grows with hostile texts: `make benchmark`.

Time is that of the processor. The texts are those of the example and of the written answers, one after another, each
response with a beginning of its own.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from graph.pipeline.garbage import settle
from graph.pipeline.jobs import Job, plan
from graph.pipeline.single import extract_file
from graph.pipeline.tools import Options, Tools, tools
from graph.pipeline.work import extract, read_response
from graph.reading.inputs import discover
from graph.reading.metadata.language import language
from tests.benchmarks.passes import USUAL, processor_seconds, shortest

ROOT = Path(__file__).resolve().parents[2] / "graph"
SHARED = ROOT.parents[1] / "shared"
SIZE = 15_000
"""Characters in a response: about what a real one has."""

RUN = "from graph.cli import main; main()"
# A process is said to use at least as much memory as the one that started it, so that a small one must.
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""
SENTENCES = "Vi mener at kommunene bør få mer tid. Departementet må sørge for at EHDS og NOU 2023: 4 følges opp. "
HOSTILE: Mapping[str, Callable[[int], str]] = {
    "one line of sentences, of up to 5 MB": lambda share: SENTENCES * (25_000 * share),
    "one line of words without a full stop": lambda share: "kommunene bør ha tid til dette og " * (75_000 * share),
    "one token of 200 KB": lambda share: "x" * (100_000 * share),
    "one token with hyphens": lambda share: "a-" * (50_000 * share),
    "20,000 lines of modal verbs": lambda share: "bør må skal burde\n" * (10_000 * share),
    "20,000 lines that each ask for something": lambda share: "Vi bør.\n" * (10_000 * share),
    "full stops": lambda share: "." * (100_000 * share),
    "lines that end in hyphens": lambda share: "ord-\n" * (10_000 * share),
    "conjunctions": lambda share: "vi støtter, men " * (10_000 * share),
    "ticked boxes": lambda share: "Er dere enige?\n☒ Ja\n☐ Nei\n" * (2_500 * share),
    "designations": lambda share: "Vi bør følge NOU 2023: 4 og Meld. St. 9 (2023–2024).\n" * (2_500 * share),
}
"""Texts of a size, and of twice that."""


def main(passes: int = USUAL) -> None:
    """Print every figure, those of speed from the shortest of some passes."""
    kit = tools(Options(Path()))
    with tempfile.TemporaryDirectory() as folder:
        print_speed(Path(folder), passes)
        print_start_up(Path(folder))
        print_growth(Path(folder), kit)


def print_speed(folder: Path, passes: int) -> None:
    """How much text is read, recognised and extracted from in a second, made up and (where there is any) real."""
    write_responses(folder / "responses", 100)
    _print_speed_of("made-up responses", [folder / "responses"], passes)
    if SHARED.is_dir():
        _print_speed_of("real responses", [SHARED / "corpus", SHARED / "corpus-dev" / "text"], passes)


def _print_speed_of(what: str, folders: list[Path], passes: int) -> None:
    size, reading, extracting = shortest(_pass, folders, passes)
    print(f"extraction from {what}, {size / 1e6:.1f} MB, one process, the shortest of {passes} passes for each:")
    print(f"  {size / 1e6 / (reading + extracting):.2f} MB for each second of processor time (bar: 0.4)")
    print(f"  reading and recognising alone {size / 1e6 / reading:.2f}, extracting alone {size / 1e6 / extracting:.2f}")


def _pass(folders: Sequence[Path]) -> list[tuple[float, ...]]:
    """For each response the bytes that it has, and the seconds that reading and extracting it take."""
    kit = tools(Options(Path()))
    jobs = plan(discover(folders), kit).jobs
    extract(read_response(jobs[0], kit)[0], None, kit.extractor)  # opens what is opened once in a process
    language("The committee asks for comments.")  # and the model for what is not plainly Norwegian
    settle()
    return [_times(job, kit) for job in jobs]


def _times(job: Job, kit: Tools) -> tuple[float, ...]:
    reading, (response, *_) = processor_seconds(lambda: read_response(job, kit))
    extracting, _ = processor_seconds(lambda: extract(response, None, kit.extractor))
    return job.source.path.stat().st_size, reading, extracting


def print_start_up(folder: Path) -> None:
    """What the command takes for one sentence, and how much memory for a common and for a huge text."""
    texts = {"one sentence": "Vi støtter forslaget.", "5 MB in one line": SENTENCES * 50_000}
    for name, text in texts.items():
        path = folder / "text.txt"
        path.write_text(text, encoding="utf-8")
        seconds, memory = _used([sys.executable, "-c", RUN, "extract", str(path), "--format", "jsonl"])
        print(f"standpunkt extract, {name}: {seconds:.2f} s of processor time, {memory:.0f} MB")
    print("  (bars: 1 s for one sentence, 300 MB)")


def _used(command: list[str]) -> tuple[float, float]:
    """How much processor time and megabytes of memory a command used, with its output thrown away."""
    told = subprocess.run([sys.executable, "-c", MEASURE, *command], stdout=subprocess.PIPE, text=True, check=True)
    seconds, memory = map(float, told.stdout.split())
    return seconds, memory


def print_growth(folder: Path, kit: Tools) -> None:
    """Time for a hostile text and for one twice as long: about 2 where it grows with the length."""
    for name, text in HOSTILE.items():
        once, twice = (_seconds_for(folder, text(share), kit) for share in (1, 2))
        print(f"{name}: {once:.2f} s, twice as much {twice:.2f} s, ratio {twice / once:.1f}")


def write_responses(folder: Path, number: int) -> int:
    """Write so many responses of about the size of real ones; returns their size in bytes."""
    folder.mkdir()
    sources, total = list(_texts()), 0
    for index in range(number):
        body = "\n\n".join(sources[(index + step) % len(sources)] for step in range(12))
        text = f"Høringssvar nummer {index}\n\n" + (body * (SIZE // len(body) + 1))[:SIZE]
        total += (folder / f"svar-{index:04}.txt").write_bytes(text.encode())
    return total


def _texts() -> Iterator[str]:
    """Answers in plain text, without those that are held back."""
    folders = [ROOT / "example" / "responses", *sorted((ROOT / "extraction" / "written").glob("*/*/responses"))]
    for path in (path for folder in folders for path in sorted([*folder.glob("*.txt"), *folder.glob("*.md")])):
        text = path.read_text(encoding="utf-8")
        if "unntatt offentlighet" not in text.lower():
            yield text


def _seconds_for(folder: Path, text: str, kit: Tools) -> float:
    path = folder / "hostile.txt"
    path.write_text(text, encoding="utf-8")
    return processor_seconds(lambda: extract_file(path, kit))[0]


if __name__ == "__main__":
    main()
