// Rows of a list: `j` and `k` move, Enter opens, `x` picks, `v` moves a tile of a board or an entry of the calendar; a click anywhere on a row opens its record.
// The row stays the one it was when the list is swapped, and when a form on it brought the page anew.
import { mark, marked } from "./grid";
import { isCommand } from "./keys";
import { pressed } from "./keyboard";
import { further } from "./more";

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-href]:not(#peek *)")];

function step(by: number): void {
  const all = rows();
  const at = all.findIndex((row) => row.classList.contains("row-at"));
  if (by > 0 && at >= 0 && at === all.length - 1 && further(stand)) return;
  stand(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
}

function stand(row: HTMLElement | undefined): void {
  mark(row);
  row?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !isCommand(event)) return;
  const key = pressed(event);
  const row = marked();
  const isOnControl = event.target instanceof Element && event.target.matches("button, a, summary, input");
  if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (key === "x") row?.querySelector<HTMLInputElement>(".tick input")?.click();
  else if (key === "v") openMove(row);
  else if (key === "Enter" && row && !isOnControl) window.location.assign(row.dataset.href ?? "");
});

function openMove(row: HTMLElement | null): void {
  const menu = row?.querySelector<HTMLDetailsElement>(".tile-foot details");
  if (!menu) return row?.querySelector<HTMLElement>("a[data-moves]")?.click();
  menu.open = true;
  menu.querySelector("select")?.focus();
}
document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (!target || target.closest("a, button, input, select, label, summary, form")) return;
  const href = target.closest<HTMLElement>("[data-href]")?.dataset.href;
  if (!href || window.getSelection()?.toString()) return;
  if (event.ctrlKey || event.metaKey) window.open(href, "_blank", "noopener");
  else window.location.assign(href);
});

let last = "";
document.addEventListener("htmx:before:swap", () => (last = marked()?.dataset.href ?? ""));
document.addEventListener("htmx:after:swap", () => last && mark(rows().find((row) => row.dataset.href === last)));

const KEPT = "candor-row";
document.addEventListener("submit", (event) => {
  // A cell that is changed in place brings no page anew.
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>("form:not(.cell-form)")?.closest<HTMLElement>("[data-href]") : null;
  if (row) window.sessionStorage.setItem(KEPT, JSON.stringify([window.location.pathname, row.dataset.href]));
});

function goOn(): void {
  const kept = window.sessionStorage.getItem(KEPT);
  window.sessionStorage.removeItem(KEPT);
  const [path, href] = kept ? (JSON.parse(kept) as string[]) : [];
  if (path !== window.location.pathname) return;
  const row = rows().find((row) => row.dataset.href === href);
  mark(row);
  row?.querySelector<HTMLElement>("a")?.focus();
}
goOn();
