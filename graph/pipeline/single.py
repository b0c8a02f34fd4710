"""One document on its own: read and extracted as a build would, without writing anything."""

from pathlib import Path

from graph.errors import InputError
from graph.model import Consultation, Extraction, Response
from graph.pipeline.jobs import plan
from graph.pipeline.tools import Tools
from graph.pipeline.work import extract, read_response
from graph.reading.inputs import discover


def extract_file(path: Path, kit: Tools) -> tuple[Response, Consultation | None, tuple[Extraction, ...]]:
    """The response in a file, with what lies beside it (sidecar, consultation file), and what is found in each part.

    The consultation is the one that it answers, where that is known.

    Raises:
        InputError: where the file cannot be read.
    """
    planned = plan(discover([path]), kit)
    if not planned.jobs:
        reasons = " ".join(refusal.reason for refusal in planned.refusals)
        raise InputError(f"{path.name}: {reasons or 'it is not a document that can be read.'}")
    response, consultation, _ = read_response(planned.jobs[0], kit)
    return response, consultation, extract(response, consultation, kit.extractor)
