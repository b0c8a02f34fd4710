"""Which files are kept beside the graph for readers to see: those that hide nothing, where somebody has the right."""

from dataclasses import replace

from graph.errors import UnreadableDocumentError
from graph.folder import DataFolder
from graph.model import Document, Part, Publication, Response
from graph.pipeline.jobs import Job
from graph.pipeline.records import Record
from graph.reading.metadata.persons import PRIVATE

PDF = "application/pdf"
"""What may be shown: every browser shows it, and it has the pages that people cite."""


def with_original(response: Response, read: Document) -> tuple[Response, tuple[str, ...]]:
    """A response whose main file is marked as kept where it may be, and what is said where it may not.

    `read` is the main document before anything was masked in it.
    """
    if not response.metadata.original or response.metadata.publication is not Publication.PUBLIC:
        return response, ()
    if reason := _reason_against(response, read):
        return response, (f"The original is not kept: {reason}",)
    main = Part(response.parts[0].document, response.parts[0].role, read.size)
    return replace(response, parts=(main, *response.parts[1:])), ()


def _reason_against(response: Response, read: Document) -> str:
    """Why a file that may be shown as far as rights go is not; empty where nothing speaks against it."""
    if read.media_type != PDF:
        return f"it is no PDF ({read.media_type}). Save it as PDF, or leave the right out of its sidecar."
    senders = response.metadata.senders
    if not senders or any(sender.kind == PRIVATE for sender in senders):
        return "a private person may have sent it, and the file may tell who."
    if response.document.text != read.text:
        return (
            "words in it are masked, and the file would show them. "
            "Cover them in a copy of the file, or let those who sign in office be named: signatories = true."
        )
    return ""


def write_original(folder: DataFolder, job: Job, record: Record) -> None:
    """Keep the file of a response whose record says so.

    Raises:
        UnreadableDocumentError: where it is not the file any more that was read.
        DataFolderError: where it cannot be written.
    """
    if record.original is None:
        return
    content = job.source.path.read_bytes()
    if folder.write_original(content) != record.original:
        raise UnreadableDocumentError(job.source.path.name, "it changed while it was read", "Build it again.")
