// What can be done on the page: elements say it with `data-key` (and have that key) or `data-action`. The name is the one that a
// screen reader says; the key is told beside it.

const MARKED = "[data-key], [data-action]";

export function nameOf(element: HTMLElement): string {
  const label = element.closest("label") ?? element;
  const said = element.dataset.action || element.getAttribute("aria-label") || label.textContent || "";
  return said.replace(/\s+/g, " ").trim();
}

/** Each once, in the order of the page. */
export function actions(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>(MARKED)];
  return all.filter((element) => !element.closest("dialog") && isOffered(element) && nameOf(element) !== "");
}

/** Whether it can be used: it shows, or would when its menu were opened. */
export function isOffered(element: HTMLElement): boolean {
  const folded = element.closest<HTMLElement>("details:not([open]), [popover]");
  const shows = folded && !element.matches("summary") ? folded.hasAttribute("popover") || folded.checkVisibility() : element.checkVisibility();
  return shows && !element.matches(":disabled");
}

/** Follows, presses, opens or goes into it. */
export function act(element: HTMLElement): void {
  const field = element.dataset.then;
  if (element.matches("input:not([type=radio], [type=checkbox], [type=file]), textarea, select")) return element.focus();
  element.focus();
  if (element.hasAttribute("data-focus")) return;
  element.click();
  if (element instanceof HTMLInputElement && field) {
    const next = element.form?.elements.namedItem(field);
    if (next instanceof HTMLElement) next.focus();
  }
  if (element.matches("summary") && element.parentElement?.hasAttribute("open")) {
    element.parentElement.querySelector<HTMLElement>("a, button, input:not([type=hidden]), select, textarea")?.focus();
  }
}

/** Tells the key on the element itself: only where a script hears it. */
function hint(): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-key]:not([aria-keyshortcuts])")) {
    const key = element.dataset.key ?? "";
    element.setAttribute("aria-keyshortcuts", key);
    const told = element.matches("input[type=radio]") ? element.closest("label") ?? element : element;
    told.title = `${told.title || nameOf(element)} (${key})`;
  }
}

hint();
document.addEventListener("htmx:after:swap", hint);
