"""Networks as files: GraphML for other programs, a table of edges, and a picture."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from xml.etree.ElementTree import Element, SubElement, tostring

import networkx as nx

from graph.networks.layout import Places

_SVG = "http://www.w3.org/2000/svg"
_SIZE = 1000
_MARGIN = 130
_LONGEST_NAME = 40


def as_graphml(network: "nx.Graph[str]", names: Callable[[str], str], places: Places) -> bytes:
    """A network in GraphML; every node has its name and place, every edge what it is joined by."""
    told: nx.Graph[str] = nx.Graph()
    for node, data in network.nodes(data=True):
        x, y = places[node]
        told.add_node(node, label=str(names(node)), x=x, y=y, **data)
    told.add_edges_from((one, other, dict(data)) for one, other, data in network.edges(data=True))
    return ("\n".join(nx.generate_graphml(told)) + "\n").encode()


def as_csv(network: "nx.Graph[str]", names: Callable[[str], str]) -> bytes:
    """The edges of a network as a table: both ends by name and IRI, and what they are joined by."""
    told = sorted({key for _, _, data in network.edges(data=True) for key in data} - {"weight"})
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(["source", "target", "weight", *told, "sourceIri", "targetIri"])
    for one, other, data in network.edges(data=True):
        values = (_number(data.get(key, 0)) for key in ("weight", *told))
        writer.writerow([names(one), names(other), *values, one, other])
    return output.getvalue().encode()


def _number(value: object) -> object:
    return f"{value:.6g}" if isinstance(value, float) else value


class Shape(StrEnum):
    """What a node is drawn as, so that its colour does not tell alone what it is."""

    ROUND = "round"
    SQUARE = "square"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True)
class Paint:
    """How a picture is drawn: the colour and shape of nodes by their mode, and of an edge by what it is joined by."""

    nodes: Mapping[str, tuple[str, Shape]]
    edge: Callable[[Mapping[str, object]], Mapping[str, str]]


def as_svg(network: "nx.Graph[str]", names: Callable[[str], str], places: Places, paint: Paint, title: str) -> bytes:
    """A picture of a network."""
    picture = Element("svg", {"xmlns": _SVG, "viewBox": f"0 0 {_SIZE} {_SIZE}", "role": "img"})
    SubElement(picture, "title").text = title
    SubElement(picture, "rect", {"width": str(_SIZE), "height": str(_SIZE), "fill": "#ffffff"})
    lines, marks, words = (SubElement(picture, "g", style) for style in _GROUPS)
    heaviest = max((abs(weight) for _, _, weight in network.edges(data="weight", default=1)), default=1) or 1
    for one, other, data in network.edges(data=True):
        (x1, y1), (x2, y2) = _at(places[one]), _at(places[other])
        ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
        width = f"{1 + 4 * abs(float(data.get('weight', 1))) / heaviest:.1f}"
        SubElement(lines, "line", {**ends, **paint.edge(data), "stroke-width": width})
    for node, data in network.nodes(data=True):
        x, y = _at(places[node])
        _mark(marks, float(x), float(y), *paint.nodes[str(data["mode"])])
        SubElement(words, "text", {"x": x, "y": f"{float(y) + 20:.0f}"}).text = _short(names(node))
    return bytes(tostring(picture, encoding="utf-8", xml_declaration=True))


_GROUPS: tuple[dict[str, str], ...] = (
    {"stroke-opacity": "0.6"},
    {"stroke": "#ffffff"},
    {"font-family": "sans-serif", "font-size": "12", "text-anchor": "middle", "fill": "#1d2a30"},
)


def _mark(parent: Element, x: float, y: float, colour: str, shape: Shape) -> None:
    if shape is Shape.ROUND:
        SubElement(parent, "circle", {"cx": f"{x:.0f}", "cy": f"{y:.0f}", "r": "7", "fill": colour})
    else:
        corner = {"x": f"{x - 6:.0f}", "y": f"{y - 6:.0f}"}
        turned = {"transform": f"rotate(45 {x:.0f} {y:.0f})"} if shape is Shape.DIAMOND else {}
        SubElement(parent, "rect", {**corner, "width": "12", "height": "12", "fill": colour, **turned})


def _at(place: tuple[float, float]) -> tuple[str, str]:
    room = _SIZE / 2 - _MARGIN
    return f"{_SIZE / 2 + place[0] * room:.0f}", f"{_SIZE / 2 + place[1] * room:.0f}"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
