"""Findings for other programs: as JSON, and as a SHACL validation report."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from graph.namespaces import PREFIXES, RDF, XSD
from graph.validation.findings import Finding
from graph.validation.index import Term
from graph.validation.terms import SH

_ONE_STEP = re.compile("<[^<>]++>")
_REPORT = BlankNode("report")


def as_json(findings: Sequence[Finding]) -> str:
    """An object that says whether the data conform, and lists the findings with all that is known of them."""
    conforms = not any(finding.is_violation for finding in findings)
    listed = [_plain(finding) for finding in findings]
    return json.dumps({"conforms": conforms, "findings": listed}, ensure_ascii=False, indent=1) + "\n"


def _plain(finding: Finding) -> dict[str, Any]:
    said = {item.name: getattr(finding, item.name) for item in fields(finding)}
    return {**said, "messages": dict(finding.messages)}


def as_turtle(findings: Sequence[Finding]) -> str:
    """A `sh:ValidationReport`; it conforms only where nothing at all was found, as SHACL has it.

    A path of several steps is left out; the shape has it.
    """
    prefixes = {**PREFIXES, "sh": SH.namespace}
    written = serialize(_report(findings), format=RdfFormat.TURTLE, prefixes=prefixes) or b""
    lines = written.decode().splitlines()
    body = "\n".join(line for line in lines if not line.startswith("@prefix"))
    used = sorted(line for line in lines if line.startswith("@prefix") and f" {line.split()[1]}" in body)
    return "\n".join((*used, "", body, ""))


def _report(findings: Sequence[Finding]) -> Iterator[Triple]:
    yield Triple(_REPORT, RDF.type, SH.ValidationReport)
    yield Triple(_REPORT, SH.conforms, Literal(str(not findings).lower(), datatype=XSD.boolean))
    nodes = [BlankNode(f"result{number}") for number in range(len(findings))]
    yield from (Triple(_REPORT, SH.result, node) for node in nodes)
    for node, finding in zip(nodes, findings, strict=True):
        yield from _result(node, finding)


def _result(node: BlankNode, finding: Finding) -> Iterator[Triple]:
    yield Triple(node, RDF.type, SH.ValidationResult)
    yield Triple(node, SH.focusNode, _focus(finding))
    yield Triple(node, SH.resultSeverity, SH[finding.severity])
    yield Triple(node, SH.sourceShape, NamedNode(finding.shape))
    if finding.component:
        yield Triple(node, SH.sourceConstraintComponent, NamedNode(finding.component))
    if finding.path is not None and _ONE_STEP.fullmatch(finding.path):
        yield Triple(node, SH.resultPath, NamedNode(finding.path[1:-1]))
    if finding.value is not None:
        yield Triple(node, SH.value, _term(finding.value, finding.term))
    for language, text in finding.messages.items():
        yield Triple(node, SH.resultMessage, Literal(text, language=language))


def _focus(finding: Finding) -> Term:
    """The node, which may be a literal where a rule is about the values of a property."""
    if finding.focus == finding.value:
        return _term(finding.focus, finding.term)
    return _term(finding.focus, f"<{finding.focus}>")


def _term(plain: str, written: str | None) -> Term:
    """A node or value as it stood in the data; `written` is its form in N-Triples."""
    if plain.startswith("_:"):
        return BlankNode(f"data-{plain[2:]}")
    if written is None:
        return Literal(plain)
    read: Term = next(iter(parse(f"<urn:s> <urn:p> {written} .", format=RdfFormat.N_TRIPLES))).object
    return read
