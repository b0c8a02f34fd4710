import asyncio
import contextlib
import errno
import resource
import signal
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from pathlib import Path

import click
import uvicorn
import uvloop

from api.app import create_app
from api.connections import Connection
from api.dataset.about import About
from api.limiting import chosen_limits, limit_options
from api.warming import kept_warm
from api.words import SearchedStore, UnsearchedStore
from graph.errors import InputError
from graph.settings import DEFAULT_DATA, default_data_folder
from graph.store.choice import chosen_store, store_option
from graph.store.forwarding import ForwardingStore
from graph.store.guarded import GuardedStore
from graph.store.limits import Limits
from graph.store.remote import without_password
from graph.store.sources import Source

_KEEP_ALIVE_SECONDS = 75  # longer than clients keep theirs, so that no request meets a connection that is being closed
_FAREWELL_SECONDS = 3
_BYTES_OF_HEADERS = 32_768
_MOST_FILES = 16_384
_FILES_OF_OUR_OWN = 256


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any that is free."
)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=default_data_folder,
    show_default=f"$STANDPUNKT_DATA, else ./{DEFAULT_DATA}",
    help="The data folder, or an RDF file.",
)
@store_option
@click.option(
    "--about",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="STANDPUNKT_ABOUT",
    show_envvar=True,
    help="A TOML file that tells who publishes.",
)
@limit_options
def serve(host: str, port: int, data: Path, store: str | None, about: Path | None, **chosen: float) -> None:
    """Serve the graph: a start page, the named queries, and SPARQL at /sparql. Ctrl-C stops the server."""
    limits, address = chosen_limits(chosen), chosen_store(store)
    if address is None:
        Source.at(data)  # what is not there should be said before anything starts
    told = About.read(about)
    with listening(host, port) as listener:
        run(serve_until_stopped(address or data, listener, limits, told))


def run(serving: Coroutine[None, None, None]) -> None:
    """Let a server run until it stops, on an event loop that needs less time for itself than Python's own."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serving)


async def serve_until_stopped(
    source: Path | str, listener: socket.socket, limits: Limits, about: About | None = None
) -> None:
    """Serve a graph on a socket until the process is told to stop, and end all processes that answer queries.

    The graph is that of a data folder or RDF file, or of an endpoint elsewhere, by its address.
    """
    # The command line lets a broken pipe end it; a client that hangs up must not end the server.
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    async with _opened(source, limits) as store:
        app = create_app(store, about, source if isinstance(source, Path) else None)
        config = uvicorn.Config(
            app,
            http=Connection,
            h11_max_incomplete_event_size=limits.address + _BYTES_OF_HEADERS,
            limit_concurrency=_most_connections(),
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=_FAREWELL_SECONDS,
        )
        shown = source if isinstance(source, Path) else without_password(source)
        click.echo(f"Serving {shown} at {_address(listener)} – Ctrl-C stops.", err=True)
        async with kept_warm(app, store):
            await _Server(config).serve(sockets=[listener])


@contextlib.asynccontextmanager
async def _opened(source: Path | str, limits: Limits) -> AsyncIterator[UnsearchedStore]:
    """The store that answers from a source, until it is closed."""
    if isinstance(source, Path):
        async with GuardedStore(source, limits) as guarded, SearchedStore(guarded, source) as store:
            yield store
    else:
        async with ForwardingStore(source, limits) as forwarding:
            yield UnsearchedStore(forwarding)


def _most_connections() -> int:
    """How many clients may be connected at once, after the system was asked to allow as many as it can."""
    _, allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST_FILES if allowed == resource.RLIM_INFINITY else min(allowed, _MOST_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, allowed))
    return max(most - _FILES_OF_OUR_OWN, most // 2)


class _Server(uvicorn.Server):
    """Stops on a signal without raising it again, so that what the caller opened is closed in order."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take the signals that ask to stop, while the server runs."""
        loop = asyncio.get_running_loop()
        numbers = (signal.SIGINT, signal.SIGTERM)
        for number in numbers:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in numbers:
                loop.remove_signal_handler(number)


@contextlib.contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens for requests.

    Raises:
        InputError: where the port is taken, or the address is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only where the protocol is named does asyncio send small packets at once; otherwise an answer waits 40 ms.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen()
        except OSError as error:
            raise InputError(_why_not(host, port, error)) from error
        yield listener


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is taken by another program. Choose another with --port, or stop that program."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used by you. Choose one above 1023 with --port."
    return f"Nothing can listen on {host}: {error.strerror or error}. Choose an address of this machine with --host."


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
