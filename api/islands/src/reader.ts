// The notes beside a response follow its text, and each shows its words. Without this they are a list with links.

const reader = document.querySelector<HTMLElement>("[data-reader]");
const notes = reader?.querySelector<HTMLElement>(".notes");

if (reader && notes) follow(reader, notes);

function follow(reader: HTMLElement, notes: HTMLElement): void {
  const marks = [...reader.querySelectorAll<HTMLElement>("mark[data-of]")];
  const items = new Map([...notes.querySelectorAll<HTMLElement>("[data-note]")].map((item) => [item.dataset["note"], item]));
  const visible = new Set<HTMLElement>();
  const isBeside = () => getComputedStyle(notes).overflowY === "auto";
  const numbers = (mark: HTMLElement) => (mark.dataset["of"] ?? "").split(" ");

  const show = (): void => {
    const first = marks.find((mark) => visible.has(mark));
    const item = first && items.get(numbers(first)[0]);
    if (item && isBeside() && !notes.matches(":hover, :focus-within")) {
      notes.scrollTo({ top: item.offsetTop - notes.offsetTop, behavior: calm() ? "auto" : "smooth" });
    }
  };
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) visible.add(target as HTMLElement);
      else visible.delete(target as HTMLElement);
    }
    show();
  });
  for (const mark of marks) seen.observe(mark);

  const light = (chosen: readonly string[]): void => {
    for (const mark of marks) mark.classList.toggle("chosen", numbers(mark).some((number) => chosen.includes(number)));
    for (const [number, item] of items) item.classList.toggle("chosen", chosen.includes(number ?? ""));
  };
  const chosenBy = (event: Event): readonly string[] => {
    const target = event.target as HTMLElement;
    const item = target.closest<HTMLElement>("[data-note]");
    if (item) return [item.dataset["note"] ?? ""];
    const link = target.closest<HTMLElement>(".to-note");
    if (link) return [link.dataset["number"] ?? ""];
    const mark = target.closest<HTMLElement>("mark[data-of]");
    return mark ? numbers(mark) : [];
  };
  reader.addEventListener("mouseover", (event) => light(chosenBy(event)));
  reader.addEventListener("focusin", (event) => light(chosenBy(event)));
  reader.addEventListener("mouseleave", () => light([]));
}

function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
