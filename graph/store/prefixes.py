import re
from collections.abc import Mapping

from graph.namespaces import PREFIXES

_DECLARATIONS = re.compile(rb"(?>(?:@prefix [^\n]*+\n)*)")
_NAME = re.compile(rb"@prefix ([^:]*+:)")


def used_prefixes(query: str) -> Mapping[str, str]:
    """Those of our prefixes that a query may use; the engine reads each anew for every query, which takes its time.

    >>> sorted(used_prefixes("SELECT ?s { ?s a stp:Response ; skos:prefLabel ?label }"))
    ['skos', 'stp']
    """
    return {name: namespace for name, namespace in PREFIXES.items() if f"{name}:" in query}


def with_tidy_prefixes(turtle: bytes) -> bytes:
    """Turtle or TriG as the engine writes it, with the prefixes that it uses and no others, in alphabetical order."""
    found = _DECLARATIONS.match(turtle)
    if found is None:
        return turtle
    content = turtle[found.end() :]
    declarations = found.group().splitlines(keepends=True)
    used = [line for line in declarations if (name := _NAME.match(line)) and name[1] in content]
    return b"".join(sorted(used)) + (b"\n" if used else b"") + content


def without_prefixes(turtle: bytes) -> bytes:
    """Turtle or TriG as the engine writes it, without the prefixes, to be put after others that declare them."""
    found = _DECLARATIONS.match(turtle)
    return turtle[found.end() :] if found else turtle
