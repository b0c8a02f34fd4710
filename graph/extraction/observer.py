"""How a document is looked at before anything is decided: what it names, and its units with their cues."""

from graph.extraction.antecedents import Reader, Reading
from graph.extraction.cues import CueFinder, sender_names
from graph.extraction.lexicon import Lexicon
from graph.extraction.observations import Observation, observations
from graph.model import Consultation, Document, Response
from graph.registry import Registry


class Observer:
    """Looks at documents with one registry and one lexicon; training and extraction see the same."""

    def __init__(self, registry: Registry, lexicon: Lexicon) -> None:
        self._registry = registry
        self._lexicon = lexicon
        self._cues = CueFinder(lexicon)
        self._reader = Reader(registry, lexicon)

    def reading(self, document: Document, response: Response, consultation: Consultation | None) -> Reading:
        """What a document of a response mentions, and what it is about."""
        return self._reader.read(document.text, response, consultation)

    def units(self, document: Document, response: Response, reading: Reading) -> tuple[Observation, ...]:
        """The units of a document, given what it mentions."""
        senders = response.metadata.senders
        own = {sender.key for sender in senders}
        others = [mention for mention in reading.mentions if mention.thing.key not in own]
        return observations(document, self._cues, sender_names(senders, self._registry, self._lexicon), others)
