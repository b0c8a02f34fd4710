// Writes which packages the compiled islands contain, with their licences, beside them: the licences ask for it.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const shipped = Object.entries(packages).filter(([path, known]) => path && !known.dev && !known.optional);

function notice([path, { version, license }]) {
  const file = readdirSync(path).find((name) => /^(licen[sc]e|copying)/i.test(name));
  const text = file ? readFileSync(`${path}/${file}`, "utf8").trim() : "";
  return [`${path.replace(/^.*node_modules\//, "")} ${version} – ${license ?? "see its text"}`, text].join("\n\n").trim();
}

writeFileSync("../static/islands/notices.txt", shipped.map(notice).join("\n\n────────\n\n") + "\n");
