from api.explore.loading import Explorables
from api.figures.counting import Counting


class Figures:
    """What can be counted without the graph, as long as the columns are those of the graph that answers now."""

    def __init__(self, explorables: Explorables) -> None:
        self._explorables = explorables
        self._counting: Counting | None = None

    @property
    def counting(self) -> Counting | None:
        """What counts; None until the columns are gathered, and where it is not known whether they still hold."""
        known = self._explorables.gathered
        if known is None:
            self._counting = None
        elif self._counting is None or self._counting.known is not known:
            self._counting = Counting(known)
        return self._counting
