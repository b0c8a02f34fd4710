"""One source from bytes to a validated graph file: the part of a build that runs in worker processes."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from functools import partial
from itertools import groupby
from operator import attrgetter

from graph.decisions import Decided, withdrawals, withdrawn_documents
from graph.errors import DataFolderError, DuplicateTripleError, StandpunktError, UnreadableDocumentError
from graph.extraction import Extractor
from graph.folder import DataFolder
from graph.iris import response_key, text_digest
from graph.mapping import response_triples, unregistered_actors, unregistered_things
from graph.model import Consultation, Document, Extraction, Layout, Metadata, Part, Publication, Response
from graph.pipeline.jobs import Job
from graph.pipeline.originals import with_original, write_original
from graph.pipeline.records import Built, Record, counts, stored_finding, used_entries
from graph.pipeline.refusals import Refusal
from graph.pipeline.settling import settled
from graph.pipeline.tools import Options, Tools, tools
from graph.reading import read, read_file
from graph.reading.declarations import read_sidecar
from graph.reading.inputs import Source
from graph.reading.masking import mask, masked_notes
from graph.reading.metadata.letter import Letter
from graph.reading.metadata.persons import PRIVATE
from graph.reading.metadata.publication import publishable, with_attachments, with_terms
from graph.reading.metadata.recognition import explained
from graph.triples import Triple, n_quads
from graph.validation import Finding

_SUBJECT = attrgetter("subject")
_OWN_SUBJECTS = ("response", "document", "text", "statement", "mention", "verdict")


def work(job: Job, options: Options) -> Built | Refusal:
    """Build one source; whatever is wrong with it becomes a refusal and harms nothing else."""
    try:
        return _build(job, tools(options))
    except FileNotFoundError:
        return Refusal(job.source.path.name, "It vanished while the build was running. Put it back and build again.")
    except OSError as error:
        return Refusal(job.source.path.name, f"The file cannot be read ({error.strerror}). Check its permissions.")
    except RecursionError:
        return Refusal(job.source.path.name, "The document is nested too deeply. Save it in a simpler form.")
    except UnreadableDocumentError as error:
        return Refusal(job.source.path.name, error.advice)
    except DataFolderError:
        raise  # nothing more can be written: the build as a whole must stop
    except StandpunktError as error:
        return Refusal(job.source.path.name, str(error))


def _build(job: Job, kit: Tools) -> Built | Refusal:
    folder = DataFolder(kit.options.data)
    gone = withdrawals(folder)
    response, consultation, notes = read_response(job, kit, withdrawn_documents(gone))
    is_shown = response.metadata.publication is Publication.PUBLIC
    # Of what is held back nothing is told, so nothing is looked for.
    nothing = tuple(Extraction(kit.extractor.fingerprint) for _ in response.parts)
    extractions = extract(response, consultation, kit.extractor) if is_shown else nothing
    triples, texts = list(response_triples(response, extractions, consultation, kit.iris)), _texts(response, kit)
    record = _record(job, response, extractions, consultation)
    texts_now = {text: text for text in texts.values()}
    if decided := Decided.of(folder, response.key, record.documents, gone):
        after = settled(record, triples, texts, decided, kit.iris)
        texts_now = dict(zip(texts.values(), after.texts.values(), strict=True))
        record, triples, texts = after.record, after.triples, dict(after.texts)
    _check_subjects(triples, kit)
    findings = kit.shapes.check(triples, texts)
    if any(finding.is_violation for finding in findings):
        return _invalid(job, response, findings)
    graph = kit.iris.graph("response", response.key)
    written = folder.write_graph(f"response/{response.key}", n_quads(triples, graph))
    kept = tuple(folder.write_text(texts_now[part.document.text]) for part in response.parts) if is_shown else ()
    write_original(folder, job, record)
    layouts = tuple(map(folder.write_layout, _layouts(response, extractions))) if is_shown else ()
    stored = tuple(stored_finding(finding) for finding in findings)
    said = (*notes, *_held_back(response.metadata), *record.notes)
    return Built(replace(record, texts=kept, layouts=layouts, findings=stored, notes=said), written)


def _held_back(metadata: Metadata) -> Iterator[str]:
    """Why a response waits, and what lets it through."""
    if metadata.publication is Publication.TO_BE_ASSESSED:
        reasons = "; ".join(metadata.publication_reasons) or "it is declared so"
        yield f'Held back until a person decides: {reasons}. Write publication = "public" or "withheld" in its sidecar.'


def read_response(
    job: Job, kit: Tools, withdrawn: frozenset[str] = frozenset()
) -> tuple[Response, Consultation | None, tuple[str, ...]]:
    """The response of a job, masked, with the consultation that it answers and notes on what could not be read or kept.

    Attachments whose bytes have a SHA-256 among `withdrawn` are left out.

    Raises:
        UnreadableDocumentError: where the main document cannot be read.
    """
    source = job.source
    main = read_file(source.path)
    letter = Letter(main)
    known = (*([job.consultation] if job.consultation else []), *kit.registry.consultations)
    metadata = explained(letter, kit.registry, known).metadata
    sidecar = read_sidecar(source.sidecar, kit.registry) if source.sidecar is not None else None
    if sidecar is not None:
        metadata = sidecar.applied_to(metadata, main.digest)
    notes: list[str] = []
    others = (part for part in _other_parts(source, main, notes) if part.document.digest not in withdrawn)
    parts = [Part(main), *others]
    letters = [letter, *(Letter(part.document) for part in parts[1:])]
    if sidecar is None or "publication" not in sidecar.metadata:
        metadata = with_attachments(metadata, letters[1:])
    metadata = publishable(with_terms(metadata, _consultation(metadata, job, kit)))

    def is_known(name: str) -> bool:
        return bool(kit.registry.named(name))

    masked = tuple(
        replace(part, document=mask(own, metadata, letter, is_known)) for part, own in zip(parts, letters, strict=True)
    )
    sender = metadata.senders[0] if metadata.senders else None
    key = (sidecar.key if sidecar is not None else None) or response_key(sender, main.digest)
    response, kept = with_original(Response(key, metadata, masked), main)
    told = [*notes, *kept] if metadata.publication is Publication.PUBLIC else []
    return response, _consultation(metadata, job, kit), masked_notes(told, letter, metadata)


def _other_parts(source: Source, main: Document, notes: list[str]) -> Iterator[Part]:
    for path in source.attachments:
        yield from _part(partial(read_file, path), "attachment", notes)
    for attachment in main.attachments:
        yield from _part(partial(read, attachment.content, attachment.name), "attachment", notes)
    if source.short_version is not None:
        yield from _part(partial(read_file, source.short_version), "short-version", notes)


def _part(reading: Callable[[], Document], role: str, notes: list[str]) -> Iterator[Part]:
    try:
        yield Part(reading(), role)
    except UnreadableDocumentError as error:
        notes.append(f"{error} The main document was built without it.")


def _consultation(metadata: Metadata, job: Job, kit: Tools) -> Consultation | None:
    if job.consultation is not None:
        return job.consultation
    return next((item for item in kit.registry.consultations if item.key == metadata.consultation), None)


def extract(response: Response, consultation: Consultation | None, extractor: Extractor) -> tuple[Extraction, ...]:
    """What is found in each part of a response, in their order: nothing in a short version, which repeats."""
    return tuple(
        Extraction(extractor.fingerprint)
        if part.role == "short-version"
        else extractor(part.document, response, consultation)
        for part in response.parts
    )


def _check_subjects(triples: list[Triple], kit: Tools) -> None:
    """A response's graph describes its own and nothing else, so that no other graph can hold the same triple."""
    starts = tuple(f"{kit.options.base}/id/{kind}/" for kind in _OWN_SUBJECTS)
    for subject, _ in groupby(map(_SUBJECT, triples)):  # most triples follow others of the same subject
        if not subject.value.startswith(starts):
            raise DuplicateTripleError(
                f"The graph of a response describes {subject}, which belongs to another graph. "
                "This is a fault of Standpunkt; please report it."
            )


def _layouts(response: Response, extractions: tuple[Extraction, ...]) -> Iterator[Layout]:
    """How each document of a response is laid out, with the words that decided what was found in it."""
    for part, extraction in zip(response.parts, extractions, strict=True):
        cues = {span for statement in extraction.statements for span in statement.cue_spans}
        yield Layout.of(part.document, tuple(sorted(cues)))


def _texts(response: Response, kit: Tools) -> dict[str, str]:
    return {
        kit.iris.text(response.key, text_digest(part.document.text)).value: part.document.text
        for part in response.parts
    }


def _invalid(job: Job, response: Response, findings: tuple[Finding, ...]) -> Refusal:
    """The refusal of a response that breaks the shapes; its title and words stay untold where nobody knows whose."""
    first = next(finding for finding in findings if finding.is_violation)
    reason = f"{len(findings)} findings against the shapes, the first: {first.message('en')} ({first.focus})"
    senders = response.metadata.senders
    told = findings if senders else [replace(one, label=response.key, quote=None) for one in findings]
    is_nameable = bool(senders) and not _is_private(response.metadata)
    return Refusal(job.source.path.name, reason, tuple(stored_finding(finding) for finding in told), is_nameable)


def _is_private(metadata: Metadata) -> bool:
    return any(sender.kind == PRIVATE for sender in metadata.senders)


def _record(
    job: Job, response: Response, extractions: tuple[Extraction, ...], consultation: Consultation | None
) -> Record:
    metadata = response.metadata
    kinds, reported, references = counts(extractions)
    actors = dict.fromkeys(unregistered_actors(response, None))
    things = dict.fromkeys(thing for extraction in extractions for thing in unregistered_things(extraction))
    return Record(
        key=response.key,
        source=None if _is_private(metadata) else job.source.path.name,
        origin=job.origin,
        fingerprint=job.fingerprint,
        consultation=consultation.key if consultation else None,
        actors=tuple(sender.name for sender in metadata.senders),
        issued=metadata.issued.isoformat() if metadata.issued else None,
        language=metadata.language,
        outcome=metadata.outcome,
        publication=metadata.publication,
        replaces=metadata.replaces,
        full_text=bool(metadata.full_text),
        original=response.document.digest if response.parts[0].original_size is not None else None,
        kinds=kinds,
        reported=reported,
        references=references,
        extractors=(extractions[0].extractor,),
        used=used_entries(response, extractions, consultation.key if consultation else None),
        new_actors=tuple(asdict(actor) for actor in actors),
        new_things=tuple(asdict(thing) for thing in things),
        documents=tuple(dict.fromkeys(part.document.digest for part in response.parts)),
    )
