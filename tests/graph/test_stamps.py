"""Files that look as they did are taken to hold what they held; everything else is read."""

import os
import subprocess
import sys
from pathlib import Path

from graph.stamps import Stamps

DIGEST = "0" * 64


def stamps(folder: Path) -> Stamps:
    """The stamps of one file, kept and read again."""
    kept = folder / "stamps.json"
    kept.write_bytes(Stamps.of(folder, {"a.nq": DIGEST}).content)
    return Stamps.read(kept)


def test_a_file_that_nobody_touched_is_confirmed(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text("en", encoding="utf-8")
    assert stamps(tmp_path).confirm(tmp_path, "a.nq", DIGEST)


def test_a_changed_file_is_not_even_if_its_size_and_its_time_are_put_back(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text("en", encoding="utf-8")
    before, known = path.stat(), stamps(tmp_path)
    path.write_text("to", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not known.confirm(tmp_path, "a.nq", DIGEST)


def test_another_digest_an_unknown_file_and_one_that_has_gone_are_not(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text("en", encoding="utf-8")
    known = stamps(tmp_path)
    assert not known.confirm(tmp_path, "a.nq", "1" * 64)
    assert not known.confirm(tmp_path, "b.nq", DIGEST)
    (tmp_path / "a.nq").unlink()
    assert not known.confirm(tmp_path, "a.nq", DIGEST)


def test_stamps_that_cannot_be_read_confirm_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text("en", encoding="utf-8")
    for content in (b"", b"{", b"[]", b'{"a.nq": 1}'):
        (tmp_path / "stamps.json").write_bytes(content)
        assert not Stamps.read(tmp_path / "stamps.json").confirm(tmp_path, "a.nq", DIGEST)
    assert not Stamps.read(tmp_path / "gone.json").confirm(tmp_path, "a.nq", DIGEST)


_OPENED = """
import sys
opened = []
sys.addaudithook(lambda event, what: event == "open" and opened.append(str(what[0])))
from graph.cli import main
try:
    main()
finally:
    print("read", sum(name.endswith(".nq") and "responses" in name for name in opened))
"""


def test_an_unchanged_build_reads_no_graph_of_a_response(tmp_path: Path) -> None:
    (tmp_path / "svar.txt").write_text(
        "Eksempel kommune\n\nHøringssvar\n\nVi støtter forslaget.\n\nHilsen\nEksempel kommune\n", encoding="utf-8"
    )
    command = [sys.executable, "-c", _OPENED, "build", str(tmp_path / "svar.txt"), "--data", str(tmp_path / "data")]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(2)]
    assert "1 built" in runs[0]
    assert "1 kept" in runs[1]
    assert runs[1].endswith("read 0\n")
    (tmp_path / "data" / ".stamps.json").unlink()
    again = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "1 kept" in again
    assert again.endswith("read 1\n")
