"""The themes of a position, by the keywords of the scheme."""

from collections import defaultdict
from collections.abc import Iterable

import ahocorasick

from graph.extraction.folding import folded_label
from graph.registry import Theme

_MOST = 3
_OF_HEADING = 0.4


class ThemeFinder:
    """Finds the themes whose keywords a text holds."""

    def __init__(self, themes: Iterable[Theme]) -> None:
        self._broader = {theme.key: theme.broader for theme in themes}
        self._automaton = ahocorasick.Automaton()
        for keyword, keys in sorted(_keys_by_keyword(themes).items()):
            self._automaton.add_word(keyword, (len(keyword), tuple(sorted(keys))))
        if self._broader:
            self._automaton.make_automaton()

    def themes(self, quote: str, above: Iterable[str]) -> tuple[str, ...]:
        """One to three themes of a position, the surest first; none where neither it nor a heading has a keyword."""
        weights: defaultdict[str, float] = defaultdict(float)
        self._weigh(quote, 1.0, weights)
        for heading in above:
            self._weigh(heading, _OF_HEADING, weights)
        for key in list(weights):
            broader = self._broader.get(key)
            if broader is not None and broader in weights:
                weights[key] += weights.pop(broader)
        ranked = sorted(weights, key=lambda key: (-weights[key], key))
        return tuple(ranked[:_MOST])

    def _weigh(self, text: str, weight: float, weights: defaultdict[str, float]) -> None:
        if not self._broader:
            return
        folded = folded_label(text)
        for last, (length, keys) in self._automaton.iter(folded):
            start = last + 1 - length
            if start == 0 or not folded[start - 1].isalnum():
                for key in keys:
                    weights[key] += weight


def _keys_by_keyword(themes: Iterable[Theme]) -> dict[str, set[str]]:
    keys: dict[str, set[str]] = {}
    for theme in themes:
        for keyword in (*theme.keywords, *theme.labels.values()):
            folded = folded_label(keyword)
            if len(folded) > 1:
                keys.setdefault(folded, set()).add(theme.key)
    return keys
