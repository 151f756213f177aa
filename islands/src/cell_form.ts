// A cell of a list as a form: Enter saves, Tab saves and opens the next, Esc leaves it as it was. The server draws the row with the
// cell as a form, and anew once it is saved.
import htmx from "htmx.org";
import { left, saved } from "./figures";
import { beside, changes, current, focus, mark, rowAt, rowOf, type Cell } from "./grid";

/** The row as it stood before its cell was opened. */
let before: HTMLElement | null = null;
/** Where the focus goes once the row is drawn anew: record, column, and the way to a further cell to open. */
let then: { href: string; column: number; step: number; list: Element } | null = null;
let begun = "";
/** A cell to open once another one is saved. */
let wanted: { href: string; column: number; list: Element } | null = null;

const formOf = (target: EventTarget | null): HTMLFormElement | null =>
  target instanceof Element ? target.closest<HTMLFormElement>(".cell-form") : null;
const state = (form: HTMLFormElement): string =>
  [...new FormData(form)].map(([name, value]) => `${name}=${typeof value === "string" ? value : ""}`).join("&");

/** Opens a cell; false where it cannot be changed. */
export function open(cell: Cell): boolean {
  const field = changes(cell);
  const rows = cell.closest<HTMLElement>("[data-rows]");
  const href = rowOf(cell)?.dataset.href ?? "";
  if (!href || !field || !rows) return false;
  const place = { href, column: cell.cellIndex, list: rows };
  const other = document.querySelector<HTMLFormElement>(".cell-form");
  if (other && state(other) !== begun) {
    wanted = place;
    other.requestSubmit();
    return true;
  }
  if (other) leave(other);
  const row = rowAt(place.href, rows);
  if (!row) return false;
  before = row.cloneNode(true) as HTMLElement;
  then = { ...place, step: 0 };
  void htmx.ajax("GET", `${place.href}/row${rows.dataset.rows}&edit=${field}`, { source: row, target: row, swap: "outerHTML" });
  return true;
}

function leave(form: HTMLFormElement): void {
  const row = rowOf(form);
  if (!row || !before) return;
  row.replaceWith(before);
  htmx.process(before);
  focus((before as HTMLTableRowElement).cells[then?.column ?? 0]);
  before = null;
  void left();
}

/** Saves what was changed, or leaves the cell as it was; then goes so many cells on and opens that one. */
function settle(form: HTMLFormElement, step: number): void {
  if (then) then.step = step;
  if (state(form) !== begun) form.requestSubmit();
  else {
    leave(form);
    go();
  }
}

function go(): void {
  let cell = current();
  const by = then?.step ?? 0;
  while (cell && by !== 0) {
    cell = beside(cell, by);
    if (cell && changes(cell)) {
      open(cell);
      return;
    }
  }
}

document.addEventListener("htmx:after:swap", (event) => {
  // Figures that were asked anew, and rows that were put under the others, are no cell.
  if (event.target instanceof Element && event.target.matches("[data-rows], #list tbody, .pager-ways")) return;
  const form = document.querySelector<HTMLFormElement>(".cell-form");
  if (form) {
    const input = form.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea");
    if (form.contains(document.activeElement) && document.activeElement !== input) return;
    begun = state(form);
    mark(rowOf(form));
    input?.focus();
    if (input instanceof HTMLInputElement && input.type === "text") input.select();
  } else if (then && before) {
    before = null;
    focus(rowAt(then.href, then.list)?.cells[then.column]);
    const next = wanted && rowAt(wanted.href, wanted.list)?.cells[wanted.column];
    wanted = null;
    if (next) open(next);
    else go();
    void saved();
  }
});

// A row that may not be changed opens the record's own page, which says why.
document.addEventListener("htmx:response:error", (event) => {
  if (!(event.target instanceof HTMLTableRowElement) || !then) return;
  window.location.assign(`${then.href}/edit`);
});
// What could not be saved for another reason than its value stays in the cell as it was typed.
document.addEventListener("htmx:before:response", (event) => {
  const form = formOf(event.target);
  const status = (event as CustomEvent<{ ctx: { response: { status: number } } }>).detail.ctx.response.status;
  if (form && status >= 400 && status !== 422) failed(event, form);
});
document.addEventListener("htmx:error", (event) => {
  const form = formOf(event.target);
  if (form) failed(event, form);
});

function failed(event: Event, form: HTMLFormElement): void {
  event.preventDefault();
  const said = form.querySelector(".fault") ?? document.createElement("span");
  said.className = "fault";
  said.setAttribute("role", "alert");
  said.textContent = form.dataset.failed ?? "";
  form.append(said);
}

document.addEventListener("keydown", (event) => {
  const form = formOf(event.target);
  if (form) inForm(event, form);
});

function inForm(event: KeyboardEvent, form: HTMLFormElement): void {
  if (event.defaultPrevented) return;
  const inputs = [...form.querySelectorAll<HTMLElement>("input:not([type=hidden]), select, textarea")];
  const end = event.shiftKey ? inputs[0] : inputs[inputs.length - 1];
  if (event.key === "Escape") leave(form);
  else if (event.key === "Enter" && event.target instanceof HTMLSelectElement) settle(form, 0);
  else if (event.key === "Tab" && event.target === end) settle(form, event.shiftKey ? -1 : 1);
  else return;
  event.preventDefault();
}

// Whoever goes elsewhere with the pointer has finished.
document.addEventListener("focusout", (event) => {
  const form = formOf(event.target);
  const to = event.relatedTarget;
  if (!form || (to instanceof Node && form.contains(to)) || !document.hasFocus()) return;
  window.setTimeout(() => {
    if (form.isConnected && !form.contains(document.activeElement) && state(form) !== begun) form.requestSubmit();
    else if (form.isConnected && !form.contains(document.activeElement) && !form.querySelector(".fault")) leave(form);
  }, 150);
});
