"""What many demand in a consultation, and what nobody else does, as far as a page shows it."""

from collections.abc import Sequence
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from api.asking import Row
from api.consultations.asked import Asked, Part, part
from api.consultations.knowing import Knowing
from api.figures.demands import SameDemand
from api.identities import Identities
from api.languages import spoken
from api.pages import ShownTable, shown, shown_rows
from graph.namespaces import XSD
from graph.query.named import named_query

SHOWN = 25
FEWEST = Literal("2", datatype=XSD.integer)
_SHARED = "demands-shared-by-many"
_COLUMNS = tuple(each for each in named_query(_SHARED).header.columns if each.link != "consultation")
Texts = dict[str, str]
_Names = dict[str, dict[str, Literal]]


async def shared_and_alone(
    known: Knowing, asked: Asked, identities: Identities
) -> tuple[ShownTable, Part[list[Texts]]]:
    """The first demands that several responses share, and a part of those that one makes alone.

    Both are found by what demands are about, where that can be counted; else the named queries are asked.
    """
    found = await known.demands()
    if found is None:
        table = shown(await known.reply(_SHARED, "within", least=FEWEST), identities, _COLUMNS)
        rows = _by_statement(await known.named("demands-nobody-else-makes", "within"))
        return replace(table, rows=table.rows[:SHOWN]), part(list(rows.values()), asked, SHOWN)
    table = shown_rows(await _first(known, found.shared), identities, _COLUMNS)
    piece = part(found.alone, asked, SHOWN)
    told = _by_statement(await known.about("demands-told", piece.items))
    alone = Part([told[each] for each in piece.items if each in told], piece.count, piece.number, piece.parts)
    return replace(table, count=len(found.shared)), alone


async def _first(known: Knowing, shared: Sequence[SameDemand]) -> list[Row]:
    """The rows of the first demands, in the order of the named query."""
    things = sorted({thing for each in shared for thing in each.matter if thing})
    names: _Names = {}
    for row in await known.about("things-called", things):
        thing, name = row["thing"], row["name"]
        if isinstance(thing, NamedNode) and isinstance(name, Literal):
            names.setdefault(thing.value, {})[name.language or ""] = name
    first = sorted(shared, key=lambda each: _order(each, names))[:SHOWN]
    words = {
        getattr(row["statement"], "value", ""): str(getattr(row["quote"], "value", ""))
        for row in await known.about("words", [each for demand in first for each in demand.statements])
    }
    return [_row(each, names, min(words[one] for one in each.statements)) for each in first]


def _order(demand: SameDemand, names: _Names) -> tuple[int, int, list[tuple[str, str]]]:
    labels = [getattr(_name(thing, names, place == 0), "value", "") for place, thing in enumerate(demand.matter)]
    return -demand.responses, -len(demand.statements), list(zip(labels, demand.matter, strict=True))


def _name(thing: str, names: _Names, in_nynorsk_too: bool) -> Literal | None:
    known = names.get(thing, {})
    return known.get("nb") or (known.get("nn") if in_nynorsk_too else None)


def _row(demand: SameDemand, names: _Names, example: str) -> Row:
    """A row as the named query has it."""
    counted = {"responses": demand.responses, "demands": len(demand.statements), "reviewed": demand.reviewed}
    row: dict[str, NamedNode | Literal] = {
        name: Literal(str(count), datatype=XSD.integer) for name, count in counted.items()
    }
    for place, (variable, thing) in enumerate(zip(("matter", "theme", "addressee"), demand.matter, strict=True)):
        if thing:
            row[variable] = NamedNode(thing)
            if name := _name(thing, names, place == 0):
                row[f"{variable}Label"] = name
    return {**row, "example": Literal(example)}


def _by_statement(found: Sequence[Row]) -> dict[str, list[Texts]]:
    """Rows as texts, those of one statement together; a joint one has a row for each of its senders."""
    known: dict[str, list[Texts]] = {}
    for row in map(texts, found):
        known.setdefault(row["statement"], []).append(row)
    return known


def texts(row: Row) -> Texts:
    """What a row says by variable, each text in its language."""
    return {name: spoken(term) or str(getattr(term, "value", "")) for name, term in row.items()}
