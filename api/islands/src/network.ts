// The network of a page, to go about in: what the server has laid out, drawn by Cytoscape.

import cytoscape, { type Core, type EdgeSingular, type NodeSingular } from "cytoscape";

const figure = document.getElementById("network");
const panel = document.getElementById("network-panel");
const tools = document.getElementById("network-tools");
const STEP = 1.25;

/** A colour of the page's stylesheet, as it is now. */
function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function style(): cytoscape.StylesheetJson {
  const line = (tone: string, dashes: "solid" | "dashed" | "dotted") => ({
    selector: `edge[tone = "${tone}"]`,
    style: { "line-color": colour(tone), "line-style": dashes },
  });
  return [
    {
      selector: "node",
      style: {
        label: "data(label)",
        "background-color": colour("quiet"),
        color: colour("ink"),
        "font-size": 11,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-max-width": "140px",
        "text-wrap": "ellipsis",
        "min-zoomed-font-size": 8,
        "text-background-color": colour("card"),
        "text-background-opacity": 0.7,
        width: "mapData(degree, 1, 30, 14, 40)",
        height: "mapData(degree, 1, 30, 14, 40)",
      },
    },
    { selector: 'node[mode = "actor"]', style: { "background-color": colour("node") } },
    { selector: 'node[mode = "concept"]', style: { "background-color": colour("node-concept"), shape: "rectangle" } },
    { selector: 'node[mode = "saying"]', style: { "background-color": colour("divided"), shape: "diamond" } },
    { selector: "edge", style: { width: 2, "line-color": colour("quiet"), "line-opacity": 0.7, "curve-style": "haystack" } },
    line("agrees", "solid"),
    line("disagrees", "dashed"),
    line("divided", "dotted"),
    { selector: ".far", style: { opacity: 0.15 } },
    { selector: ".near", style: { width: 4, "line-opacity": 1 } },
    { selector: ".here", style: { "border-width": 4, "border-color": colour("warm-line"), "font-size": 14, "font-weight": "bold" } },
  ];
}

/** A picture to go about in with mouse, fingers or keys. */
class Picture {
  private readonly core: Core;
  private readonly canvas: HTMLElement;
  private here: NodeSingular | null = null;

  constructor(core: Core, canvas: HTMLElement, centre: string) {
    this.core = core;
    this.canvas = canvas;
    core.on("tap", "node", ({ target }) => open((target as NodeSingular).data("href")));
    core.on("tap", "edge", ({ target }) => open((target as EdgeSingular).data("href")));
    core.on("mouseover", "node", ({ target }) => this.show(target as NodeSingular));
    core.on("mouseover", "edge", ({ target }) => tell((target as EdgeSingular).data("said"), ends(target as EdgeSingular)));
    core.on("mouseout", "node, edge", () => this.show(this.here));
    canvas.addEventListener("keydown", (event) => this.press(event));
    canvas.addEventListener("blur", () => this.move(null));
    canvas.addEventListener("focus", () => this.move(this.first(centre)));
    canvas.dataset["nodes"] = String(core.nodes().length);
    tell(panel?.dataset["hint"] ?? "");
  }

  private first(centre: string): NodeSingular | null {
    const found = this.core.getElementById(centre);
    const nodes = this.core.nodes();
    return found.nonempty() ? found : nodes.empty() ? null : nodes.max((node) => node.degree(false)).ele;
  }

  private press(event: KeyboardEvent): void {
    const ways: Record<string, [number, number]> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const way = ways[event.key];
    if (way) this.move(this.nearest(...way));
    else if (event.key === "Enter") open(this.here?.data("href"));
    else if (event.key === "+" || event.key === "-") this.zoom(event.key === "+" ? STEP : 1 / STEP);
    else if (event.key === "Escape") this.core.fit(undefined, 30);
    else return;
    event.preventDefault();
  }

  /** The node that is closest in a direction: straight ahead counts for more than to the side. */
  private nearest(x: number, y: number): NodeSingular | null {
    const from = this.here;
    if (!from) return this.first("");
    const at = from.position();
    let best: NodeSingular | null = null;
    let least = Infinity;
    for (const node of this.core.nodes().toArray() as NodeSingular[]) {
      const [dx, dy] = [node.position().x - at.x, node.position().y - at.y];
      const ahead = dx * x + dy * y;
      const distance = ahead + 3 * Math.abs(dx * y + dy * x);
      if (node !== from && ahead > 0 && distance < least) [best, least] = [node, distance];
    }
    return best ?? from;
  }

  private zoom(factor: number): void {
    const level = this.core.zoom() * factor;
    const middle = this.here?.renderedPosition() ?? { x: this.canvas.clientWidth / 2, y: this.canvas.clientHeight / 2 };
    this.core.zoom({ level, renderedPosition: middle });
  }

  private move(node: NodeSingular | null): void {
    this.here = node;
    this.canvas.dataset["here"] = node?.id() ?? "";
    if (node && !within(node, this.canvas)) this.core.center(node);
    this.show(node);
  }

  /** Let one node and what it is joined to stand out, and tell what it is. */
  private show(node: NodeSingular | null): void {
    this.core.batch(() => {
      this.core.elements().removeClass("far near here");
      if (!node) return;
      this.core.elements().difference(node.closedNeighborhood()).addClass("far");
      node.connectedEdges().addClass("near");
      node.addClass("here");
    });
    if (node) tell(node.data("label"), node.data("kind"), `${node.degree(false)} ${panel?.dataset["count"] ?? ""}`);
    else tell(panel?.dataset["hint"] ?? "");
  }
}

function within(node: NodeSingular, canvas: HTMLElement): boolean {
  const { x, y } = node.renderedPosition();
  return x > 0 && y > 0 && x < canvas.clientWidth && y < canvas.clientHeight;
}

function ends(edge: EdgeSingular): string {
  return `${edge.source().data("label")} – ${edge.target().data("label")}`;
}

function tell(...words: string[]): void {
  if (panel) panel.textContent = words.filter(Boolean).join(" · ");
}

function open(address: unknown): void {
  if (typeof address === "string" && address) location.assign(address);
}

function button(words: string | undefined, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = words ?? "";
  made.addEventListener("click", act);
  return made;
}

async function save(core: Core): Promise<void> {
  const picture = await core.png({ output: "blob-promise", full: true, scale: 2, maxWidth: 4000, maxHeight: 4000, bg: colour("card") });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(picture);
  link.download = "nettverk.png";
  link.click();
  URL.revokeObjectURL(link.href);
}

/** What is printed: the server's picture, all of it in the colours of paper, wherever the canvas has been moved to. */
function onPaper(address: string): HTMLImageElement {
  const made = new Image(1000, 1000);
  made.className = "on-paper";
  made.alt = ""; // what is drawn is told beside it
  made.src = address;
  return made;
}

async function draw(place: HTMLElement): Promise<void> {
  const response = await fetch(place.dataset["source"] ?? "", { headers: { accept: "application/json" } });
  if (!response.ok) return; // the picture that the page came with stays
  const { elements } = (await response.json()) as { elements: cytoscape.ElementsDefinition };
  const canvas = document.createElement("div");
  canvas.className = "network-canvas";
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", tools?.dataset["label"] ?? "");
  canvas.setAttribute("aria-describedby", "network-panel");
  place.replaceChildren(canvas, onPaper(place.dataset["picture"] ?? ""));
  const core = cytoscape({
    container: canvas,
    elements,
    style: style(),
    layout: { name: "preset", padding: 30 },
    textureOnViewport: elements.nodes.length > 200,
    hideEdgesOnViewport: elements.edges.length > 1000,
    autoungrabify: true,
    minZoom: 0.05,
    maxZoom: 6,
  });
  new Picture(core, canvas, place.dataset["centre"] ?? "");
  tools?.replaceChildren(
    button(tools.dataset["fit"], () => core.fit(undefined, 30)),
    button(tools.dataset["picture"], () => void save(core)),
  );
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => core.style(style()));
}

if (figure) void draw(figure);
