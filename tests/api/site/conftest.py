from pathlib import Path

import pytest

from tests.publishing import BASE, GONE, STATEMENT, VOCABULARY, published, write_statements


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The data and the site of a publisher where one actor has two statements and one statement was withdrawn."""
    folder = tmp_path_factory.mktemp("small")
    data, site = folder / "data.ttl", folder / "site"
    write_statements(data, *(STATEMENT % (number, number) for number in range(2)), GONE, VOCABULARY)
    done = published("--data", str(data), "--output", str(site), "--base", BASE)
    assert (done.returncode, done.stderr) == (0, "")
    return data, site
