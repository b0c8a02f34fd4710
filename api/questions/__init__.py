"""What the pages ask of the graph: one file for each question."""

from collections.abc import Iterable
from functools import cache

from pyoxigraph import NamedNode

from graph.resources import resource

_ANYTHING = "{ UNDEF }"
_FIRST = "LIMIT 100\nOFFSET 0"


@cache
def question_text(name: str) -> str:
    """The text of the question in a file of this folder."""
    return resource("api", "questions", f"{name}.rq").read_text(encoding="utf-8")


def about(name: str, things: Iterable[NamedNode]) -> str:
    """A question that is asked of some things at once, in its VALUES."""
    return question_text(name).replace(_ANYTHING, f"{{ {' '.join(map(str, things))} }}")


def part(name: str, limit: int, offset: int) -> str:
    """A question of which only some rows are wanted."""
    return limited(question_text(name), limit, offset)


def limited(text: str, limit: int, offset: int) -> str:
    """The text of a question of which only some rows are wanted."""
    return text.replace(_FIRST, f"LIMIT {limit}\nOFFSET {offset}")
