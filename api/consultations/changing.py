"""How actors stood in an earlier round and stand now, as far as a page shows it."""

from collections import Counter
from collections.abc import Sequence

from api.asking import Row
from api.consultations.asked import Asked, Part, part
from api.consultations.demanding import Texts, texts
from api.consultations.knowing import Knowing
from api.figures.changes import Change, Stand
from api.languages import SOURCE, Name
from graph.namespaces import concept
from graph.query.table import last_segment

_SHOWN = 40
_DECIDING = {concept("stance", key).value for key in ("supports", "opposes")}
_Words = dict[str, tuple[bool, int, str]]


async def changes(known: Knowing, asked: Asked) -> tuple[Counter[str], Part[Texts]]:
    """How many changes there are of each kind, and the part of those that are wanted.

    They are found by verdicts that are known, where these are; else the named query is asked.
    """
    found = await known.changes()
    if found is None:
        rows = list(map(texts, await known.named("then-and-now")))
        counts = Counter(last_segment(row["change"]) for row in rows)
        return counts, part([row for row in rows if asked.change in ("", last_segment(row["change"]))], asked, _SHOWN)
    counts = Counter(last_segment(each.kind) for each in found)
    piece = part([each for each in found if asked.change in ("", last_segment(each.kind))], asked, _SHOWN)
    names = {name for each in piece.items for stand in (each.then, each.now) for name in stand.names}
    words = _words(await known.about("grounds", sorted(names)))
    return counts, Part([_texts(each, words) for each in piece.items], piece.count, piece.number, piece.parts)


def _words(grounds: Sequence[Row]) -> _Words:
    """By verdict, what decided it: support or opposition first, then what stands first in the text."""
    found: _Words = {}
    for row in map(texts, grounds):
        ground = (row["stance"] not in _DECIDING, int(row["start"]), row["quote"])
        found[row["basis"]] = min(found.get(row["basis"], ground), ground)
    return found


def _texts(change: Change, words: _Words) -> Texts:
    """What the named query says of a change, as far as the page shows it."""
    told = {
        "actor": change.actor,
        "proposalNumber": change.continuation.number,
        "change": change.kind,
        "thenVerdict": change.then.kind,
        "nowVerdict": change.now.kind,
        "thenWords": _said(change.then, words),
        "nowWords": _said(change.now, words),
    }
    return told | ({"actorLabel": Name(change.label, SOURCE)} if change.label else {})


def _said(stand: Stand, words: _Words) -> str:
    grounds = [words[name] for name in stand.names if name in words]
    return min(grounds)[-1] if grounds else ""
