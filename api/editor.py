import json
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request, Response
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import Row, rows
from api.examples import example_text
from api.identities import IdentitiesOf
from api.languages import LANGUAGES, language
from api.languages import named as in_language
from api.questions import question_text
from api.recollection import Recollection
from graph import namespaces
from graph.namespaces import PREFIXES, Vocabulary
from graph.query.named import NamedQuery, named_queries
from graph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS


def editor_router(store: Answering, identities: IdentitiesOf) -> APIRouter:
    """What the editor of the query page must know of this graph, so that it need not ask anybody else."""
    router = APIRouter()
    known = {code: Recollection[bytes](store) for code in LANGUAGES}

    @router.api_route("/sparql/editor.json", methods=["GET", "HEAD"])
    async def editor(request: Request) -> Response:
        """Prefixes, questions, formats, and the terms that can be suggested."""
        content = await known[language()].recalled(lambda: _assistance(request, store, identities))
        return Response(content, headers={"vary": "accept-language, cookie"}, media_type="application/json")

    return router


async def _assistance(request: Request, store: Answering, identities: IdentitiesOf) -> bytes:
    declared = {term["iri"]: term for term in map(_term, await rows(request, store, question_text("terms")))}
    beginnings = (await identities.known(request)).beginnings
    assistance = {
        "identities": beginnings,
        "prefixes": dict(PREFIXES),
        "formats": {
            "solutions": [{"name": name, "ending": name} for name in SOLUTION_FORMATS],
            "graph": [{"name": name, "ending": each.native.file_extension} for name, each in GRAPH_FORMATS.items()],
        },
        "examples": [_example(named) for named in named_queries().values()],
        "terms": [*declared.values(), *(term for term in _written_with() if term["iri"] not in declared)],
    }
    return json.dumps(assistance, ensure_ascii=False).encode()


def _example(named: NamedQuery) -> dict[str, str]:
    return {
        "name": named.name,
        "subject": named.header.tags[0],
        "title": in_language(named.header.titles),
        "text": example_text(named),
    }


def _term(row: Row) -> dict[str, Any]:
    term = row["term"]
    assert isinstance(term, NamedNode), "the question gives IRIs only"
    return {
        "iri": term.value,
        "role": _text(row, "role"),
        "labels": [label for name in ("labelNb", "labelEn") if (label := _text(row, name))],
        "definition": _text(row, "definition"),
    }


def _written_with() -> Iterator[dict[str, Any]]:
    """The terms of the vocabularies that the graph is written in, as far as it uses them."""
    for vocabulary in vars(namespaces).values():
        if isinstance(vocabulary, Vocabulary):
            for name in vocabulary:
                role = "class" if name[0].isupper() else "property"
                yield {"iri": vocabulary[name].value, "role": role, "labels": [], "definition": ""}


def _text(row: Row, name: str) -> str:
    return getattr(row.get(name), "value", "")
