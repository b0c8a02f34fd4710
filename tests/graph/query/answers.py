"""The answers to the named queries on the example consultation, which a person has looked at.

    python -m tests.graph.query.answers              writes the answers anew into answers.txt
    python -m tests.graph.query.answers --looked-at  says that somebody has read what `git diff` shows of it

A change of the extraction changes what is found in the example, and so some answers. The tests fail until they are
written anew, and then until somebody has looked at them.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.example import INPUTS
from graph.folder import DataFolder
from graph.query.named import named_queries, named_query, terms_in
from graph.query.table import Cell, Table, aligned, as_table
from graph.resources import resource
from graph.store.embedded import EmbeddedStore, open_store

ANSWERS = Path(__file__).with_name("answers.txt")
_MARK = "Looked at: "
_WIDEST = 36
_MOST_ROWS = 8
_NARROWED: Mapping[str, Mapping[str, str]] = {
    "co-cited-instruments": {"instrument": "EHDS"},
    "demands": {"force": "need"},
    "demands-nobody-else-makes": {"actor": "Eksempeldirektoratet"},
    "demands-shared-by-many": {"least": "5"},
    "positions-by-actor": {"actorKind": "helseforetak"},
    "positions-of-actor-kind": {"actorKind": "kommune", "stance": "opposes"},
    "positions-on-instrument": {"instrument": "EHDS", "stance": "critical"},
    "positions-on-theme": {"theme": "personvern", "stance": "supports"},
    "positions-to-review": {"most": "0.3"},
    "references-over-time": {"instrument": "EHDS", "period": "month"},
    "responses-that-refer-to": {"instrument": "EHDS", "consultation": "eksempel-utredning-samhandling"},
    "then-and-now": {"change": "changed"},
    "verdict-matrix": {"proposal": "5", "actorKind": "kommune"},
    "what-an-actor-reports": {"actor": "Eksempelvik kommune"},
    "what-an-actor-says": {"actor": "Eksempelby kommune", "kind": "concern"},
    "who-answered": {"consultation": "eksempel-utredning-samhandling"},
    "who-criticises-what": {"actor": "Eksempelbygda kommune"},
    "who-opposes": {"proposal": "3"},
    "who-supports": {"proposal": "5"},
    "who-supports-with-remarks": {"proposal": "5"},
}
"""What is given for parameters, so that an answer is short enough to be read."""


def values_for(name: str) -> Mapping[str, str]:
    """What is given for the parameters of a query: the examples of those that it needs, unless something else is."""
    needed = {each.name: each.example for each in named_query(name).header.parameters if each.required and each.example}
    return {**needed, **_NARROWED.get(name, {})}


def build_example(data: Path) -> Path:
    """Build the example into a data folder, as the command does."""
    folder = Path(str(resource("graph", "example")))
    program = [sys.executable, "-P", "-c", "from graph.cli import main; main()", "build"]
    inputs = [str(folder / name) for name in INPUTS]
    done = subprocess.run([*program, *inputs, "--data", str(data)], check=False, capture_output=True, timeout=300)
    assert DataFolder(data).exists, done.stderr.decode()
    return data


def answers(store: EmbeddedStore) -> str:
    """All answers as text."""
    return "\n".join(line for name in named_queries() for line in _answer(store, name))


def _answer(store: EmbeddedStore, name: str) -> Iterator[str]:
    query, values = named_query(name), values_for(name)
    terms = terms_in(store, query, values)
    table = as_table(store.query(query.text, parameters=terms), query.shown(terms))
    yield " ".join([f"## {name}", *(f"{key}={value}" for key, value in values.items())])
    telling, same = _split(table)
    yield from aligned(telling)
    if len(table.rows) > _MOST_ROWS:
        yield f"… {len(table.rows)} rows in all"
    yield from same
    yield ""


def _split(table: Table) -> tuple[Table, list[str]]:
    """The columns in which rows differ, with the first rows; and a line for each column that says the same in all."""
    columns = list(zip(*table.rows, strict=True)) if len(table.rows) > 1 else []
    same = [place for place, column in enumerate(columns) if len({cell.text for cell in column}) == 1]
    telling = [place for place in range(len(table.headings)) if place not in same]
    rows = tuple(tuple(Cell(_cut(row[place].text)) for place in telling) for row in table.rows[:_MOST_ROWS])
    lines = [f"(everywhere: {table.headings[place]} = {_cut(columns[place][0].text)})" for place in same]
    return Table(tuple(table.headings[place] for place in telling), rows), lines


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _WIDEST else f"{words[: _WIDEST - 1]}…"


def stored() -> tuple[str, str]:
    """The answers as they were written last, and the digest of those that somebody looked at."""
    text, _, mark = ANSWERS.read_text(encoding="utf-8").rpartition(_MARK)
    return text, mark.strip()


def digest(text: str) -> str:
    """What stands for a text that was looked at."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def main() -> None:
    """Write the answers anew, or mark them as looked at."""
    parser = argparse.ArgumentParser(prog="python -m tests.graph.query.answers")
    parser.add_argument("--looked-at", action="store_true", help="somebody has read what git diff shows of the answers")
    looked_at = parser.parse_args().looked_at
    text, mark = stored() if ANSWERS.exists() else ("", "")
    if looked_at:
        mark = digest(text)
    else:
        with tempfile.TemporaryDirectory() as folder:
            text = answers(open_store(build_example(Path(folder) / "data"))) + "\n"
    ANSWERS.write_text(f"{text}{_MARK}{mark}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
