// A list goes on by key: at its last row the next part comes under it and the address says so; a page that has grown enough goes over to
// the next one. Focus, picks and what is open stay as they are.
import htmx from "htmx.org";

type Row = HTMLTableRowElement;

let coming = false;

const ways = (): HTMLElement | null => document.querySelector<HTMLElement>("#list .pager-ways");
const next = (): HTMLElement | null => ways()?.querySelector<HTMLElement>("[data-key=m]") ?? null;
export const rowsOf = (within: ParentNode | null): Row[] => [...(within?.querySelectorAll<Row>("tr[data-href]") ?? [])];

/** Goes on past the last row, and takes the row that follows it once that is here; false where none follows. */
export function further(take: (row: Row) => void): boolean {
  const body = document.querySelector<HTMLElement>("#list [data-rows] tbody");
  if (!body || !next()) return false;
  if (!coming) void bring(body, take);
  return true;
}

async function bring(body: HTMLElement, take: (row: Row) => void): Promise<void> {
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
  // A page that grows no further, or a part that did not come: the next page says why.
  if (!row) return over(body, take);
  if (document.activeElement === at) take(row);
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
