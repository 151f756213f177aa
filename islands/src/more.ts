// A list goes on by key and by scrolling: at its last row the next part comes under it and the address says so. A page that has grown
// enough goes over to the next one by key, and by its link. Focus, picks and what is open stay as they are.
import htmx from "htmx.org";

type Row = HTMLTableRowElement;

let coming = false;
/** When somebody last scrolled with a wheel or a finger. */
let scrolled = -Infinity;
/** A part that did not come: scrolling does not ask for it again. */
let missed = "";
const RECENT_MS = 2_000;

const ways = (): HTMLElement | null => document.querySelector<HTMLElement>("#list .pager-ways");
const rows = (): HTMLElement | null => document.querySelector<HTMLElement>("#list [data-rows] tbody");
const next = (): HTMLElement | null => ways()?.querySelector<HTMLElement>("[data-key=m]") ?? null;
export const rowsOf = (within: ParentNode | null): Row[] => [...(within?.querySelectorAll<Row>("tr[data-href]") ?? [])];

/** Goes on past the last row, and takes the row that follows it once that is here; false where none follows. */
export function further(take: (row: Row) => void): boolean {
  const body = rows();
  if (!body || !next()) return false;
  if (!coming) void bring(body, take);
  return true;
}

/** Goes on before the last row comes into sight. A page that grows no further keeps its link to the next one. */
function ahead(): void {
  const [from, body] = [ways(), rows()];
  if (coming || !body || !from?.dataset.more || from.dataset.more === missed) return;
  if (performance.now() - scrolled > RECENT_MS || from.getBoundingClientRect().top > window.innerHeight * 1.5) return;
  void bring(body, null);
}

async function bring(body: HTMLElement, take: ((row: Row) => void) | null): Promise<void> {
  const [from, at, before] = [ways(), document.activeElement, new Set(rowsOf(body))];
  coming = true;
  try {
    if (from?.dataset.more) {
      const ways = "#list .pager-ways";
      const part = { source: from, target: body, select: "tbody > tr", swap: "beforeend", selectOOB: `.pager-ways:outerHTML:${ways}` };
      await htmx.ajax("GET", from.dataset.more, part as never);
    }
  } finally {
    coming = false;
  }
  if (!body.isConnected) return;
  const row = rowsOf(body).find((row) => !before.has(row));
  if (!row && !take) missed = from?.dataset.more ?? "";
  // A page that grows no further, or a part that did not come: the next page says why.
  if (!row) return take ? over(body, take) : undefined;
  if (take && document.activeElement === at) take(row);
  document.dispatchEvent(new CustomEvent("candor:row"));
}

function over(body: HTMLElement, take: (row: Row) => void): void {
  const came = (): void => {
    if (body.isConnected) return;
    document.removeEventListener("htmx:after:swap", came);
    const row = rowsOf(document.querySelector("#list [data-rows]"))[0];
    if (row) take(row);
  };
  document.addEventListener("htmx:after:swap", came);
  next()?.click();
}

/** What a part repeats: the head of a group that goes on, and a record that went past its place meanwhile. */
function join(body: HTMLElement): void {
  const known = new Set<string>();
  let group = "";
  for (const row of body.querySelectorAll<Row>(":scope > tr")) {
    const [href, head] = [row.dataset.href ?? "", row.dataset.group];
    if (head === group || known.has(href)) row.remove();
    if (head) group = head;
    if (href) known.add(href);
  }
}

// Only for this list: whoever asked for another one meanwhile keeps that.
document.addEventListener("htmx:before:swap", (event) => {
  const target = (event as CustomEvent<{ ctx?: { target?: unknown } }>).detail?.ctx?.target;
  if (target instanceof HTMLTableSectionElement && !target.isConnected) event.preventDefault();
});
document.addEventListener("htmx:after:swap", (event) => {
  const body = event.target instanceof HTMLElement && event.target.matches("#list [data-rows] tbody") ? event.target : null;
  if (!body) return;
  join(body);
  const pages = new URL(window.location.href).searchParams.get("pages") ?? "";
  for (const field of document.querySelectorAll<HTMLInputElement>("#list [data-pages]")) field.value = pages;
});
for (const kind of ["wheel", "touchmove"]) {
  document.addEventListener(kind, () => (scrolled = performance.now()), { passive: true });
}
document.addEventListener("scroll", ahead, { passive: true, capture: true });
