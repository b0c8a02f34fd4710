"""What pages and files tell of a network that is drawn."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from api.explore.explorable import Explorable
from api.languages import gettext
from api.networks.claims import AGREES, DISAGREES
from api.networks.drawing import DIVIDED, PLAIN, SAYING, Drawn, evidence, tone
from api.networks.wanted import Wanted
from api.things.labels import Labels, words
from graph.networks.building import ACTOR, CONCEPT
from graph.networks.writing import Paint, Shape

_ROOM = 65  # pixels that a node has to each side, for its name
_EDGES: Mapping[str, Mapping[str, str]] = {
    AGREES: {"stroke": "#2c6e49"},
    DISAGREES: {"stroke": "#b3261e", "stroke-dasharray": "6 4"},
    DIVIDED: {"stroke": "#7a5b00", "stroke-dasharray": "2 3"},
    PLAIN: {"stroke": "#55666e"},
}
_NODES: Mapping[str, tuple[str, Shape]] = {
    ACTOR: ("#1f4e5f", Shape.ROUND),
    CONCEPT: ("#a3471a", Shape.SQUARE),
    SAYING: ("#6b5722", Shape.DIAMOND),
}


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """A network with what its nodes are called, and where each stands on this server."""

    wanted: Wanted
    shown: Drawn
    explorable: Explorable
    labels: Labels
    path: Callable[[str], str | None]

    def name(self, iri: str) -> str:
        """What a node is called."""
        known = iri in self.explorable.names.known
        return self.explorable.names.of(iri) if known else self.labels.best(NamedNode(iri))

    def mode(self, iri: str) -> str:
        """What kind of node it is, in the language of the page: of actors, what kind of actor."""
        if kinds := self.explorable.kinds.get(iri):
            return ", ".join(self.explorable.names.of(kind) for kind in kinds)
        node = self.shown.network.nodes[iri]
        kind = str(node.get("kind", self.wanted.over if node["mode"] == CONCEPT else node["mode"]))
        return gettext(words("kinds").get(kind, kind))

    def edges(self, first: int = 0, last: int | None = None) -> Iterator["ToldEdge"]:
        """Some of the edges, the heaviest first, then by name."""
        network = self.shown.network
        named = [(one, other, self.name(one), self.name(other)) for one, other in network.edges]
        named.sort(key=lambda edge: (-abs(network.edges[edge[:2]]["weight"]), *edge[2:], *edge[:2]))
        for one, other, name, other_name in named[first:last]:
            data = network.edges[one, other]
            address, said = self.address(one, other), self.said(data)
            yield ToldEdge(one, other, name, other_name, tone(self.wanted, data), data, address, said)

    def address(self, one: str, other: str) -> str:
        """Where an edge's evidence is read."""
        if self.wanted.view == "around":
            return self.path(other if one == self.wanted.centre else one) or ""
        return evidence(self.wanted, self.shown, self.explorable, one, other)

    def said(self, data: Mapping[str, Any]) -> str:
        """What an edge says, in words."""
        if self.wanted.view == "around":
            return self.labels.best(NamedNode(data["property"]))
        if self.wanted.is_among_actors:
            said = {"congruence": gettext("enige om %(count)s"), "conflict": gettext("uenige om %(count)s")}
        else:
            said = {AGREES: gettext("%(count)s for"), DISAGREES: gettext("%(count)s imot")}
        return ", ".join(words % {"count": f"{data[name]:g}"} for name, words in said.items() if data.get(name))


@dataclass(frozen=True, slots=True)
class ToldEdge:
    """An edge as people are told of it; its evidence is read at `address`."""

    source: str
    target: str
    source_name: str
    target_name: str
    tone: str
    data: Mapping[str, Any]
    address: str
    said: str


def as_json(telling: Telling) -> bytes:
    """A network as Cytoscape reads it: nodes with their places, and edges."""
    network, places = telling.shown.network, telling.shown.places
    room = _ROOM * max(len(network), 1) ** 0.5
    nodes = [
        {
            "data": {
                "id": iri,
                "label": telling.name(iri),
                "mode": str(network.nodes[iri].get("mode")),
                "kind": telling.mode(iri),
                "degree": len(network[iri]),
                "href": telling.path(iri),
            },
            "position": {"x": round(places[iri][0] * room), "y": round(places[iri][1] * room)},
        }
        for iri in network
    ]
    edges = [
        {
            "data": {
                "id": f"{edge.source} {edge.target}",
                "source": edge.source,
                "target": edge.target,
                "tone": edge.tone,
                "said": edge.said,
                "href": edge.address,
                **edge.data,
            }
        }
        for edge in telling.edges()
    ]
    told = {"nodes": telling.shown.nodes, "edges": telling.shown.edges, "isWhole": telling.shown.is_whole}
    content = {"data": told, "elements": {"nodes": nodes, "edges": edges}}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def paint(wanted: Wanted) -> Paint:
    """How a picture is drawn."""
    return Paint(_NODES, lambda data: _EDGES[tone(wanted, data)])
