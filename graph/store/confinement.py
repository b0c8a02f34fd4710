"""What a process that answers the queries of strangers takes from itself before it begins."""

import contextlib
import ctypes
import os
import resource
import signal
import sys

from graph.store.limits import Limits

_SET_DEATH_SIGNAL = 1
_NICENESS = 5
_MOST_FILES = 65_536
_GRACE = 2.0


def follow_to_the_grave(parent: int) -> None:
    """Let the kernel end this process when its parent ends, even by kill -9 (on Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def confine(channel: int, limits: Limits) -> None:
    """Leave this process its channel, the memory that it has and a little more, and no way to any file or network."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.closerange(3, channel)
    os.closerange(channel + 1, _MOST_FILES)
    allowed = _address_space() + limits.memory
    os.nice(_NICENESS)
    _limit(resource.RLIMIT_CORE, 0)
    if allowed > limits.memory:
        _limit(resource.RLIMIT_AS, allowed)
    # From here on no file can be opened and no socket made: a query cannot reach another server.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def start_clock(limits: Limits) -> None:
    """End this process soon after the time of a query is over, whatever it does and whether anybody else cares."""
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)


def stop_clock() -> None:
    """Let this process wait for the next query as long as it takes."""
    signal.setitimer(signal.ITIMER_REAL, 0)


def peak_memory() -> int:
    """The most bytes that this process has had in memory at once."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _limit(kind: int, value: int) -> None:
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (value, value))


def _address_space() -> int:
    """How many bytes of address space this process has, or a negative number where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as status:  # noqa: PTH123 — after a fork, the fewer layers the better
            return int(status.read().split()[0]) * resource.getpagesize()
    except OSError:
        return -1
