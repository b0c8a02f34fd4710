"""Whether two results say the same: with the same values, and blank nodes that correspond one to one."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from pyoxigraph import BlankNode, Literal

from tests.conformance.results import Result, Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = {
    "integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
    "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
}  # fmt: skip
_DIGITS = 12
_ROUNDS = 4
Row = tuple[Term | None, ...]
Reading = Callable[[Term | None], Hashable]


def same(found: Result, expected: Result, *, lax: bool = False, exactly: bool = False) -> bool:
    """Whether a result is the expected one: by value, or exactly as it is written.

    Where `lax`, rows may be repeated less often than expected, and not more often.
    """
    reading = _written if exactly else _value
    if found.variables != expected.variables and (found.rows or expected.rows):
        return False
    if lax:
        if not Counter(found.rows) <= Counter(expected.rows):
            return False
        return _corresponding(tuple(set(found.rows)), tuple(set(expected.rows)), reading)
    if expected.ordered and _masked(found.rows, reading) != _masked(expected.rows, reading):
        return False
    return _corresponding(found.rows, expected.rows, reading)


def _written(term: Term | None) -> Hashable:
    return str(term)


def _value(term: Term | None) -> Hashable:
    """What a term stands for, the same for all ways to write it."""
    if not isinstance(term, Literal):
        return str(term)
    if term.language:
        return term.value, term.language.lower()
    name = term.datatype.value.removeprefix(_XSD)
    try:
        return _typed(name, term.value)
    except (ValueError, InvalidOperation):
        return term.value, name


def _typed(name: str, text: str) -> Hashable:
    if name in _INTEGERS:
        return "integer", int(text)
    if name == "decimal":
        return name, round(Decimal(text), _DIGITS)
    if name in {"double", "float"}:
        return name, float(f"{float(text):.{_DIGITS}g}")
    if name == "boolean":
        return name, text in {"true", "1"}
    if name == "dateTime":
        return name, text.replace("+00:00", "Z").replace(".0Z", "Z")
    return text, name


def _masked(rows: Sequence[Row], reading: Reading) -> list[Hashable]:
    """Rows in which all blank nodes look alike."""
    return [tuple("_" if isinstance(term, BlankNode) else reading(term) for term in row) for row in rows]


def _corresponding(left: Sequence[Row], right: Sequence[Row], reading: Reading) -> bool:
    """Whether blank nodes can be matched one to one so that the rows are the same, in whatever order."""
    if Counter(_masked(left, reading)) != Counter(_masked(right, reading)):
        return False
    colours_left, colours_right = _colours(left, reading), _colours(right, reading)
    if Counter(colours_left.values()) != Counter(colours_right.values()):
        return False
    goal = Counter(_named(right, {node: str(node) for node in colours_right}, reading))
    return any(Counter(_named(left, matching, reading)) == goal for matching in _matchings(colours_left, colours_right))


def _colours(rows: Sequence[Row], reading: Reading) -> dict[BlankNode, Hashable]:
    """What tells blank nodes apart: the rows in which they stand, and what stands beside them."""
    colours: dict[BlankNode, Hashable] = {term: 0 for row in rows for term in row if isinstance(term, BlankNode)}
    for _ in range(_ROUNDS):
        seen: dict[BlankNode, list[int]] = {node: [] for node in colours}
        for row in rows:
            for node in {term for term in row if isinstance(term, BlankNode)}:
                parts = ("me" if term == node else _coloured(term, colours, reading) for term in row)
                seen[node].append(hash(tuple(parts)))
        colours = {node: hash((colours[node], *sorted(marks))) for node, marks in seen.items()}
    return colours


def _coloured(term: Term | None, colours: Mapping[BlankNode, Hashable], reading: Reading) -> Hashable:
    return colours[term] if isinstance(term, BlankNode) else reading(term)


def _matchings(
    left: Mapping[BlankNode, Hashable], right: Mapping[BlankNode, Hashable]
) -> Iterator[dict[BlankNode, str]]:
    """All ways to match blank nodes one to one with others of their colour."""
    if not left:
        yield {}
        return
    node, *rest = left
    for candidate in right:
        if right[candidate] == left[node]:
            others = {each: right[each] for each in right if each != candidate}
            for matching in _matchings({each: left[each] for each in rest}, others):
                yield {node: str(candidate), **matching}


def _named(rows: Sequence[Row], names: Mapping[BlankNode, str], reading: Reading) -> Iterator[Hashable]:
    for row in rows:
        yield tuple(names[term] if isinstance(term, BlankNode) else reading(term) for term in row)
