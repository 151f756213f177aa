// The pencil: stands in the cell under the pointer, if that can be changed in place, and opens it.
import { open } from "./cell_form";
import { changes, type Cell } from "./grid";

document.addEventListener("mouseover", (event) => {
  const cell = event.target instanceof Element ? event.target.closest<Cell>("[data-rows] tr[data-href] > td") : null;
  const pencil = document.querySelector<HTMLElement>(".cell-pencil");
  if (pencil && pencil.parentElement !== cell) pencil.remove();
  if (!cell || pencil?.parentElement === cell || !changes(cell) || cell.querySelector(".cell-form")) return;
  const template = document.querySelector<HTMLTemplateElement>("#cell-pencil");
  if (template) cell.append(template.content.cloneNode(true));
});
document.addEventListener("click", (event) => {
  const pencil = event.target instanceof Element ? event.target.closest(".cell-pencil") : null;
  const cell = pencil?.closest<Cell>("td");
  if (!cell) return;
  pencil?.remove();
  open(cell);
});
