"""What the project promises of itself: size, names, versions and documents."""

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from graph import __version__

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(path for folder in ("graph", "api") for path in (ROOT / folder).rglob("*.py"))
COMMANDS = (
    "build",
    "demo",
    "evaluate",
    "export",
    "extract",
    "publish",
    "push",
    "query",
    "review",
    "search",
    "serve",
    "validate",
    "withdraw",
)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    source = path.read_text("utf-8")
    assert source.count("\n") <= 300
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is too long to read at a glance"


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5, which Debian has, finds wrongly then; an atomic group around it means the same."""
    files = [*SOURCES, *(ROOT / "graph").rglob("*.toml")]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in files}
    assert [path for path, text in texts.items() if re.search(r"\)(?:[*+?]|\{[\d,]+\})\+", text)] == []


def test_no_other_distribution_brings_our_package_names() -> None:
    owners = packages_distributions()
    for name in ("graph", "api", "ontology", "shapes"):
        assert set(owners.get(name, ["standpunkt"])) == {"standpunkt"}


def test_the_changelog_opens_with_the_version() -> None:
    first = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert first is not None
    assert first[1] == __version__


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = subprocess.run([sys.executable, "-c", RUN, "--help"], capture_output=True, text=True, check=True).stdout
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S", shown, re.MULTILINE), f"{name} has no help"
        assert f"standpunkt {name}" in readme, f"{name} does not stand in the README"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_a_data_folder(name: str) -> None:
    shown = subprocess.run([sys.executable, "-c", RUN, name, "--help"], capture_output=True, text=True, check=True)
    assert re.search(r"^  --data ", shown.stdout, re.MULTILINE)


def test_the_readmes_links_lead_somewhere() -> None:
    for document in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}, which does not exist"


def test_one_import_of_the_command_line_is_light() -> None:
    heavy = "{'fastapi', 'rdflib', 'pyshacl', 'networkx', 'uvicorn'}"
    code = f"import sys, graph.cli, graph.cli.build; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


RUN = "from graph.cli import main; main()"
