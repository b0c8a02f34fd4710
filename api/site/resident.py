from collections import OrderedDict
from datetime import UTC, datetime
from pathlib import Path

from graph.store.embedded import EmbeddedStore
from graph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from graph.store.limits import Limits
from graph.store.messages import Question, Reply
from graph.store.sources import Source, stamp

_REMEMBERED = 64


class ResidentStore:
    """A graph in the memory of this process, in one version, for pages that nobody but we ask for.

    All formats of a document are made from the same answers, so the last ones are remembered.

    Raises:
        DataFolderError: where there is no graph at the path, or it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        source = Source.at(path)
        self.limits = Limits()
        self.version = source.version
        self.modified: datetime | None = datetime.fromtimestamp(stamp(path)[-1] // 10**9, UTC)
        self._store = EmbeddedStore(source.loaded(), source.base)
        self.triples = len(self._store.graph)
        self._replies: OrderedDict[bytes, Reply] = OrderedDict()

    async def answer(self, question: Question, client: str = "") -> Reply:
        """The whole answer to a question.

        Raises:
            QueryError: where it is wrong.
        """
        del client
        asked = question.to_bytes()
        if asked not in self._replies:
            self._replies[asked] = self._answered(question)
            if len(self._replies) > _REMEMBERED:
                self._replies.popitem(last=False)
        return self._replies[asked]

    def _answered(self, question: Question) -> Reply:
        answer = self._store.query(
            question.text,
            parameters=question.parameters,
            default_graphs=question.default_graphs,
            named_graphs=question.named_graphs,
        )
        chosen = answer.fitting(SOLUTION_FORMATS.get(question.solutions or ""), GRAPH_FORMATS.get(question.graph or ""))
        return Reply(answer.kind, chosen.name, answer.serialised(chosen), self.version)
