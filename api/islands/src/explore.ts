// Explore without a button: a choice is asked for at once, and only what changed is exchanged.

const FORM = "form.explore";
const PARTS = ["facets", "found"];

let asked = 0;

/** The address that the form asks for, without what is left empty. */
function address(form: HTMLFormElement, submitter?: HTMLElement | null): string {
  const fields = new FormData(form);
  if (submitter instanceof HTMLButtonElement && submitter.name) {
    fields.set(submitter.name, submitter.value);
  }
  const pairs = [...fields].flatMap(([name, value]) => (typeof value === "string" && value ? [[name, value]] : []));
  const query = new URLSearchParams(pairs);
  return query.size ? `${form.action}?${query}` : form.action;
}

/** Fetch a page of the same kind and put its facets and finds in the place of those that are shown. */
async function show(target: string): Promise<void> {
  const mine = ++asked;
  const found = document.getElementById("found");
  found?.setAttribute("aria-busy", "true");
  const response = await fetch(target, { headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (mine !== asked) return;
  if (!page.querySelector(FORM)) {
    location.assign(target); // an error page says what to do
    return;
  }
  exchange(page);
}

function exchange(page: Document): void {
  const open = new Map([...document.querySelectorAll<HTMLDetailsElement>(".facets details")].map((each) => [each.id, each.open]));
  const focused = document.activeElement;
  const place = focused instanceof HTMLInputElement ? [focused.name, focused.value] : [];
  for (const id of PARTS) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id)?.replaceWith(document.adoptNode(fresh));
  }
  for (const each of document.querySelectorAll<HTMLDetailsElement>(".facets details")) {
    each.open ||= open.get(each.id) ?? false;
  }
  const [name, value] = place;
  const again = [...document.querySelectorAll<HTMLInputElement>(`${FORM} input`)].find(
    (input) => input.name === name && (input.type !== "checkbox" || input.value === value),
  );
  if (focused && !focused.isConnected) again?.focus({ preventScroll: true });
}

function ask(form: HTMLFormElement, submitter?: HTMLElement | null): void {
  const target = address(form, submitter);
  history.pushState(null, "", target);
  void show(target);
}

document.addEventListener("change", ({ target }) => {
  const form = target instanceof Element ? target.closest<HTMLFormElement>(FORM) : null;
  if (form) ask(form);
});
document.addEventListener("submit", (event) => {
  if (!(event.target instanceof HTMLFormElement) || !event.target.matches(FORM)) return;
  event.preventDefault();
  ask(event.target, event.submitter);
});
addEventListener("popstate", () => location.reload());
