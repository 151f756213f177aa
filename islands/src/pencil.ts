// What can be done with the cell under the pointer: the first one opens its record beside the list, a pencil changes a cell in place.
import { open } from "./cell_form";
import { changes, type Cell } from "./grid";

document.addEventListener("mouseover", (event) => {
  const cell = event.target instanceof Element ? event.target.closest<Cell>("[data-rows] tr[data-href] > td") : null;
  const shown = document.querySelector<HTMLElement>(".cell-tools");
  if (shown && shown.parentElement !== cell) shown.remove();
  if (!cell || shown?.parentElement === cell || cell.querySelector(".cell-form")) return;
  const tools = cell.closest("[data-rows]")?.querySelector<HTMLTemplateElement>(":scope > template")?.content.firstElementChild?.cloneNode(true);
  if (!(tools instanceof HTMLElement)) return;
  if (!changes(cell)) tools.querySelector(".cell-pencil")?.remove();
  if (cell.cellIndex > 0) tools.querySelector(".cell-peek")?.remove();
  if (tools.childElementCount > 0) cell.append(tools);
});
document.addEventListener("click", (event) => {
  const pencil = event.target instanceof Element ? event.target.closest(".cell-pencil") : null;
  const cell = pencil?.closest<Cell>("td");
  if (!cell) return;
  pencil?.closest(".cell-tools")?.remove();
  open(cell);
});
