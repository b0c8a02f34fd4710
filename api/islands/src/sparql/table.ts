// Rows as the other pages show them: links lead into this site, columns sort, a field filters.

import type { Parser, Plugin, default as Yasr } from "@zazuko/yasr";
import { type Assistance, page, prefixed } from "./assistance";
import { said, written } from "./translation";

const MOST_ROWS = 1000;
type Value = Parser.BindingValue | undefined;

/** The plugin that shows rows, with what it must know of this graph. */
export function tableOf(helped: Assistance): new (yasr: Yasr) => Plugin<never> {
  return class {
    readonly priority = 10;
    readonly label = said(helped.words, "Table");
    readonly #yasr: Yasr;
    #sorted: { readonly column: string; readonly falling: boolean } | undefined;
    #sought = "";

    constructor(yasr: Yasr) {
      this.#yasr = yasr;
    }

    canHandleResults(): boolean {
      return Boolean(this.#yasr.results?.getVariables()?.length); // yes and no have none
    }

    getIcon(): undefined {
      return undefined;
    }

    draw(): void {
      this.#sorted = undefined;
      this.#sought = "";
      this.#yasr.pluginControls.replaceChildren(this.#filter());
      this.#show();
    }

    #filter(): HTMLElement {
      const field = document.createElement("input");
      field.type = "search";
      field.placeholder = said(helped.words, "Search the answer");
      field.setAttribute("aria-label", field.placeholder);
      field.addEventListener("input", () => {
        this.#sought = field.value.toLowerCase();
        this.#show();
      });
      return field;
    }

    #show(): void {
      const variables = this.#yasr.results?.getVariables() ?? [];
      const rows = this.#rows(variables);
      const table = document.createElement("table");
      const head = table.createTHead().insertRow();
      head.append(...variables.map((variable) => this.#heading(variable)));
      const body = table.createTBody();
      for (const row of rows.slice(0, MOST_ROWS)) body.insertRow().append(...row.map((value) => cell(value, helped)));
      const frame = document.createElement("div");
      frame.className = "scroll";
      frame.tabIndex = 0;
      frame.setAttribute("role", "region");
      frame.ariaLabel = said(helped.words, "Table");
      frame.append(table);
      this.#yasr.resultsEl.replaceChildren(frame);
      if (rows.length > MOST_ROWS) frame.before(note(rows.length, helped));
    }

    #rows(variables: readonly string[]): Value[][] {
      const rows: Value[][] = (this.#yasr.results?.getBindings() ?? []).map((row) => variables.map((name) => row[name]));
      const sought = rows.filter((row) => row.some((value) => value?.value.toLowerCase().includes(this.#sought)));
      const sorted = this.#sorted;
      if (!sorted) return this.#sought ? sought : rows;
      const column = variables.indexOf(sorted.column);
      const order = sorted.falling ? -1 : 1;
      return (this.#sought ? sought : rows).sort((one, other) => order * compared(one[column], other[column]));
    }

    #heading(variable: string): HTMLElement {
      const heading = document.createElement("th");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = variable;
      heading.scope = "col";
      const sorted = this.#sorted?.column === variable ? this.#sorted : undefined;
      if (sorted) heading.ariaSort = sorted.falling ? "descending" : "ascending";
      button.addEventListener("click", () => {
        this.#sorted = { column: variable, falling: sorted?.falling === false };
        this.#show();
      });
      heading.append(button);
      return heading;
    }
  };
}

function compared(one: Value, other: Value): number {
  return (one?.value ?? "").localeCompare(other?.value ?? "", document.documentElement.lang, { numeric: true });
}

function cell(value: Value, helped: Assistance): HTMLElement {
  const shown = document.createElement("td");
  if (value?.type === "uri") shown.append(link(value.value, helped));
  else shown.append(value?.value ?? "");
  if (value?.["xml:lang"]) shown.lang = value["xml:lang"];
  if (value && value.type !== "uri" && value.value.length > 60) shown.className = "long";
  return shown;
}

function link(iri: string, helped: Assistance): HTMLElement | string {
  const text = prefixed(iri, helped.prefixes) ?? iri;
  const address = page(iri, helped.identities) ?? (/^https?:/.test(iri) ? iri : undefined);
  if (address === undefined) return text;
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.title = iri;
  anchor.textContent = text;
  return anchor;
}

function note(count: number, helped: Assistance): HTMLElement {
  const shown = document.createElement("p");
  const sentence = "Shows the first {0} of {1} rows. Download to get all of them.";
  shown.textContent = said(helped.words, sentence, written(MOST_ROWS), written(count));
  return shown;
}
