import json
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request, Response
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import Row, rows, text_of
from api.examples import example_text
from api.identities import IdentitiesOf
from api.languages import LANGUAGES, gettext, language
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
        "words": _words(),
        "terms": [*declared.values(), *(term for term in _written_with() if term["iri"] not in declared)],
    }
    return json.dumps(assistance, ensure_ascii=False).encode()


def _words() -> dict[str, str]:
    """What the editor says, of its own or of ours, by what it says in English."""
    return {
        "Add tab": gettext("Ny fane"),
        "Add a new tab": gettext("Ny fane"),
        "Close tab": gettext("Lukk fanen"),
        "Rename Tab": gettext("Gi fanen et navn"),
        "Copy Tab": gettext("Kopier fanen"),
        "Close Tab": gettext("Lukk fanen"),
        "Close other tabs": gettext("Lukk de andre fanene"),
        "Undo Close Tab": gettext("Åpne den siste igjen"),
        "Re-open Tab": gettext("Åpne den siste igjen"),
        "Share query": gettext("Del spørringen"),
        "Run query": gettext("Kjør spørringen"),
        "Press CTRL - <spacebar> to autocomplete": gettext("Ctrl-mellomrom gir forslag"),
        "Set editor fullscreen": gettext("Fyll skjermen"),
        "Set editor smaller": gettext("Vanlig størrelse"),
        "Shows Table view": gettext("Vis som tabell"),
        f"Shows {gettext('Tabell')} view": gettext("Vis som tabell"),
        "Shows Response view": gettext("Vis svaret som det er"),
        "Response": gettext("Råsvar"),
        "True": gettext("Ja"),
        "False": gettext("Nei"),
        "Show all": gettext("Vis alt"),
        "Download result": gettext("Last ned"),
        "Table": gettext("Tabell"),
        "Query": gettext("Spørring"),
        "Answer": gettext("Svar"),
        "1 row": gettext("1 rad"),
        "{0} rows": gettext("{0} rader"),
        "{0} in {1} s": gettext("{0} på {1} s"),
        "Choose a question …": gettext("Velg et spørsmål …"),
        "Open in a new tab:": gettext("Åpne i en ny fane:"),
        "Search the answer": gettext("Søk i svaret"),
        "Shows the first {0} of {1} rows. Download to get all of them.": gettext(
            "Viser de første {0} av {1} rader. Last ned for å få alle."
        ),
        "Download:": gettext("Last ned:"),
        "answer": gettext("svar"),
    }


def _example(named: NamedQuery) -> dict[str, str]:
    return {
        "name": named.name,
        "subject": gettext(named.header.tags[0]),
        "title": in_language(named.header.titles),
        "text": example_text(named),
    }


def _term(row: Row) -> dict[str, Any]:
    term = row["term"]
    assert isinstance(term, NamedNode), "the question gives IRIs only"
    return {
        "iri": term.value,
        "role": text_of(row, "role"),
        "labels": [label for name in ("labelNb", "labelEn") if (label := text_of(row, name))],
        "definition": text_of(row, "definition"),
    }


def _written_with() -> Iterator[dict[str, Any]]:
    """The terms of the vocabularies that the graph is written in, as far as it uses them."""
    for vocabulary in vars(namespaces).values():
        if isinstance(vocabulary, Vocabulary):
            for name in vocabulary:
                role = "class" if name[0].isupper() else "property"
                yield {"iri": vocabulary[name].value, "role": role, "labels": [], "definition": ""}
