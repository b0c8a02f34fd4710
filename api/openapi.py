"""The named queries as an OpenAPI document, made from their headers, and full-text search."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from api.asked import LANGUAGES
from api.openapi_search import search_operation
from api.representations import HTML, XLSX
from graph import __version__
from graph.query.header import Parameter, ParameterType
from graph.query.named import NamedQuery, named_queries
from graph.store.formats import SOLUTION_FORMATS

_SCHEMA = "#/components/schemas/"
_TEXT = {"text/plain": {"schema": {"type": "string"}}}
_REFUSALS = {
    "400": "A parameter is unknown, missing or wrong; the message says what it takes, with an example.",
    "406": "None of the formats that you accept can be had.",
    "429": "Your share of processing time is used up; Retry-After says when to come again.",
    "503": "The answer takes more time or memory than one may, or too many wait already.",
}
_TYPES: Mapping[ParameterType, Mapping[str, str]] = {
    ParameterType.INTEGER: {"type": "integer"},
    ParameterType.DECIMAL: {"type": "number"},
    ParameterType.DATE: {"type": "string", "format": "date"},
}
_DESCRIPTION = (
    "Each path is a question of a policy analyst, answered from the graph. Parameters that name something take its "
    "name, key or IRI; those that are left out restrict nothing. The same questions can be put in SPARQL at /sparql."
)
Json = dict[str, Any]


@cache
def document() -> str:
    """The document as JSON."""
    return json.dumps(_document(named_queries()), ensure_ascii=False, indent=1)


def _document(queries: Mapping[str, NamedQuery]) -> Json:
    tags = sorted({named.header.tags[0] for named in queries.values()})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Standpunkt: named queries and search",
            "version": __version__,
            "description": _DESCRIPTION,
            "license": {"name": "CC BY 4.0 (data)", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": tag} for tag in (*tags, "search")],
        "paths": {
            **{f"/queries/{name}": {"get": _operation(named)} for name, named in queries.items()},
            "/search": {"get": search_operation(_refusals())},
        },
        "components": {
            "parameters": _common_parameters(),
            "responses": {status: {"description": said, "content": _TEXT} for status, said in _REFUSALS.items()},
            "schemas": {"Term": _term(), "Head": _head()},
        },
    }


def _operation(named: NamedQuery) -> Json:
    header = named.header
    common = [{"$ref": f"#/components/parameters/{name}"} for name in _common_parameters()]
    return {
        "operationId": named.name,
        "summary": header.titles["en"],
        "description": f"{header.descriptions['en']}\n\n{header.titles['nb']} {header.descriptions['nb']}",
        "tags": list(header.tags[:1]),
        "parameters": [*map(_parameter, header.parameters), *common],
        "responses": {
            "200": {"description": "The rows, in a fixed order.", "content": _content(named)},
            "304": {"description": "The answer that you have still holds."},
            **_refusals(),
        },
    }


def _refusals() -> Json:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in _REFUSALS}


def _parameter(parameter: Parameter) -> Json:
    said: Json = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required and parameter.default is None,
        "description": f"{parameter.labels['en']}: {parameter.takes}.",
        "schema": _schema(parameter),
    }
    if parameter.example is not None:
        said["example"] = _value(parameter, parameter.example)
    return said


def _schema(parameter: Parameter) -> Json:
    schema: Json = dict(_TYPES.get(parameter.type, {"type": "string"}))
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    for name, bound in (("minimum", parameter.minimum), ("maximum", parameter.maximum)):
        if bound is not None:
            schema[name] = _value(parameter, str(bound))
    if parameter.default is not None:
        schema["default"] = _value(parameter, parameter.default)
    return schema


def _value(parameter: Parameter, text: str) -> str | int | float:
    """A value as its type has it in JSON."""
    if parameter.type is ParameterType.INTEGER:
        return int(text)
    return float(text) if parameter.type is ParameterType.DECIMAL else text


def _common_parameters() -> Json:
    whole = {"type": "integer", "minimum": 1, "maximum": 1_000_000}
    schemas: Mapping[str, tuple[str, Json, str | int]] = {
        "format": (
            "The format, where the Accept header does not say.",
            {"type": "string", "enum": [*SOLUTION_FORMATS, "xlsx", "html"]},
            "csv",
        ),
        "limit": ("How many rows at most; all where it is left out.", whole, 100),
        "offset": ("How many rows to pass over first.", {**whole, "minimum": 0}, 100),
        "language": (
            "The language of headings and kinds in a workbook.",
            {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]},
            "en",
        ),
    }
    return {
        name: {
            "name": name,
            "in": "query",
            "required": False,
            "description": said,
            "schema": schema,
            "example": example,
        }
        for name, (said, schema, example) in schemas.items()
    }


def _content(named: NamedQuery) -> Json:
    """What an answer can be had as; of JSON also what is in it."""
    plain = {"schema": {"type": "string"}}
    content: Json = {each.media_type: plain for each in SOLUTION_FORMATS.values()}
    content[SOLUTION_FORMATS["json"].media_type] = {"schema": _solutions(named)}
    return {**content, XLSX: {"schema": {"type": "string", "contentMediaType": XLSX}}, HTML: plain}


def _solutions(named: NamedQuery) -> Json:
    columns = {
        column.variable: {"$ref": f"{_SCHEMA}Term", "description": column.labels["en"]}
        for column in named.header.columns
    }
    bindings = {"type": "array", "items": {"type": "object", "properties": columns}}
    return {
        "type": "object",
        "required": ["head", "results"],
        "properties": {
            "head": {"$ref": f"{_SCHEMA}Head"},
            "results": {"type": "object", "required": ["bindings"], "properties": {"bindings": bindings}},
        },
    }


def _term() -> Json:
    return {
        "type": "object",
        "description": "A term of the graph, as the SPARQL 1.1 Query Results JSON Format has it.",
        "required": ["type", "value"],
        "properties": {
            "type": {"type": "string", "enum": ["uri", "literal", "bnode"]},
            "value": {"type": "string"},
            "datatype": {"type": "string", "format": "uri"},
            "xml:lang": {"type": "string"},
        },
    }


def _head() -> Json:
    variables = {"type": "array", "items": {"type": "string"}}
    return {"type": "object", "required": ["vars"], "properties": {"vars": variables}}
