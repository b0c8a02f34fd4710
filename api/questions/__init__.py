"""What the pages ask of the graph: one file for each question."""

from functools import cache

from graph.resources import resource


@cache
def question_text(name: str) -> str:
    """The text of the question in a file of this folder."""
    return resource("api", "questions", f"{name}.rq").read_text(encoding="utf-8")
