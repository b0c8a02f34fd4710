// Every format that the server gives, for the query whose answer is shown.

import type { default as Yasgui } from "@zazuko/yasgui";
import type { Format, Assistance } from "./assistance";

export function showDownloads(editor: Yasgui, formats: Assistance["formats"]): void {
  editor.on("queryResponse", async (_: Yasgui, tab: ReturnType<Yasgui["getTab"]>) => {
    const [yasqe, yasr] = [tab?.getYasqe(), tab?.getYasr()];
    if (!yasqe || !yasr) return;
    await undefined; // the response is taken in after this event
    const kind = ["CONSTRUCT", "DESCRIBE"].includes(yasqe.getQueryType()) ? "graph" : "solutions";
    yasr.rootEl.querySelector(".downloads")?.remove();
    if (!yasr.results?.hasError()) yasr.headerEl.after(downloads(yasqe.getValue(), formats[kind]));
  });
}

function downloads(query: string, formats: readonly Format[]): HTMLElement {
  const line = document.createElement("p");
  line.className = "downloads";
  line.append("Last ned: ");
  formats.forEach(({ name, ending }, position) => {
    const anchor = document.createElement("a");
    anchor.href = `/sparql?${new URLSearchParams({ query, format: name })}`;
    anchor.download = `svar.${ending}`;
    anchor.textContent = name.toUpperCase();
    line.append(position ? " · " : "", anchor);
  });
  return line;
}
