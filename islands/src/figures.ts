// After a cell is saved, the figures of the list become true again: what stands under the columns at once, the heads of groups once no
// cell is open, with every row in the group where it belongs by then. They come from the server, over all records of the list.
import htmx from "htmx.org";
import { current, focus, rowAt } from "./grid";
import { pick, picked } from "./picks";

/** A list in groups waits to be drawn anew until the cells that are open are left. */
let owed = false;
/** The list while it is fetched. */
let fetching: HTMLElement | null = null;
/** Where the keys are and what is picked when it comes: a row that changes its place would leave its tick to another one. */
let kept: { href: string; column: number; records: Set<string> } | null = null;

const rows = (): HTMLElement | null => document.querySelector<HTMLElement>("#list [data-rows]");
const here = (): string => window.location.pathname + window.location.search;
const isOpen = (): boolean => !!document.querySelector("#list .cell-form, #list tr.htmx-request");

/** A cell was saved. */
export async function saved(): Promise<void> {
  const list = rows();
  if (list?.querySelector(".group-row")) owed = true;
  else if (list?.querySelector("tfoot")) await foot(list);
  await left();
}

/** No cell may be open any more. */
export async function left(): Promise<void> {
  const list = rows();
  if (!owed || !list || fetching || isOpen()) return;
  owed = false;
  fetching = list;
  try {
    await htmx.ajax("GET", here(), { source: list, target: "#list", select: "#list", swap: "outerMorph" } as never);
  } finally {
    fetching = null;
  }
  if (kept) restore(kept);
  kept = null;
}

function restore({ href, column, records }: NonNullable<typeof kept>): void {
  if (href) focus(rowAt(href)?.cells[column]);
  pick(records);
}

async function foot(list: HTMLElement): Promise<void> {
  const both = "#list tfoot:outerHTML:#list tfoot";
  await htmx.ajax("GET", here(), { source: list, target: list, swap: "none", selectOOB: both } as never);
}

// Somebody may have gone on while it was fetched, and have opened another cell.
document.addEventListener("htmx:before:swap", (event) => {
  const from = (event as CustomEvent<{ ctx?: { sourceElement?: unknown; target?: unknown } }>).detail?.ctx;
  if (!fetching || from?.sourceElement !== fetching || from.target === fetching) return;
  if (isOpen()) {
    owed = true;
    event.preventDefault();
    return;
  }
  const cell = current();
  kept = { href: cell?.closest("tr")?.dataset.href ?? "", column: cell?.cellIndex ?? 0, records: picked() };
});
document.addEventListener("htmx:after:swap", () => void left());
