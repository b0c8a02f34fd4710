"""What people call a thing, found in the graph: a parameter takes a name where it takes an IRI.

Nothing is asked here: `found` says what must be asked of a store and is told the answer, so that it serves a store in
this process and one behind a server alike.
"""

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph.errors import Message, ParameterError
from graph.namespaces import W3ID
from graph.query.header import Parameter, ParameterType
from graph.query.values import Named, Value, advice
from graph.store.answers import Answer

_SHOWN = 5
_PATTERNS: Mapping[ParameterType, str] = MappingProxyType(
    {
        ParameterType.ACTOR: "?thing org:classification ?class .",
        ParameterType.CONSULTATION: "?thing a stp:Consultation .",
        ParameterType.PROPOSAL: "?thing a stp:Proposal ; dcterms:isPartOf ?consultation .",
        ParameterType.INSTRUMENT: "?thing a stp:PolicyInstrument .",
        ParameterType.GOAL: "?thing a stp:Goal .",
        ParameterType.THEME: f"?thing skos:inScheme <{W3ID}/id/scheme/theme> .",
    }
)
"""What makes `?thing` one of a type."""
_CALLED: Mapping[ParameterType, Message] = MappingProxyType(
    {
        ParameterType.ACTOR: Message("actor"),
        ParameterType.CONSULTATION: Message("consultation"),
        ParameterType.PROPOSAL: Message("proposal"),
        ParameterType.INSTRUMENT: Message("instrument"),
        ParameterType.GOAL: Message("goal"),
        ParameterType.THEME: Message("theme"),
    }
)

_BY_IRI = "SELECT DISTINCT ?thing ?consultation WHERE {{ {pattern} }}"
_BY_NAME = """
SELECT DISTINCT ?given ?consultation ?thing ?isKey WHERE {{
  {{
    ?thing dcterms:identifier|stp:number ?given . {pattern}
    BIND(true AS ?isKey)
  }} UNION {{
    {pattern}
    FILTER(STRENDS(STR(?thing), CONCAT("/", STR(?given))))
    BIND(true AS ?isKey)
  }} UNION {{
    {pattern}
    ?thing skos:prefLabel|skos:altLabel|skos:notation|(skosxl:altLabel/skosxl:literalForm) ?name .
    FILTER(LCASE(STR(?name)) = LCASE(STR(?given)))
    BIND(false AS ?isKey)
  }}
}}
ORDER BY DESC(?isKey) ?thing
"""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A question that must be put to the graph before a named query can be."""

    text: str
    parameters: Mapping[str, NamedNode | Literal]


Terms = Mapping[str, NamedNode | Literal]


def found(values: Mapping[Parameter, Value]) -> Generator[Lookup, Answer, Terms]:
    """The terms that variables take; yields each lookup that is needed and is sent its answer.

    Raises:
        ParameterError: where nothing in the graph is called so, or several things are.
    """
    terms: dict[str, NamedNode | Literal] = {}
    for parameter, value in sorted(values.items(), key=_consultation_first):
        term = value
        if parameter.type.is_thing and not isinstance(value, Literal):
            within = _consultation(values, terms) if parameter.type is ParameterType.PROPOSAL else {}
            term = _the_one(parameter, value, _things((yield _lookup(parameter, value, within))))
        assert not isinstance(term, Named)
        terms[parameter.variable] = term
    return terms


def _consultation_first(pair: tuple[Parameter, Value]) -> bool:
    """Proposals have numbers that mean nothing without their consultation, so that one is looked up before them."""
    return pair[0].type is not ParameterType.CONSULTATION


def _consultation(values: Iterable[Parameter], terms: Terms) -> Terms:
    """The consultation that is given, under the name that lookups have for it."""
    for parameter in values:
        if parameter.type is ParameterType.CONSULTATION and (term := terms.get(parameter.variable)):
            return {"consultation": term}
    return {}


def _lookup(parameter: Parameter, value: NamedNode | Named, within: Terms) -> Lookup:
    pattern = _PATTERNS[parameter.type]
    if isinstance(value, NamedNode):
        return Lookup(_BY_IRI.format(pattern=pattern), {"thing": value})
    return Lookup(_BY_NAME.format(pattern=pattern), {"given": Literal(value.name), **within})


def _things(answer: Answer) -> list[NamedNode]:
    """What was found, by its key where something has the key."""
    rows = [dict(zip(answer.variables, row, strict=True)) for row in answer.rows()]
    keyed = [row for row in rows if "isKey" not in row or str(row["isKey"]).startswith('"true"')]
    things = (row["thing"] for row in keyed or rows)
    return list(dict.fromkeys(thing for thing in things if isinstance(thing, NamedNode)))


def _the_one(parameter: Parameter, value: NamedNode | Named, things: list[NamedNode]) -> NamedNode:
    called = value.name if isinstance(value, Named) else value.value
    if not things:
        raise ParameterError(
            "“{name}” is “{called}”, but the graph has no {type} called so. {advice}",
            name=parameter.name,
            called=called,
            type=_CALLED[parameter.type],
            advice=advice(parameter),
        )
    if len(things) > 1:
        listed = ", ".join(thing.value for thing in things[:_SHOWN])
        is_proposal = parameter.type is ParameterType.PROPOSAL
        way_out = Message("Give its consultation too, or") if is_proposal else Message("Give")
        raise ParameterError(
            "“{name}” is “{called}”, but several things are called so. {way_out} the IRI of one: {listed}.",
            name=parameter.name,
            called=called,
            way_out=way_out,
            listed=listed,
        )
    return things[0]
