from collections.abc import Callable
from pathlib import Path

from graph.reading.benchmark import Speed, reading_speed


def test_speed_counts_what_was_read_and_leaves_refused_files_out(tmp_path: Path, pdf: Callable[..., bytes]) -> None:
    (tmp_path / "svar.pdf").write_bytes(pdf([(60, 700, "Vi støtter loven.")], [(60, 700, "Side to.")]))
    (tmp_path / "tom.pdf").write_bytes(b"")
    speed = reading_speed(sorted(tmp_path.iterdir()))
    assert (speed.documents, speed.pages) == (1, 2)
    assert speed.pages_per_second > 0
    assert speed.characters_per_second > 0


def test_nothing_read_has_no_speed() -> None:
    assert (Speed(0, 0, 0, 0.0).pages_per_second, Speed(0, 0, 0, 0.0).characters_per_second) == (0.0, 0.0)
