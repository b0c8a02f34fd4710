// Every format that the server gives, for the query whose answer is shown.

import type { default as Yasgui } from "@zazuko/yasgui";
import type { Assistance, Format, Words } from "./assistance";
import { said } from "./translation";

const LONGEST = 8000;

export function showDownloads(editor: Yasgui, { formats, words }: Assistance): void {
  editor.on("queryResponse", async (_: Yasgui, tab: ReturnType<Yasgui["getTab"]>) => {
    const [yasqe, yasr] = [tab?.getYasqe(), tab?.getYasr()];
    if (!yasqe || !yasr) return;
    await undefined; // the response is taken in after this event
    const kind = ["CONSTRUCT", "DESCRIBE"].includes(yasqe.getQueryType()) ? "graph" : "solutions";
    yasr.rootEl.querySelector(".downloads")?.remove();
    if (!yasr.results?.hasError()) yasr.headerEl.after(downloads(yasqe.getValue(), formats[kind], words));
  });
}

/** Asks for an answer to a query that no address can hold. */
function post(query: string, format: string): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/sparql";
  for (const [name, value] of Object.entries({ query, format })) {
    const field = document.createElement("textarea");
    [field.name, field.value] = [name, value];
    form.append(field);
  }
  form.hidden = true;
  document.body.append(form);
  form.submit();
  form.remove();
}

function downloads(query: string, formats: readonly Format[], words: Words): HTMLElement {
  const line = document.createElement("p");
  line.className = "downloads";
  line.append(said(words, "Download:"), " ");
  formats.forEach(({ name, ending }, position) => {
    const anchor = document.createElement("a");
    anchor.href = `/sparql?${new URLSearchParams({ query, format: name })}`;
    anchor.download = `${said(words, "answer")}.${ending}`;
    if (anchor.href.length > LONGEST) anchor.onclick = (event) => (event.preventDefault(), post(query, name));
    anchor.textContent = name.toUpperCase();
    line.append(position ? " · " : "", anchor);
  });
  return line;
}
