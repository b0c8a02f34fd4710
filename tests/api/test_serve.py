import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import psutil
import pytest

from api.serve import listening

_PROGRAM = [sys.executable, "-P", "-c", "from graph.cli import main; main()", "serve"]
_PRODUCT = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6)) + " }"

Serve = Callable[..., AbstractContextManager[tuple["subprocess.Popen[str]", str]]]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_server_however_it_ends(
    consultation: Path, serve: Serve, number: signal.Signals
) -> None:
    with serve(consultation, "--seconds", "30", "--workers", "2") as (process, address):
        with httpx.Client(base_url=address, timeout=0.3, trust_env=False) as client, pytest.raises(httpx.ReadTimeout):
            client.get("/sparql", params={"query": _PRODUCT})
        family = _family(process.pid)
        process.send_signal(number)
        process.wait(10)
        _, alive = psutil.wait_procs(family, timeout=10)
        assert alive == []
        assert process.returncode == (-number if number == signal.SIGKILL else 0)


def _family(pid: int) -> list[psutil.Process]:
    """The process that holds the graph and its two workers, once the one that a stopped query cost is replaced."""
    deadline = time.monotonic() + 10
    while len(family := psutil.Process(pid).children(recursive=True)) != 3:
        assert time.monotonic() < deadline, family
        time.sleep(0.05)
    return family


def test_a_port_that_is_taken_is_told(consultation: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*_PROGRAM, "--data", str(consultation), "--port", str(port)], check=False, capture_output=True, timeout=30
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"standpunkt: Port {port} of 127.0.0.1 is taken")
    assert b"--port" in done.stderr


def test_answers_leave_at_once() -> None:
    # asyncio sends small packets without delay only on sockets that name their protocol.
    with listening("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_a_missing_data_folder_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [*_PROGRAM, "--data", str(tmp_path), "--port", "0"], check=False, capture_output=True, timeout=30
    )
    assert done.returncode == 1
    assert b"standpunkt build" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data.ttl").write_text("nonsense")
    command = [*_PROGRAM, "--data", str(tmp_path / "data.ttl"), "--port", "0"]
    done = subprocess.run(command, check=False, capture_output=True, timeout=30)
    assert done.returncode == 1
    assert b"is not valid RDF" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_client_that_hangs_up_does_not_end_the_server(consultation: Path, serve: Serve) -> None:
    with serve(consultation) as (process, address):
        host, port = address.removeprefix("http://").split(":")
        for _ in range(20):
            with socket.create_connection((host, int(port))) as connection:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
                connection.sendall(b"GET /queries/what-an-actor-says HTTP/1.1\r\nHost: x\r\n\r\n")
        assert httpx.get(f"{address}/health", trust_env=False).status_code == 200
        assert process.poll() is None
