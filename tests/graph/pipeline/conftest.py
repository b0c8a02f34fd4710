"""A small consultation of invented bodies, as files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.pipeline import BuildReport, Options, build

CONSULTATION = """\
key = "eksempelloven"
title = "Høring om eksempelloven"
type = "horing"
asked_by = "Helse- og omsorgsdepartementet"
deadline = 2026-05-01

[[proposals]]
number = "1"
title.nb = "Frist for svar i § 4"
sections = ["§ 4"]

[[proposals]]
number = "2"
title.nb = "Nasjonalt register i § 7"
sections = ["§ 7"]

[[invited]]
name = "Eksempel kommune"
kind = "kommune"
"""

LETTER = """\
{sender}

Helse- og omsorgsdepartementet
Postboks 8011 Dep
0030 OSLO

Dato: {day}.04.2026

Høringssvar – eksempelloven

{sender} takker for muligheten til å uttale seg.

Om § 4

{sender} støtter forslaget i § 4. Vi er bekymret for at fristen blir for kort for små kommuner.

Om § 7

Registeret bør omfatte alle virksomheter. Vi mener at European Health Data Space (EHDS) må omtales i loven.

Med vennlig hilsen

{sender}
"""

Build = Callable[..., BuildReport]


@pytest.fixture
def responses(tmp_path: Path) -> Path:
    """A folder with a consultation file and three responses."""
    folder = tmp_path / "høring om eksempelloven"
    folder.mkdir()
    write_consultation(folder)
    return folder


def write_consultation(folder: Path) -> None:
    """Write a consultation file and three responses."""
    (folder / "consultation.toml").write_text(CONSULTATION, encoding="utf-8")
    for day, name in ((10, "Eksempel kommune"), (11, "Eksempelvik kommune"), (12, "Eksempelforbundet")):
        path = folder / f"{name} – svar.txt"
        path.write_text(LETTER.format(sender=name, day=day), encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where a build writes."""
    return tmp_path / "data"


@pytest.fixture
def built(data: Path) -> Build:
    """Build paths into the data folder."""

    def run(*paths: Path, jobs: int = 1, **options: object) -> BuildReport:
        make: Callable[..., Options] = Options
        return build(paths, make(data, jobs, **options))

    return run
