// YASGUI speaks English only. What it writes around queries and answers is put into Norwegian as it appears.

const WORDS: Readonly<Record<string, string>> = {
  "Add tab": "Ny fane",
  "Add a new tab": "Ny fane",
  "Close tab": "Lukk fanen",
  "Rename Tab": "Gi fanen et navn",
  "Copy Tab": "Kopier fanen",
  "Close Tab": "Lukk fanen",
  "Close other tabs": "Lukk de andre fanene",
  "Undo Close Tab": "Åpne den siste igjen",
  "Re-open Tab": "Åpne den siste igjen",
  "Share query": "Del spørringen",
  "Run query": "Kjør spørringen",
  "Press CTRL - <spacebar> to autocomplete": "Ctrl-mellomrom gir forslag",
  "Set editor fullscreen": "Fyll skjermen",
  "Set editor smaller": "Vanlig størrelse",
  "Shows Tabell view": "Vis som tabell",
  "Shows Response view": "Vis svaret som det er",
  Response: "Råsvar",
  True: "Ja",
  False: "Nei",
  "Show all": "Vis alt",
  "Download result": "Last ned",
};
const ATTRIBUTES = ["title", "aria-label", "placeholder"];
const OTHERS_WORDS = ".CodeMirror-lines, .CodeMirror-hints, .scroll, pre, select, .downloads";

/** Translates what is in an element, and what comes into it later. */
export function speakNorwegian(root: HTMLElement): void {
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) translate(node);
      if (change.type !== "childList") translate(change.target);
    }
  });
  const what = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES };
  observer.observe(root, what);
}

function translate(node: Node): void {
  const element = node instanceof HTMLElement ? node : node.parentElement;
  if (!element || element.closest(OTHERS_WORDS)) return;
  if (node instanceof Text) return put(node);
  for (const text of texts(node)) put(text);
  for (const each of [element, ...element.querySelectorAll<HTMLElement>(ATTRIBUTES.map((name) => `[${name}]`).join())])
    for (const name of ATTRIBUTES) {
      const translated = WORDS[each.getAttribute(name) ?? ""];
      if (translated) each.setAttribute(name, translated);
    }
}

function texts(node: Node): Text[] {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
}

function put(text: Text): void {
  const translated = WORDS[text.data.trim()] ?? counted(text.data);
  if (translated && translated !== text.data) text.data = translated;
}

/** “12 results in 0.034 seconds”, with or without the one or the other. */
function counted(text: string): string | undefined {
  const found = /^(?:(\d+) results?|Response)(?: in ([\d.]+) seconds?)?$/.exec(text);
  if (!found) return undefined;
  const rows = found[1] === undefined ? "Svar" : found[1] === "1" ? "1 rad" : `${Number(found[1]).toLocaleString("nb")} rader`;
  return found[2] ? `${rows} på ${Number(found[2]).toLocaleString("nb")} s` : rows;
}
