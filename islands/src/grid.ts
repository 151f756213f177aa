// The cells of a list as a grid: which one has the focus, what lies beside it, and whether it can be changed in place.

export type Cell = HTMLTableCellElement;

export const rowOf = (cell: Element): HTMLTableRowElement | null => cell.closest<HTMLTableRowElement>("tr[data-href]");
/** The row of this record, in this list if it still stands on the page. */
export function rowAt(href: string, list?: Element): HTMLTableRowElement | null {
  const row = `tr[data-href="${CSS.escape(href)}"]`;
  return list?.isConnected ? list.querySelector<HTMLTableRowElement>(row) : document.querySelector<HTMLTableRowElement>(`[data-rows] ${row}`);
}
const headOf = (cell: Cell): HTMLTableCellElement | undefined => cell.closest("table")?.tHead?.rows[0]?.cells[cell.cellIndex];

/** The field that the cell changes in place, if it can be. */
export const changes = (cell: Cell): string | undefined => headOf(cell)?.dataset.field;

/** The row, or tile, that the keys are at. */
export const marked = (): HTMLElement | null => document.querySelector<HTMLElement>(".row-at[data-href]");

/** Makes it the one that the keys are at. */
export function mark(row: HTMLElement | null | undefined): void {
  marked()?.classList.remove("row-at");
  row?.classList.add("row-at");
  row?.scrollIntoView({ block: "nearest" });
}

/** The cell with the focus. */
export function current(): Cell | null {
  const focused = document.activeElement;
  return focused instanceof HTMLTableCellElement && rowOf(focused) ? focused : null;
}

export function focus(cell: Element | null | undefined): void {
  if (!(cell instanceof HTMLTableCellElement)) return;
  cell.tabIndex = -1;
  cell.focus();
  mark(rowOf(cell));
}

/** The next cell in this direction that is shown. */
export function beside(cell: Cell, by: number): Cell | null {
  let next = by > 0 ? cell.nextElementSibling : cell.previousElementSibling;
  while (next instanceof HTMLElement && next.offsetParent === null) next = by > 0 ? next.nextElementSibling : next.previousElementSibling;
  return next instanceof HTMLTableCellElement ? next : null;
}

export function above(cell: Cell, by: number): Cell | null {
  let row = by > 0 ? rowOf(cell)?.nextElementSibling : rowOf(cell)?.previousElementSibling;
  while (row && !row.hasAttribute("data-href")) row = by > 0 ? row.nextElementSibling : row.previousElementSibling;
  return row instanceof HTMLTableRowElement ? (row.cells[cell.cellIndex] ?? null) : null;
}
