"""Full-text search as an operation of the OpenAPI document."""

from collections.abc import Mapping
from typing import Any

from api.search import HITS, MOST_HITS, MOST_PAGES, TYPES
from graph.search.searching import KINDS, Scope

Json = dict[str, Any]
_TEXT: Json = {"type": "string"}
_PARAMETERS: Mapping[str, tuple[str, Json, str | int]] = {
    "q": ("What to search for: words, “phrases”, beginnings* and OR.", _TEXT, "samtykke"),
    "in": (
        "Where to search: in statements, or in whole texts.",
        {"type": "string", "enum": list(Scope), "default": Scope.STATEMENTS.value},
        Scope.TEXTS.value,
    ),
    "kind": ("The kind of statement.", {"type": "string", "enum": list(KINDS)}, KINDS[0]),
    "actor": ("Who says it, by name, key or IRI.", _TEXT, "hod"),
    "consultation": ("The consultation, by name, key or IRI.", _TEXT, "eksempel-utredning-samhandling"),
    "limit": (
        "How many hits stand on a page.",
        {"type": "integer", "minimum": 1, "maximum": MOST_HITS, "default": HITS},
        50,
    ),
    "page": ("Which page.", {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1}, 2),
    "format": (
        "The format, where the Accept header does not say.",
        {"type": "string", "enum": list(TYPES)},
        "json",
    ),
}


def search_operation(refusals: Json) -> Json:
    """What can be asked of `/search` and what comes back, with what it is refused with."""
    return {
        "operationId": "search",
        "summary": "Full-text search",
        "description": "Statements, or places in texts, in which words stand in any inflection; the best hits first.",
        "tags": ["search"],
        "parameters": [_parameter(name, *said) for name, said in _PARAMETERS.items()],
        "responses": {"200": {"description": "A page of hits.", "content": _content()}, **refusals},
    }


def _parameter(name: str, description: str, schema: Json, example: str | int) -> Json:
    place = {"name": name, "in": "query", "required": name == "q"}
    return {**place, "description": description, "schema": schema, "example": example}


def _content() -> Json:
    plain = {"schema": _TEXT}
    return {**dict.fromkeys(TYPES.values(), plain), TYPES["json"]: {"schema": _page()}}


def _page() -> Json:
    """A page of hits; who follows `next` meets them all."""
    number = {"type": "integer", "minimum": 0}
    return {
        "type": "object",
        "required": ["query", "in", "total", "offset", "limit", "next", "hits"],
        "properties": {
            "query": _TEXT,
            "in": _TEXT,
            "total": number,
            "offset": number,
            "limit": number,
            "next": {"type": ["string", "null"], "description": "The address of the next page."},
            "hits": {"type": "array", "items": {"type": "object"}},
        },
    }
