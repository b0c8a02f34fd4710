// What the server tells the editor: the prefixes, the questions and the vocabulary of this graph.

export interface Example {
  readonly name: string;
  readonly subject: string;
  readonly title: string;
  readonly text: string;
}

export interface Term {
  readonly iri: string;
  readonly role: "class" | "property" | "concept";
  readonly labels: readonly string[];
  readonly definition: string;
}

export interface Format {
  readonly name: string;
  readonly ending: string;
}

/** What the interface says, by what it says in English. */
export type Words = Readonly<Record<string, string>>;

export interface Assistance {
  readonly identities: readonly string[];
  readonly prefixes: Readonly<Record<string, string>>;
  readonly formats: { readonly solutions: readonly Format[]; readonly graph: readonly Format[] };
  readonly examples: readonly Example[];
  readonly terms: readonly Term[];
  readonly words: Words;
}

export async function assistance(address: string): Promise<Assistance> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  return response.json();
}

/** An IRI with the longest prefix that it begins with, or nothing where none leaves a plain name. */
export function prefixed(iri: string, prefixes: Readonly<Record<string, string>>): string | undefined {
  const fitting = Object.entries(prefixes).filter(([, namespace]) => iri.startsWith(namespace));
  const [prefix, namespace] = fitting.sort(([, one], [, other]) => other.length - one.length)[0] ?? [];
  const local = namespace === undefined ? "" : iri.slice(namespace.length);
  return /^[\p{L}\d_][\p{L}\d_-]*$/u.test(local) ? `${prefix}:${local}` : undefined;
}

/** A query with the prefixes that it uses declared, so that it also runs elsewhere. */
export function declared(query: string, prefixes: Readonly<Record<string, string>>): string {
  const bare = query.replace(/<[^<>\s]*>|"[^"\n]*"|'[^'\n]*'|(?<=^|\s)#.*/gm, " ");
  const used = new Set([...bare.matchAll(/(?<![\w:-])([a-z][\w-]*):/g)].map(([, prefix]) => prefix));
  const missing = Object.keys(prefixes).filter((prefix) => used.has(prefix) && !own(bare, prefix));
  const declarations = missing.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>\n`).join("");
  return query.replace(/^(?:#.*\n)*/, (title) => title + declarations);
}

function own(query: string, prefix: string): boolean {
  return new RegExp(`\\bPREFIX\\s+${prefix}:`, "i").test(query);
}

/** Where this server shows what an IRI of ours names, or nothing where the IRI is somebody else's. */
export function page(iri: string, identities: readonly string[]): string | undefined {
  const own = identities.find((identity) => iri.startsWith(identity));
  return own === undefined ? undefined : new URL(iri).pathname;
}
