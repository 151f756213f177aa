// The card of a row beside its list: Space opens it at the row that the keys are at and goes into it, `j` and `k` bring the next one,
// Esc closes it. The card is the one of its own page; what is changed in it stays beside the list.
import htmx from "htmx.org";
import { current, focus, rowAt, rowOf } from "./grid";
import { sendBy } from "./send_by";

const panel = (): HTMLElement | null => document.getElementById("peek");
const body = (): HTMLElement | null => document.getElementById("peek-body");
const at = (): HTMLElement | null => {
  const cell = current();
  return (cell && rowOf(cell)) ?? document.querySelector<HTMLElement>("[data-rows] .row-at[data-href]");
};

function show(row: HTMLElement): void {
  const [beside, href] = [panel(), row.dataset.href ?? ""];
  if (!beside || !href || beside.dataset.href === href) return;
  beside.hidden = false;
  beside.dataset.href = href;
  document.documentElement.classList.add("peeking");
  const whole = beside.querySelector<HTMLAnchorElement>("[data-peek-open]");
  if (whole) whole.href = href;
  void htmx.ajax("GET", href, { source: beside, target: "#peek-body", select: "#main > *", swap: "innerHTML" });
}

function close(): void {
  const beside = panel();
  if (!beside || beside.hidden) return;
  // A form that was sent from here takes the focus with it.
  const within = beside.contains(document.activeElement) || document.activeElement === document.body;
  const row = rowAt(beside.dataset.href ?? "");
  beside.hidden = true;
  beside.dataset.href = "";
  body()?.replaceChildren();
  document.documentElement.classList.remove("peeking");
  if (within) focus(row?.cells[0]);
}

/** Forms of the card are sent from here, and the card comes back here. */
function keepHere(within: HTMLElement): void {
  for (const form of within.querySelectorAll<HTMLFormElement>('form[method="post"]:not([hx-post])')) {
    sendBy(form, "#peek-body", { "hx-select-oob": "#toasts" });
  }
}

document.addEventListener("htmx:after:swap", (event) => {
  const [beside, within] = [panel(), body()];
  const ctx = (event as CustomEvent<{ ctx?: { target?: Element; request?: { method?: string } } }>).detail.ctx;
  if (!beside || !within || ctx?.target !== within) return;
  keepHere(within);
  within.scrollTop = 0;
  if (ctx.request?.method !== "POST") return;
  const row = rowAt(beside.dataset.href ?? "");
  const rows = row?.closest<HTMLElement>("[data-rows]")?.dataset.rows;
  if (row && rows) void htmx.ajax("GET", `${row.dataset.href}/row${rows}`, { source: row, target: row, swap: "outerHTML" });
});

document.addEventListener("keydown", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const beside = panel();
  if (!beside || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]") || target?.closest(".cell-form")) return;
  if (event.key === "Escape" && !beside.hidden) close();
  else if (event.key === " " && !target?.matches("input, textarea, select, button, summary, a:not([data-rows] a)")) {
    const row = at();
    if (!row) return;
    if (beside.dataset.href === row.dataset.href) body()?.focus();
    else show(row);
  } else return;
  event.preventDefault();
});
// Whoever walks on with the panel open reads the next card in it.
for (const kind of ["keyup", "candor:row"]) document.addEventListener(kind, () => {
  const [beside, row] = [panel(), at()];
  if (beside && !beside.hidden && row && !beside.contains(document.activeElement)) show(row);
});

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("[data-peek-close]")) close();
  const row = target?.closest(".cell-peek")?.closest<HTMLElement>("tr[data-href]");
  if (row) show(row);
});
