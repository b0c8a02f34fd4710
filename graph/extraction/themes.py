"""The themes of a position, by the keywords of the scheme."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import ahocorasick

from graph.extraction.holding import held_once
from graph.model import reading_form
from graph.registry import Theme

_MOST = 3
_OF_HEADING = 0.4
_MOST_REMEMBERED = 500


class ThemeFinder:
    """Finds the themes whose keywords a text holds."""

    def __init__(self, themes: Iterable[Theme]) -> None:
        self._broader = {theme.key: theme.broader for theme in themes}
        self._above: dict[str, tuple[str, ...]] = {}
        self._automaton = ahocorasick.Automaton()
        for keyword, keys in sorted(_keys_by_keyword(themes).items()):
            self._automaton.add_word(keyword, (len(keyword), tuple(sorted(keys))))
        if self._broader:
            self._automaton.make_automaton()

    def themes(self, plain: str, above: Iterable[str]) -> tuple[str, ...]:
        """One to three themes of a position, the surest first; none where neither it nor a heading has a keyword.

        `plain` is its text in lower case without line breaks.
        """
        weights: defaultdict[str, float] = defaultdict(float)
        for key in self._keys(plain):
            weights[key] += 1.0
        for text in above:
            for key in self._keys_above(text):
                weights[key] += _OF_HEADING
        for key in list(weights):
            broader = self._broader.get(key)
            if broader is not None and broader in weights:
                weights[key] += weights.pop(broader)
        return held_once(tuple(sorted(weights, key=lambda key: (-weights[key], key))[:_MOST]))

    def _keys_above(self, text: str) -> tuple[str, ...]:
        """The themes of a heading, which many positions share, so that the last ones are remembered."""
        if text not in self._above:
            if len(self._above) > _MOST_REMEMBERED:
                self._above.clear()
            self._above[text] = tuple(self._keys(reading_form(text).lower()))
        return self._above[text]

    def _keys(self, plain: str) -> Iterator[str]:
        if not self._broader:
            return
        for last, (length, keys) in self._automaton.iter(plain):
            start = last + 1 - length
            if start == 0 or not plain[start - 1].isalnum():
                yield from keys


def _keys_by_keyword(themes: Iterable[Theme]) -> dict[str, set[str]]:
    keys: dict[str, set[str]] = {}
    for theme in themes:
        for keyword in (*theme.keywords, *theme.labels.values()):
            folded = reading_form(keyword).lower()
            if len(folded) > 1:
                keys.setdefault(folded, set()).add(theme.key)
    return keys
