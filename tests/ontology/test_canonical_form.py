import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "ontology"
PATHS = sorted(FOLDER.rglob("*.ttl"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_file_is_written_in_the_canonical_form(path: Path, canonical: Callable[[str], str]) -> None:
    text = path.read_text(encoding="utf-8")
    difference = difflib.unified_diff(
        text.splitlines(), canonical(text).splitlines(), path.name, "as it should be", lineterm="", n=1
    )
    assert text == canonical(text), "\n".join(difference)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_no_file_has_tabs_or_trailing_white_space(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    assert not [line for line in lines if "\t" in line or line != line.rstrip()]


def test_the_canonical_form_mends_order_spacing_and_prefixes(canonical: Callable[[str], str]) -> None:
    untidy = (
        "# An example.\n\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix org: <http://www.w3.org/ns/org#> .\n"
        "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
        "@prefix actor: <https://w3id.org/standpunkt/id/actor/> .\n\n"
        "actor:eksempel-kommune\n"
        '  skos:prefLabel "Example municipality"@en, "Eksempel kommune"@nb; a org:Organization .\n'
    )
    assert canonical(untidy) == (
        "# An example.\n\n"
        "@prefix actor: <https://w3id.org/standpunkt/id/actor/> .\n"
        "@prefix org: <http://www.w3.org/ns/org#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n"
        "actor:eksempel-kommune\n"
        "  a org:Organization ;\n"
        '  skos:prefLabel "Eksempel kommune"@nb , "Example municipality"@en ;\n'
        "  .\n"
    )
