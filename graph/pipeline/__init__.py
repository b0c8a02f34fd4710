"""From sources to a committed data folder: the one place where all the parts meet."""

from graph.pipeline.build import BuildReport, build
from graph.pipeline.records import Record
from graph.pipeline.refusals import Refusal
from graph.pipeline.tools import Options

__all__ = ["BuildReport", "Options", "Record", "Refusal", "build"]
