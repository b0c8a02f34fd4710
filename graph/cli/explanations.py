"""Why statements were found, as rows of a table and as fields of a record."""

import re
from collections.abc import Iterator
from itertools import islice

from graph.extraction.explanation import Explanation, Weight
from graph.extraction.feature_names import Sort
from graph.model import Statement

_MOST_FEATURES = 6
_MOST_OF_CONTEXT = 4
_MOST_FIELDS = 30
_MOST_SHARES = 3
_LEAST_SHARE = 0.005
_SENDER = re.compile(r"@(?: s)?")  # as features split the name that the lexicon calls @s
_FROM = {Sort.BEFORE: "sentence before", Sort.AFTER: "sentence after", Sort.CONTEXT: "second look"}


def explained_rows(statement: Statement, found: Explanation | None) -> Iterator[tuple[str, str, str, str]]:
    """Rows below a statement's own: how likely each kind was, then the cues and features that weighed most.

    What the first look made of the unit and of those around it weighs again in the second one; it stands last.
    """
    if found is None:
        yield "", "", "", "  No unit of the text stands there any more."
        return
    weights = found.weights(statement.kind)
    cues = [weight for weight in weights if weight.words]
    if found.rule:
        yield "", f"  {found.rule}", "", ""
        yield from map(_row, cues)
        return
    shares = sorted(found.shares.items(), key=lambda share: -share[1])[:_MOST_SHARES]
    told = ", ".join(f"{name} {share:.2f}" for name, share in shares if share >= _LEAST_SHARE)
    yield "", "  against none", f"{found.odds(statement.kind):+.2f}", told
    first = (weight for weight in weights if not weight.words and weight.name.sort is not Sort.CONTEXT)
    second = (weight for weight in weights if weight.name.sort is Sort.CONTEXT)
    yield from map(_row, (*cues, *islice(first, _MOST_FEATURES), *islice(second, _MOST_OF_CONTEXT)))


def _row(weight: Weight) -> tuple[str, str, str, str]:
    return "", f"  {_FROM.get(weight.name.sort, weight.name.sort)}", f"{weight.weight:+.2f}", _told(weight)


def explained_fields(statement: Statement, found: Explanation | None) -> dict[str, object]:
    """The field of a record that tells the same as the rows, in more detail."""
    if found is None:
        return {"explanation": None}
    weights = found.weights(statement.kind)
    return {
        "explanation": {
            "rule": found.rule or None,
            "probabilities": {name: round(share, 4) for name, share in found.shares.items()},
            "against_none": round(found.odds(statement.kind), 4),
            "cues": [_cue(weight) for weight in weights if weight.words],
            "features": [_feature(weight) for weight in weights if not weight.words][:_MOST_FIELDS],
        }
    }


def _told(weight: Weight) -> str:
    text = _SENDER.sub("[sender]", weight.name.text)
    return f"{text}: “{weight.words}”" if weight.words else text


def _cue(weight: Weight) -> dict[str, object]:
    return {"rule": weight.name.text, "words": weight.words, "weight": round(weight.weight, 4)}


def _feature(weight: Weight) -> dict[str, object]:
    return {"from": weight.name.sort, "text": weight.name.text, "weight": round(weight.weight, 4)}
