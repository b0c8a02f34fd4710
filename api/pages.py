"""The pages for people: made on the server in the language of the reader, whole without JavaScript."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from importlib.resources.abc import Traversable
from io import BytesIO
from urllib.parse import urlencode

import pyoxigraph
from fastapi import Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_environment
from jinja2.filters import do_truncate
from pyoxigraph import QueryResultsFormat

from api.choosing import Choices
from api.dataset.about import PRIVACY, About
from api.headers import FRAMES, POLICY, POLICY_WITH_ISLAND
from api.identities import Identities
from api.languages import (
    LANGUAGES,
    VARY,
    Name,
    day,
    gettext,
    here,
    in_language,
    in_own_language,
    language,
    marked,
    named,
    ngettext,
    number,
    spoken,
)
from api.told import told
from graph import __version__
from graph.errors import Message
from graph.namespaces import W3ID, concept
from graph.query.header import Column
from graph.query.named import NamedQuery
from graph.query.schemes import concept_name
from graph.query.table import Cell, Table, as_table, table_of
from graph.resources import resource
from graph.search.searching import REPORTED
from graph.store.answers import Answer, AnswerKind, Term
from graph.store.formats import SOLUTION_FORMATS
from graph.store.messages import Reply

_PROPOSED = f"{W3ID}/id/review-state/proposed"
MOST_ROWS = 100
"""How many rows a page shows at once."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """The text of a cell, and the address of the page that tells more."""

    text: str
    address: str | None = None


ShownRow = tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """The part of a table that a page shows, and what must be said of it."""

    headings: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    count: int
    unreviewed: bool


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What a page shows of the answer to a named query: a table, files to fetch, and pages with other rows."""

    table: ShownTable
    first: int
    downloads: Mapping[str, str]
    others: Mapping[str, str]


class Pages:
    """Renders the templates."""

    def __init__(self, islands: Traversable | None = None, about: About | None = None) -> None:
        self._environment = _environment()
        self._environment.globals |= {"report_of": (about or About.read()).report_of, "privacy": PRIVACY}
        self._islands = islands or resource("api", "static", "islands")
        self._has_editor = self._is_compiled("sparql")

    def _is_compiled(self, island: str) -> bool:
        return (self._islands / f"{island}.js").is_file()

    def page(self, name: str, status: HTTPStatus = HTTPStatus.OK, **values: object) -> Response:
        """One page from its template and what it shows; `island` names the script, if any, that makes it livelier.

        `frames` says whether it shows another document of ours in a frame.
        """
        island = str(values.pop("island", ""))
        frames = bool(values.pop("frames", False))
        script = island if island and self._is_compiled(island) else ""
        said = {"language": language(), "unreviewed": unreviewed(), "island": script}
        content = self._environment.get_template(name).render({**said, **values})
        response = HTMLResponse(content, status, headers={"vary": VARY, "content-language": language()})
        if script or frames:
            parts = [POLICY_WITH_ISLAND if script else POLICY, *([FRAMES] if frames else [])]
            response.headers["content-security-policy"] = "; ".join(parts)
        return response

    def sparql(self, text: str, identities: Identities, reply: Reply | None = None, name: str = "") -> Response:
        """The form for a query of one's own, with a text to begin from and what to call it, and the answer below it."""
        table = shown(reply, identities) if reply and reply.kind == AnswerKind.SOLUTIONS else None
        plain = None if reply is None or table else _plain(reply)
        downloads = {name: f"/sparql?{urlencode({'query': text, 'format': name})}" for name in SOLUTION_FORMATS}
        response = self.page(
            "sparql.html",
            editor=self._has_editor,
            text=text,
            tab=name,
            table=table,
            plain=plain,
            downloads=downloads,
        )
        response.headers["content-security-policy"] = POLICY_WITH_ISLAND
        return response

    def query(
        self,
        named: NamedQuery,
        values: Mapping[str, str],
        offered: Mapping[str, Choices],
        answer: ShownAnswer | None,
        problem: Message | None = None,
    ) -> Response:
        """A named query with what is offered for its parameters, and its answer or what is wrong with those."""
        status = HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK
        example = {each.name: each.example for each in named.header.parameters if each.required and each.example}
        address = f"/queries/{named.name}?{urlencode(example)}"
        shown = {
            "values": values,
            "offered": offered,
            "answer": answer,
            "problem": problem,
            "example": address if example else "",
        }
        return self.page("query.html", status, named=named, **shown)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("api"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # by i18n
    environment.globals |= {"software": __version__, "languages": LANGUAGES, "in_language": in_language, "here": here}
    environment.globals |= {
        "told": told,
        "concept_name": _concept_name,
        "kind_name": _kind_name,
        "stance_name": _stance_name,
        "subject_name": gettext,
    }
    environment.filters |= {"number": number, "day": day, "capitalize_first": _capitalised, "truncate": _truncated}
    environment.filters |= {"named": named, "marked": marked, "in_own_language": in_own_language}
    return environment


def unreviewed() -> str:
    """What is said of a statement that no person has confirmed."""
    return concept_name(_PROPOSED, language()) or ""


def _concept_name(iri: str) -> str | None:
    return concept_name(iri, language())


def _kind_name(kind: str) -> str:
    """What the statements are called that a search can be restricted to."""
    return gettext("gjengitt fra andre") if kind == REPORTED else _concept_name(concept("kind", kind).value) or kind


def _stance_name(stance: str) -> str:
    return _concept_name(concept("stance", stance).value) or stance


def _plain(reply: Reply) -> str:
    """Triples as Turtle, yes or no as a word."""
    if reply.kind == AnswerKind.GRAPH:
        return reply.content.decode()
    holds = pyoxigraph.parse_query_results(BytesIO(reply.content), QueryResultsFormat.JSON)
    return gettext("Ja") if holds else gettext("Nei")


def shown(reply: Reply, identities: Identities, columns: tuple[Column, ...] = ()) -> ShownTable:
    """The rows of an answer that a page shows; what they name leads to its page."""
    solutions = pyoxigraph.parse_query_results(BytesIO(reply.content), QueryResultsFormat.JSON)
    return _shown(as_table(Answer(solutions), columns, language()), identities)


def shown_rows(rows: Iterable[Mapping[str, Term]], identities: Identities, columns: tuple[Column, ...]) -> ShownTable:
    """Rows in the columns of a named query, as if they were an answer to it."""
    return _shown(table_of(rows, columns, language()), identities)


def _shown(table: Table, identities: Identities) -> ShownTable:
    rows = tuple(
        tuple(ShownCell(_said(cell), identities.path(cell.link) if cell.link else None) for cell in row)
        for row in table.rows[:MOST_ROWS]
    )
    return ShownTable(table.headings, rows, len(table.rows), _has_unreviewed(table))


def _said(cell: Cell) -> str:
    """The text of a cell, in its language where it is what the graph says."""
    if cell.link and _concept_name(cell.link):
        return cell.text
    said = spoken(cell.term)
    return said if said == cell.text else cell.text


def _has_unreviewed(table: Table) -> bool:
    return any(cell.link == _PROPOSED or cell.text == unreviewed() for row in table.rows for cell in row)


@pass_environment
def _truncated(environment: Environment, text: str, length: int = 255, end: str = "...") -> str:
    """A text that is not longer than a length, nor in another language than it was."""
    truncated = do_truncate(environment, text, length, end=end)
    return text.spelt(truncated) if isinstance(text, Name) else truncated


def _capitalised(text: str) -> str:
    """A text with a capital letter first, and the others as they are."""
    capitalised = text[:1].upper() + text[1:]
    return text.spelt(capitalised) if isinstance(text, Name) else capitalised
