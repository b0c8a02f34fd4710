// The query page's editor: YASGUI with our prefixes, our vocabulary and our questions. The page works without it.

import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./sparql/sparql.css";
import { type Assistance, type Words, assistance, declared } from "./sparql/assistance";
import { addCompletion } from "./sparql/completion";
import { showDownloads } from "./sparql/downloads";
import { tableOf } from "./sparql/table";
import { said, translate } from "./sparql/translation";

export async function mount(element: HTMLElement): Promise<void> {
  const helped = await assistance(element.dataset["source"] ?? "");
  addCompletion(Yasgui.Yasqe, helped);
  Yasgui.Yasr.registerPlugin("table", tableOf(helped) as never);
  Yasgui.Yasr.defaults.errorRenderers = [async (error) => message(error.text)];
  Yasgui.Tab.prototype.getShareableLink = function () {
    return `${location.origin}${location.pathname}?${new URLSearchParams({ query: this.getQuery() })}`;
  };
  const declare = (query: string) => declared(query, helped.prefixes);
  const form = document.querySelector<HTMLFormElement>("form.editor");
  const given = declare(form?.querySelector("textarea")?.value ?? "");
  translate(element, helped.words);
  element.hidden = false;
  const editor = edit(element, given, helped.words);
  // A list of tabs may hold nothing but tabs, and the button that adds one stands among them.
  element.querySelector(".tabsList .addTab")?.setAttribute("role", "tab");
  element.prepend(choice(helped, (name, query) => open(editor, name, declare(query))));
  open(editor, form?.dataset["name"], given);
  form?.remove();
  editor.on("query", () => document.getElementById("answer")?.remove());
  showDownloads(editor, helped);
}

function edit(element: HTMLElement, first: string, words: Words): Yasgui {
  return new Yasgui(element, {
    tabName: said(words, "Query"),
    autofocus: false,
    populateFromUrl: false,
    persistenceId: "standpunkt",
    requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
    yasqe: { value: first, editorHeight: "18rem", screenReaderLabel: said(words, "Query") },
    yasr: { maxPersistentResponseSize: 0 },
  } as never);
}

/** Opens the query that the page was asked for, in the tab that has it or in one of its own. */
function open(editor: Yasgui, name: string | undefined, query: string): void {
  if (name) editor.addTab(true, { name, yasqe: { value: query } }, { avoidDuplicateTabs: true });
}

/** A menu of the named queries, each of which opens in a tab. */
function choice({ examples, words }: Assistance, choose: (name: string, query: string) => void): HTMLElement {
  const menu = document.createElement("select");
  menu.append(new Option(said(words, "Choose a question …"), ""));
  for (const [subject, titled] of Map.groupBy(examples, (example) => example.subject)) {
    const group = document.createElement("optgroup");
    group.label = subject;
    group.append(...titled.map((example) => new Option(example.title, example.name)));
    menu.append(group);
  }
  menu.addEventListener("change", () => {
    const chosen = examples.find((example) => example.name === menu.value);
    menu.value = "";
    if (chosen) choose(chosen.title, chosen.text);
  });
  const label = document.createElement("label");
  label.className = "examples";
  label.append(said(words, "Open in a new tab:"), " ", menu);
  return label;
}

function message(text: string): HTMLElement {
  const shown = document.createElement("pre");
  shown.className = "message";
  shown.lang = "en";
  shown.textContent = text;
  return shown;
}

for (const element of document.querySelectorAll<HTMLElement>("[data-island=sparql]")) void mount(element);
