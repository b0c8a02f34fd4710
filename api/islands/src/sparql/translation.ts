// YASGUI speaks English only. What it writes around queries and answers is translated as it appears.

import type { Words } from "./assistance";

const ATTRIBUTES = ["title", "aria-label", "placeholder"];
const OTHERS_WORDS = ".CodeMirror-lines, .CodeMirror-hints, .scroll, pre, select, .downloads";

/** What is said in English, in the language of the page, with a value at each place {0}, {1}. */
export function said(words: Words, english: string, ...values: readonly string[]): string {
  return (words[english] ?? english).replace(/\{(\d)\}/g, (place, number) => values[Number(number)] ?? place);
}

/** A number as the language of the page writes it. */
export function written(number: number): string {
  return number.toLocaleString(document.documentElement.lang);
}

/** Translates what is in an element, and what comes into it later. */
export function translate(root: HTMLElement, words: Words): void {
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) put(node, words);
      if (change.type !== "childList") put(change.target, words);
    }
  });
  const what = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES };
  observer.observe(root, what);
}

function put(node: Node, words: Words): void {
  const element = node instanceof HTMLElement ? node : node.parentElement;
  if (!element || element.closest(OTHERS_WORDS)) return;
  if (node instanceof Text) return putText(node, words);
  for (const text of texts(node)) putText(text, words);
  for (const each of [element, ...element.querySelectorAll<HTMLElement>(ATTRIBUTES.map((name) => `[${name}]`).join())])
    for (const name of ATTRIBUTES) {
      const known = each.getAttribute(name) ?? "";
      if (words[known] && words[known] !== known) each.setAttribute(name, words[known]);
    }
}

function texts(node: Node): Text[] {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
}

function putText(text: Text, words: Words): void {
  const translated = words[text.data.trim()] ?? counted(text.data, words);
  if (translated && translated !== text.data) text.data = translated;
}

/** “12 results in 0.034 seconds”, with or without the one or the other. */
function counted(text: string, words: Words): string | undefined {
  const found = /^(?:(\d+) results?|Response)(?: in ([\d.]+) seconds?)?$/.exec(text);
  if (!found) return undefined;
  const count = Number(found[1]);
  const rows = found[1] === undefined ? "Answer" : count === 1 ? "1 row" : "{0} rows";
  const many = said(words, rows, written(count));
  return found[2] ? said(words, "{0} in {1} s", many, written(Number(found[2]))) : many;
}
