"""From sources to a committed data folder: the one place where all the parts meet."""

from graph.pipeline.build import BuildReport, build
from graph.pipeline.records import Record
from graph.pipeline.tools import Options
from graph.pipeline.work import Refusal

__all__ = ["BuildReport", "Options", "Record", "Refusal", "build"]
