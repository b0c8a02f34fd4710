from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from fastapi import Request

from api.negotiation import negotiate
from api.refusals import NotAcceptableError
from graph.store.formats import GRAPH_FORMAT_FOR, GRAPH_FORMATS, OTHER_NAMES, SOLUTION_FORMATS, AnswerFormat

HTML = "text/html"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Representation:
    """How an answer is to be shown: as which media type, and in which format it is asked of the store."""

    media_type: str
    format: str

    @property
    def content_type(self) -> str:
        """The value of the Content-Type header."""
        return content_type(self.media_type)


def content_type(media_type: str) -> str:
    """The value of the Content-Type header for a media type: texts say that they are UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


@dataclass(frozen=True, slots=True)
class Wanted:
    """The representations that would do for rows, or yes and no, and for triples; None where none would."""

    solutions: Representation | None
    graph: Representation | None


def wanted(request: Request) -> Wanted:
    """What a request wants: by its parameter `format`, or else by its Accept header.

    Raises:
        NotAcceptableError: where nothing that it wants can be had.
    """
    return named_or_accepted(request.query_params.get("format"), request)


def named_or_accepted(name: str | None, request: Request) -> Wanted:
    """The format with a name, or else what the Accept header of a request wants.

    Raises:
        NotAcceptableError: where nothing of it can be had.
    """
    found = _by_name(name.lower()) if name else _by_accept(", ".join(request.headers.getlist("accept")))
    if found.solutions is None and found.graph is None:
        raise NotAcceptableError([*SOLUTION_FORMATS, *GRAPH_FORMATS, "html"], _media_types())
    return found


def one_of(request: Request, types: Mapping[str, str]) -> str:
    """The name of the format that a request wants: by its parameter `format`, or else by its Accept header.

    `types` has the media type of each format by its name, the usual one first.

    Raises:
        NotAcceptableError: where it can have none of them.
    """
    name = request.query_params.get("format")
    if name is None:
        chosen = negotiate(request.headers.get("accept"), list(types.values()))
        name = next((each for each, media_type in types.items() if media_type == chosen), "")
    if name not in types:
        raise NotAcceptableError(list(types), list(types.values()))
    return name


def wanted_table(request: Request) -> Representation:
    """How a request wants rows, which can also be had as a workbook.

    Raises:
        NotAcceptableError: where rows cannot be had in what it wants.
    """
    workbook = Representation(XLSX, "json")
    if (name := request.query_params.get("format", "").lower()) and "/" not in name:
        found = workbook if name == "xlsx" else _by_name(name).solutions
    else:
        accept = name or ", ".join(request.headers.getlist("accept"))
        found = _accepted(accept, SOLUTION_FORMATS, Representation(HTML, "json"), workbook)
    if found is None:
        types = [each.media_type for each in SOLUTION_FORMATS.values()]
        raise NotAcceptableError([*SOLUTION_FORMATS, "xlsx", "html"], [*types, XLSX, HTML])
    return found


def _by_name(name: str) -> Wanted:
    if name in {"html", HTML}:
        return Wanted(Representation(HTML, "json"), Representation(HTML, "turtle"))
    if "/" in name:
        return _by_accept(name)
    known = OTHER_NAMES.get(name, name)
    solutions, graph = SOLUTION_FORMATS.get(known), GRAPH_FORMATS.get(GRAPH_FORMAT_FOR.get(known, known))
    return Wanted(_plain(solutions), _plain(graph))


def _plain(found: AnswerFormat | None) -> Representation | None:
    return Representation(found.media_type, found.name) if found else None


@lru_cache(maxsize=64)
def _by_accept(accept: str) -> Wanted:
    return Wanted(
        _accepted(accept, SOLUTION_FORMATS, Representation(HTML, "json")),
        _accepted(accept, GRAPH_FORMATS, Representation(HTML, "turtle")),
    )


def _accepted(accept: str, formats: Mapping[str, AnswerFormat], *others: Representation) -> Representation | None:
    offers = {each.media_types[0]: each.name for each in formats.values()}
    for each in formats.values():
        for media_type in each.media_types[1:]:
            offers.setdefault(media_type, each.name)
    made = {each.media_type: each for each in others}
    chosen = negotiate(accept, [*offers, *made])
    if chosen is None:
        return None
    return made.get(chosen) or Representation(chosen, offers[chosen])


def _media_types() -> list[str]:
    return [each.media_type for each in (*SOLUTION_FORMATS.values(), *GRAPH_FORMATS.values())]
