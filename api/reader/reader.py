"""The response at its own address: its text in sections, with what was found in it."""

import asyncio
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from fastapi import Request
from pyoxigraph import NamedNode

from api.answering import Answering
from api.asking import rows
from api.identities import Identities
from api.profiles.positions import Positions, counted, positions
from api.questions import question_text
from api.reader.blocks import runs
from api.reader.originals import Originals
from api.reader.pieces import Layer, Place
from api.reader.placing import Found, chosen, divided, placed
from api.reader.reading import BESIDE, EXACT, Note, Numbered, Reading, ShownVerdict
from api.reader.sections import Section
from api.reader.texts import LaidOut, Texts
from api.things.document import Document
from api.things.labels import Labels
from api.things.naming import label_rows
from api.things.page import Shown
from api.things.statements import Told, key_of, named, told
from graph.iris import ORIGINAL
from graph.namespaces import DCTERMS, STP, concept

_PUBLIC = concept("publication-status", "public")
_CODES = {"NOB": "nb", "NNO": "nn", "ENG": "en", "DAN": "da", "SWE": "sv", "SME": "se"}


@dataclass(frozen=True, slots=True)
class _Response:
    """A response that may be read: its texts, what was found in each, and the numbers of its statements."""

    document: Document
    texts: Sequence[LaidOut]
    found: Sequence[Found]
    sections: Sequence[Section]
    numbers: Mapping[str, int]

    def numbered(self, keys: Iterable[str]) -> tuple[Numbered, ...]:
        """Statements by their keys, in the order of their numbers."""
        known = (Numbered(key, self.numbers[key]) for key in dict.fromkeys(keys) if key in self.numbers)
        return tuple(sorted(known, key=lambda each: each.number))


class Reader:
    """Makes the pages of responses."""

    def __init__(self, store: Answering, texts: Texts, originals: Originals) -> None:
        self._store = store
        self._texts = texts
        self._originals = originals

    async def reading(self, request: Request, document: Document) -> Reading | None:
        """What the page of a response shows, or None where its text is not kept here.

        Raises:
            NoSuchSectionError: where another section is asked for than there is.
            QueryError: where it cannot be found out now.
        """
        thing = document.description.thing
        status = next(iter(document.description.values(STP.publicationStatus)), None)
        if isinstance(status, NamedNode) and status != _PUBLIC:
            return Reading(document.path, status=status.value)
        texts = await self._texts.of(key_of(thing))
        if texts is None or status is None:
            return None
        original = f"{document.path}/{ORIGINAL}" if await self._originals.has(key_of(thing)) else ""
        if not texts:
            quotes = await self._quotes(request, document)
            return Reading(document.path, is_cleared=False, quotes=quotes, original=original)
        response = await self._response(request, document, texts)
        number = chosen(request, response.sections, response.found)
        section = response.sections[number - 1]
        shown, verdicts, before, after = await asyncio.gather(
            self._section(request, response, section),
            self._verdicts(request, response),
            self._neighbour(request, document, "before"),
            self._neighbour(request, document, "after"),
        )
        return replace(
            shown,
            original=original,
            is_beside=bool(original) and request.query_params.get("original") == BESIDE,
            section=number,
            sections=len(response.sections),
            verdicts=verdicts if number == 1 else (),
            before=before,
            after=after,
        )

    async def _quotes(self, request: Request, document: Document) -> Positions:
        """The positions of a response whose text may not be shown whole."""
        counts = await rows(request, self._store, question_text("response-stances"), thing=document.description.thing)
        return await positions(request, self._store, document, question_text("response-positions"), counted(counts))

    async def _response(self, request: Request, document: Document, texts: Sequence[LaidOut]) -> _Response:
        places = await rows(request, self._store, question_text("response-places"), thing=document.description.thing)
        found = placed(places, texts)
        sections = [section for part, text in enumerate(texts) for section in divided(part, text, found)]
        numbers = {place.key: place.number for each in found for place in each.statements}
        return _Response(document, texts, found, sections, numbers)

    async def _section(self, request: Request, response: _Response, section: Section) -> Reading:
        """The text of a section and what was found in it."""
        text, places = response.texts[section.text], response.found[section.text]
        here = [place for place in places.statements if section.span.start <= place.span.start < section.span.end]
        identities = response.document.identities
        statements = await told(request, self._store, identities, [NamedNode(place.iri) for place in here])
        layer = Layer(places.statements, places.mentions, text.layout.cues, text.layout.page_starts)
        is_exact = request.query_params.get("form") == EXACT
        return Reading(
            response.document.path,
            language=_language(response.document),
            part=section.text,
            is_exact=is_exact,
            has_pages=len(text.layout.page_starts) > 1,
            runs=tuple(runs(text.text, section.blocks, layer, exact=is_exact)),
            notes=tuple(_note(place, statements[NamedNode(place.iri)], text, response) for place in here),
            mentions=await self._mentioned(request, identities, section, places.mentions),
        )

    async def _mentioned(
        self, request: Request, identities: Identities, section: Section, mentions: Iterable[Place]
    ) -> Mapping[str, Shown]:
        """The things that a section mentions, by their names."""
        first, end = section.span.start, section.span.end
        within = {place.named for place in mentions if place.span.start < end and place.span.end > first}
        names = [NamedNode(name) for name in sorted(within)]
        labels = Labels(await label_rows(request, names))
        return {name.value: named(name, labels, identities) for name in names}

    async def _verdicts(self, request: Request, response: _Response) -> tuple[ShownVerdict, ...]:
        thing, identities = response.document.description.thing, response.document.identities
        found = await rows(request, self._store, question_text("response-verdicts"), thing=thing)
        proposals = [each for row in found if isinstance(each := row["proposal"], NamedNode)]
        labels = Labels(await label_rows(request, proposals))
        grouped = groupby(zip(proposals, found, strict=True), key=lambda pair: (pair[0], str(pair[1]["verdict"])))
        return tuple(
            ShownVerdict(
                named(proposal, labels, identities),
                verdict.strip("<>"),
                response.numbered(key_of(row["statement"]) for _, row in group),
            )
            for (proposal, verdict), group in grouped
        )

    async def _neighbour(self, request: Request, document: Document, where: str) -> Shown | None:
        thing = document.description.thing
        for row in await rows(request, self._store, question_text(f"response-{where}"), thing=thing):
            if isinstance(other := row["other"], NamedNode):
                labels = Labels(await label_rows(request, [other]))
                address = document.identities.document_path(other.value)
                return Shown(labels.makers(other) or labels.best(other), address, other.value)
        return None


def _note(place: Place, statement: Told, text: LaidOut, response: _Response) -> Note:
    page = bisect_right(text.layout.page_starts, place.span.start) or None
    return Note(place.number, statement, page, response.numbered(statement.reasons))


def _language(document: Document) -> str:
    """The language of the response, as HTML has it; empty where it is not known."""
    found = (key_of(term) for term in document.description.values(DCTERMS.language))
    return next((_CODES[code] for code in found if code in _CODES), "")
