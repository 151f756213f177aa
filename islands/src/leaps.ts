// Long ways through a list: PageDown and PageUp go by what a screen holds, End and Home to its last and first row. In the cells End and
// Home stay in their row, and go through the list with Ctrl.
import { current, focus, mark, marked } from "./grid";
import { isTyping } from "./keys";
import { further, rowsOf } from "./more";

type Row = HTMLTableRowElement;

/** Onto this row, in the column where the keys are. */
export function goTo(row: Row): void {
  const column = current()?.cellIndex;
  if (column !== undefined) return focus(row.cells[column]);
  mark(row);
  row.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
}

const screenful = (row: Row): number => Math.max(1, Math.floor((window.innerHeight * 0.7) / row.offsetHeight));

function inRow(row: Row, key: string): boolean {
  const shown = [...row.cells].filter((cell) => cell.offsetParent !== null);
  focus(key === "End" ? shown[shown.length - 1] : shown[0]);
  return true;
}

function leap(event: KeyboardEvent): boolean {
  const table = document.querySelector<HTMLElement>("#list [data-rows]");
  const at = document.activeElement;
  const row = at?.closest<Row>("tr[data-href]") ?? (at === document.body ? marked() : null);
  const all = rowsOf(table);
  const place = row instanceof HTMLTableRowElement ? all.indexOf(row) : -1;
  const here = all[place];
  if (!here) return false;
  if (current() && !event.ctrlKey && ["End", "Home"].includes(event.key)) return inRow(here, event.key);
  const by = { End: all.length, Home: -all.length, PageDown: screenful(here), PageUp: -screenful(here) }[event.key] ?? 0;
  if (by === 0) return false;
  if (by > 0 && place === all.length - 1 && further(goTo)) return true;
  const to = all[Math.min(Math.max(place + by, 0), all.length - 1)];
  if (to) goTo(to);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.metaKey || event.shiftKey || event.isComposing) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.target instanceof Element && event.target.closest(".cell-form, #peek, [popover], details[open]")) return;
  if (leap(event)) event.preventDefault();
});
