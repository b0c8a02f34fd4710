"""A small publisher, for tests of what is published: one actor with statements, and one that was withdrawn."""

import subprocess
from pathlib import Path

from tests.serving import STANDPUNKT

BASE = "https://data.example.org"
STATEMENT = f'<{BASE}/id/statement/s%03d> stp:heldBy <{BASE}/id/actor/busy> ; skos:prefLabel "Utsagn %d."@nb .\n'
_PREFIXES = """
@prefix stp: <https://w3id.org/standpunkt/ns#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
VOCABULARY = "<https://w3id.org/standpunkt/ns> a owl:Ontology ; skos:prefLabel 'Ord'@nb ."
GONE = f'<{BASE}/id/statement/gone> prov:invalidatedAtTime "2026-02-03T10:00:00Z"^^xsd:dateTime .\n'


def published(*options: str) -> "subprocess.CompletedProcess[str]":
    """What `standpunkt publish` did and said."""
    return subprocess.run(
        [*STANDPUNKT, "publish", "--jobs", "1", *options], capture_output=True, text=True, check=False
    )


def write_statements(file: Path, *statements: str) -> None:
    """Write a file of data: a response, and statements in Turtle."""
    consultation = f'<{BASE}/id/response/r> a stp:Response ; skos:prefLabel "Svar"@nb .\n'
    file.write_text(_PREFIXES + consultation + "".join(statements))
