"""Hits as data, for programs and spreadsheets."""

import csv
import io
import json
from typing import Any

from graph.search.excerpts import plain_excerpt
from graph.search.searching import Found, Hit, Named, Search

_COLUMNS = (
    "score",
    "kind",
    "attributedTo",
    "actors",
    "words",
    "consultation",
    "response",
    "issued",
    "page",
    "statementIri",
    "responseIri",
    "textIri",
    "start",
    "end",
)


def as_json(wanted: Search, found: Found, **more: str | None) -> bytes:
    """A page of hits as a JSON object, with more of its members if given.

    `start`, `end` and `marks` count code points in the text `text`.
    """
    page = {
        "query": wanted.written,
        "in": wanted.scope,
        "total": found.total,
        "offset": wanted.offset,
        "limit": wanted.limit,
        **more,
        "hits": [_record(hit) for hit in found.hits],
    }
    return json.dumps(page, ensure_ascii=False, indent=1).encode() + b"\n"


def _record(hit: Hit) -> dict[str, Any]:
    return {
        "score": hit.score,
        "statement": hit.statement,
        "kind": _named(hit.kind),
        "attributedTo": _named(hit.attributed),
        "actors": [_named(sender) for sender in hit.senders],
        "response": _named(hit.response),
        "consultation": _named(hit.consultation),
        "issued": hit.issued or None,
        "excerpt": plain_excerpt(hit),
        "text": hit.text,
        "start": hit.span.start,
        "end": hit.span.end,
        "page": hit.page,
        "marks": [[mark.start, mark.end] for mark in hit.marks],
    }


def _named(thing: Named | None) -> dict[str, str] | None:
    return {"iri": thing.iri, "name": thing.name} if thing else None


def as_csv(found: Found) -> bytes:
    """Hits as a table in CSV."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(_COLUMNS)
    writer.writerows(_row(hit) for hit in found.hits)
    return output.getvalue().encode()


def _row(hit: Hit) -> tuple[object, ...]:
    return (
        hit.score,
        hit.kind.name if hit.kind else "",
        hit.attributed.name if hit.attributed else "",
        "; ".join(sender.name for sender in hit.senders),
        plain_excerpt(hit),
        hit.consultation.name if hit.consultation else "",
        hit.response.name,
        hit.issued,
        "" if hit.page is None else hit.page,
        hit.statement or "",
        hit.response.iri,
        hit.text,
        hit.span.start,
        hit.span.end,
    )
