// Suggests the terms of our vocabulary while a query is written, by their names and by their Norwegian and English labels.

import type { default as Yasqe } from "@zazuko/yasqe";
import { type Assistance, type Term, prefixed } from "./assistance";

const MOST = 50;
const KEYWORDS =
  "a as asc ask base bind by construct count desc describe distinct exists filter from graph group having in lang limit minus named not offset optional order prefix reduced sample select separator service str union undef values where".split(
    " ",
  );
type Suggested = Term & { readonly text: string; readonly local: string };

export function addCompletion(editor: typeof Yasqe, helped: Assistance): void {
  const declared = Object.entries(helped.prefixes).map(([prefix, namespace]) => `${prefix}: <${namespace}>`);
  editor.forkAutocompleter("prefixes", { name: "prefixes", get: declared, persistenceId: null } as never);
  // The others would ask a service elsewhere.
  for (const name of ["property", "class"]) delete editor.Autocompleters[name];
  editor.defaults.autocompleters = ["variables", "prefixes", "terms"];
  const terms = helped.terms.map((term) => suggested(term, helped));
  editor.registerAutocompleter({
    name: "terms",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (yasqe) => written(yasqe) !== "",
    get: (yasqe) => fitting(terms, written(yasqe), role(yasqe)).map((term) => term.text),
    postprocessHints: (_, hints) => hints.map((hint) => ({ ...hint, render: rendering(terms, hint.text) })),
  });
}

function suggested(term: Term, helped: Assistance): Suggested {
  const text = prefixed(term.iri, helped.prefixes) ?? `<${term.iri}>`;
  const local = text.slice(text.indexOf(":") + 1).toLowerCase();
  return { ...term, text, local };
}

/** What is written of a name at the cursor; nothing where no name can be meant. */
function written(yasqe: Yasqe): string {
  const token = yasqe.getCompleteToken();
  const text = token.string.trim();
  if (token.type === "comment" || token.type === "string" || !/^<?[\p{L}]/u.test(text)) return "";
  return KEYWORDS.some((keyword) => keyword.startsWith(text.toLowerCase())) ? "" : text;
}

/** Which terms can stand at the cursor: after `a` classes, where a verb is due properties, else all. */
function role(yasqe: Yasqe): Term["role"] | undefined {
  const token = yasqe.getCompleteToken();
  const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
  if (["a", "rdf:type"].includes(before.string)) return "class";
  return token.state.possibleCurrent.includes("a") ? "property" : undefined;
}

/** The terms that begin with what is written, then those whose local name does, then those of whose labels it is a part. */
function fitting(terms: readonly Suggested[], text: string, wanted: Term["role"] | undefined): Suggested[] {
  const sought = text.toLowerCase();
  const ranked = terms
    .filter((term) => wanted === undefined || term.role === wanted)
    .map((term) => ({ term, rank: rank(term, sought) }))
    .filter(({ rank }) => rank < 3);
  return ranked
    .sort((one, other) => one.rank - other.rank)
    .slice(0, MOST)
    .map(({ term }) => term);
}

function rank(term: Suggested, sought: string): number {
  if (term.text.toLowerCase().startsWith(sought) || `<${term.iri}`.toLowerCase().startsWith(sought)) return 0;
  if (sought.includes(":")) return 3;
  if (term.local.startsWith(sought)) return 1;
  return term.labels.some((label) => label.toLowerCase().includes(sought)) ? 2 : 3;
}

/** Shows a suggestion with its label, and its definition where the pointer rests on it. */
function rendering(terms: readonly Suggested[], text: string): (element: HTMLElement) => void {
  const term = terms.find((known) => known.text === text);
  return (element) => {
    const label = document.createElement("span");
    label.className = "label";
    label.textContent = term?.labels[0] ?? "";
    element.title = term?.definition ?? "";
    element.append(text, label);
  };
}
