"""Named queries as texts to begin a query of one's own from."""

import re

from api.languages import named as in_language
from graph.query.header import Parameter, ParameterType
from graph.query.named import NamedQuery

_HEADER = "#+"
_OPENING = "WHERE {"


def example_text(named: NamedQuery) -> str:
    """A named query with its title, and with a line for each parameter where its value goes.

    The line of a parameter that has a default counts; the others are comments with an example of a value.
    """
    lines = [line for line in named.text.strip().splitlines() if not line.startswith(_HEADER)]
    for parameter in named.header.parameters:
        place = _place(lines, f"?{parameter.variable}")
        lines.insert(place, _indent(lines[place]) + _narrowing(parameter))
    return "\n".join([f"# {in_language(named.header.titles)}", *"\n".join(lines).strip().splitlines(), ""])


def _place(lines: list[str], variable: str) -> int:
    """Where a value takes effect: at the beginning of the SELECT whose pattern first uses the variable."""
    body = next(number for number, line in enumerate(lines) if line.endswith(_OPENING)) + 1
    used = next(number for number, line in enumerate(lines) if number >= body and _uses(line, variable))
    opened: list[int] = []
    for number, line in enumerate(lines[:used]):
        for brace in re.findall(r"[{}]", line):
            opened.append(number) if brace == "{" else opened.pop()
    return max(number for number in opened if lines[number].endswith(_OPENING)) + 1


def _uses(line: str, variable: str) -> bool:
    """Whether a line says something of a variable, rather than that it is selected."""
    return variable in line and "SELECT" not in line


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _narrowing(parameter: Parameter) -> str:
    label = in_language(parameter.labels)
    if parameter.default:
        return f"{_restriction(parameter, parameter.default)}  # {label}"
    return f"# {_restriction(parameter, parameter.example or '…')}  # {label}"


def _restriction(parameter: Parameter, value: str) -> str:
    """What gives a parameter's variable a value: a thing by its key, a proposal by its number, others as they are."""
    variable = f"?{parameter.variable}"
    if parameter.type is ParameterType.PROPOSAL:
        return f'{variable} stp:number "{value.rpartition("-")[2]}" .'
    if parameter.type.is_thing:
        return f'{variable} dcterms:identifier "{value}" .'
    return f"VALUES {variable} {{ {_value(parameter, value)} }}"


def _value(parameter: Parameter, value: str) -> str:
    if parameter.scheme:
        return f"{parameter.scheme}:{value}"
    if parameter.type in (ParameterType.INTEGER, ParameterType.DECIMAL):
        return value
    return f'"{value}"^^xsd:date' if parameter.type is ParameterType.DATE else f'"{value}"'
