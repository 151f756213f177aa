// Keys in a list: arrows move between cells, Enter or F2 opens one.
import { open } from "./cell_form";
import { above, beside, current, focus, type Cell } from "./grid";
import { isCommand } from "./keys";
import { goTo } from "./leaps";
import { further } from "./more";

const ways: Record<string, (cell: Cell) => Cell | null> = {
  ArrowLeft: (cell) => beside(cell, -1),
  ArrowRight: (cell) => beside(cell, 1),
  ArrowUp: (cell) => above(cell, -1),
  ArrowDown: (cell) => above(cell, 1),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !isCommand(event)) return;
  if (event.target instanceof Element && event.target.closest(".cell-form, #peek, input")) return;
  inTable(event);
});

function inTable(event: KeyboardEvent): void {
  const cell = current();
  const way = ways[event.key];
  if (!cell) {
    // From the row that `j` and `k` are at, into its cells.
    const first = event.key === "ArrowRight" ? document.querySelector<HTMLTableRowElement>("[data-rows] .row-at")?.cells[0] : null;
    if (!first) return;
    focus(first);
  } else if (way) {
    const next = way(cell);
    if (next || event.key !== "ArrowDown" || !further(goTo)) focus(next ?? cell);
  }
  else if (event.key === "F2" || event.key === "Enter") {
    if (!open(cell)) return;
  } else if (event.key === "Escape") cell.blur();
  else return;
  event.preventDefault();
}
