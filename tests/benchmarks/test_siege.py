import pytest

from tests.benchmarks.siege import main


def test_the_server_holds_for_a_moment(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--seconds", "4", "--clients", "8", "--triples", "25000"])
    printed = capsys.readouterr().out
    assert status == 0, printed
    assert "wrong: 0" in printed
    assert printed.endswith("held\n")
