"""The command line: results to standard output, messages to standard error; exit 0 success, 1 findings, 2 wrong use."""

import errno
import signal
import sys
from importlib import import_module
from importlib.metadata import entry_points

import click

from graph import __version__
from graph.errors import NotInGraphError, StandpunktError, UnknownNameError

_COMMANDS = (
    *(
        "build",
        "demo",
        "diff",
        "evaluate",
        "export",
        "extract",
        "push",
        "query",
        "review",
        "search",
        "train",
        "validate",
    ),
    *("versions", "withdraw"),
)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_ANNOUNCED = "standpunkt.commands"
_WRONG_USE = 2


class Commands(click.Group):
    """The commands, each imported only when it is asked for, so that every one of them starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, those of other packages included."""
        del ctx
        return sorted([*_COMMANDS, *(point.name for point in entry_points(group=_ANNOUNCED))])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with a name, or nothing."""
        del ctx
        if cmd_name in _COMMANDS:
            return _command(getattr(import_module(f"graph.cli.{cmd_name}"), cmd_name))
        for point in entry_points(group=_ANNOUNCED, name=cmd_name):
            return _command(point.load())
        return None


def _command(found: object) -> click.Command:
    assert isinstance(found, click.Command)
    return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="standpunkt")
def standpunkt() -> None:
    """Policy positions in public consultations, as linked data."""


def main() -> None:
    """Run the command line; an error that we raise on purpose becomes one line and exit status 1 or, for a name, 2."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `standpunkt query … | head` ends quietly
    try:
        standpunkt.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped. Nothing was changed that was there before.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except StandpunktError as error:
        click.echo(f"standpunkt: {error}", err=True)
        sys.exit(_WRONG_USE if isinstance(error, NotInGraphError | UnknownNameError) else 1)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        click.echo(f"standpunkt: {error.strerror}. Free some space and try again.", err=True)
        sys.exit(1)
