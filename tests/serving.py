"""Servers as people start them, for tests that speak to them over HTTP."""

import getpass
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.programs import program

STANDPUNKT = [sys.executable, "-P", "-c", "from graph.cli import main; main()"]
PROGRAM = [*STANDPUNKT, "serve", "--port", "0"]

_NGINX = """
daemon off;
user {user};
pid {site}/nginx.pid;
worker_processes 1;
events {{}}
http {{
    access_log off;
    client_body_temp_path {site}/temporary;
    proxy_temp_path {site}/temporary;
    fastcgi_temp_path {site}/temporary;
    uwsgi_temp_path {site}/temporary;
    scgi_temp_path {site}/temporary;
    include {site}/nginx/maps.conf;
    server {{
        listen 127.0.0.1:{port};
        root {site}/public;
        include {site}/nginx/server.conf;
    }}
}}
"""

_APACHE = """
{modules}
Define STANDPUNKT {site}
ServerName localhost
PidFile {site}/apache.pid
DefaultRuntimeDir {site}
Mutex posixsem
TypesConfig /dev/null
AddEncoding x-gzip .gz
AddLanguage en .en
AddType text/x-other .ttl
ErrorLog /dev/null
Listen 127.0.0.1:{port}
<VirtualHost 127.0.0.1:{port}>
    Include {site}/apache/site.conf
</VirtualHost>
"""
_APACHE_MODULES = (
    "mpm_event",
    "alias",
    "authz_core",
    "deflate",
    "dir",
    "filter",
    "headers",
    "mime",
    "rewrite",
    "setenvif",
)


@contextmanager
def served(data: Path, *options: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A server as people start it, and the address that it prints."""
    with _started("--data", str(data), *options) as found:
        yield found


@contextmanager
def served_from(remote: str, *options: str) -> Iterator[str]:
    """The address of a server that answers from another server."""
    with _started("--store", remote, *options) as (_, address):
        yield address


@contextmanager
def _started(*options: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    command = [*PROGRAM, *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            printed = process.stderr.readline()
            yield process, [word for word in printed.split() if word.startswith("http")][-1].rstrip("/")
        finally:
            process.terminate()
            process.wait(10)


def broker_of(server: int) -> psutil.Process:
    """The process that holds the graph for a server; its children answer the queries."""
    children = psutil.Process(server).children()
    return next(child for child in children if "graph.store.broker" in child.cmdline())


@contextmanager
def oxigraph_served(*options: str) -> Iterator[str]:
    """An empty Oxigraph server that can be written to, and its address; queries see the union of the graphs."""
    port = free_port()
    command = [program("oxigraph"), "serve", "--bind", f"127.0.0.1:{port}", *(options or ["--union-default-graph"])]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"Nobody listens on port {port}.")


@contextmanager
def nginx_served(site: Path) -> Iterator[str]:
    """A published site behind nginx as its configuration has it, and the address."""
    port = free_port()
    file = site / "nginx.conf"
    file.write_text(_NGINX.format(site=site, port=port, user=getpass.getuser()))
    with _listening(port, [program("nginx"), "-p", str(site), "-e", "stderr", "-c", str(file)]) as address:
        yield address


@contextmanager
def apache_served(site: Path) -> Iterator[str]:
    """A published site behind Apache as its configuration has it, and the address."""
    port, apache = free_port(), program("apache2")
    where = Path(apache).parents[1] / "lib" / "apache2" / "modules"
    modules = "\n".join(f"LoadModule {name}_module {where}/mod_{name}.so" for name in _APACHE_MODULES)
    file = site / "apache.conf"
    file.write_text(_APACHE.format(site=site, port=port, modules=modules))
    with _listening(port, [apache, "-D", "FOREGROUND", "-d", str(site), "-f", str(file)]) as address:
        yield address


@contextmanager
def files_served(folder: Path) -> Iterator[str]:
    """A folder behind a server that knows nothing but files and the index of a folder, and the address."""
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
    with _listening(port, command) as address:
        yield address


@contextmanager
def _listening(port: int, command: list[str]) -> Iterator[str]:
    """A server that is started, waited for and ended, and its address."""
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)
