// The query page's editor: YASGUI with our prefixes, our vocabulary and our questions. The page works without it.

import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./sparql/sparql.css";
import { type Assistance, assistance, declared } from "./sparql/assistance";
import { addCompletion } from "./sparql/completion";
import { showDownloads } from "./sparql/downloads";
import { speakNorwegian } from "./sparql/norwegian";
import { tableOf } from "./sparql/table";

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
  speakNorwegian(element);
  element.hidden = false;
  const editor = edit(element, given);
  element.prepend(choice(helped.examples, (name, query) => open(editor, name, declare(query))));
  open(editor, form?.dataset["name"], given);
  form?.remove();
  editor.on("query", () => document.getElementById("answer")?.remove());
  showDownloads(editor, helped.formats);
}

function edit(element: HTMLElement, first: string): Yasgui {
  return new Yasgui(element, {
    tabName: "Spørring",
    autofocus: false,
    populateFromUrl: false,
    persistenceId: "standpunkt",
    requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
    yasqe: { value: first, editorHeight: "18rem" },
    yasr: { maxPersistentResponseSize: 0 },
  } as never);
}

/** Opens the query that the page was asked for, in the tab that has it or in one of its own. */
function open(editor: Yasgui, name: string | undefined, query: string): void {
  if (name) editor.addTab(true, { name, yasqe: { value: query } }, { avoidDuplicateTabs: true });
}

/** A menu of the named queries, each of which opens in a tab. */
function choice(examples: Assistance["examples"], choose: (name: string, query: string) => void): HTMLElement {
  const menu = document.createElement("select");
  menu.append(new Option("Velg et spørsmål …", ""));
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
  label.append("Åpne i en ny fane: ", menu);
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
